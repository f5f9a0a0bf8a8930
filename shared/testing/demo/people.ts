import type { Role, StaffMember } from '../../src/menu/catalogue.ts';
import { type Permission, permissions } from '../../src/staff/permissions.ts';

const floor: Permission[] = [
  'order.take',
  'order.pay',
  'order.discount',
  'cash.session',
  'cash.report',
  'kitchen.work',
];
const management: Permission[] = permissions.filter(
  (permission) => permission !== 'order.import' && permission !== 'store.edit',
);

/** Who may do what. The discount limit is what a role may give without asking, in percent. */
export const demoRoles: Role[] = [
  {
    id: 'waiter',
    name: 'Waiter',
    permissions: ['order.take', 'order.pay', 'order.discount'],
    discountLimitPercent: '5',
  },
  { id: 'cashier', name: 'Cashier', permissions: floor, discountLimitPercent: '10' },
  { id: 'cook', name: 'Cook', permissions: ['kitchen.work', 'menu.eighty_six'], discountLimitPercent: '0' },
  { id: 'manager', name: 'Manager', permissions: management, discountLimitPercent: '50' },
  { id: 'owner', name: 'Owner', permissions: [...permissions], discountLimitPercent: '100' },
];

export const demoStaff: StaffMember[] = [
  { id: 'anna', name: 'Anna Rossi', roleId: 'cashier', hue: 'teal', active: true },
  { id: 'marcus', name: 'Marcus Lee', roleId: 'waiter', hue: 'blue', active: true },
  { id: 'sofia', name: 'Sofía Delgado', roleId: 'waiter', hue: 'violet', active: true },
  { id: 'chen', name: 'Chen Wei', roleId: 'cook', hue: 'orange', active: true },
  { id: 'priya', name: 'Priya Nair', roleId: 'manager', hue: 'pink', active: true },
  { id: 'gianni', name: 'Gianni Esposito', roleId: 'owner', hue: 'green', active: true },
];
