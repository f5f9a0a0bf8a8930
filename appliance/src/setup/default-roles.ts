import type { Role } from '@auraconnect/shared/menu/catalogue.ts';
import { type Permission, permissions } from '@auraconnect/shared/staff/permissions.ts';

const service: Permission[] = ['order.take', 'order.pay', 'order.discount'];
const till: Permission[] = [...service, 'cash.session', 'cash.report', 'kitchen.work'];
const management: Permission[] = permissions.filter((permission) => permission !== 'order.import');

/** What a new store begins with. Roles are data: the store changes them as it likes. */
export const defaultRoles: readonly Role[] = [
  { id: 'owner', name: 'Owner', permissions: [...permissions], discountLimitPercent: '100' },
  { id: 'manager', name: 'Manager', permissions: management, discountLimitPercent: '50' },
  { id: 'cashier', name: 'Cashier', permissions: till, discountLimitPercent: '10' },
  { id: 'server', name: 'Server', permissions: service, discountLimitPercent: '5' },
  { id: 'cook', name: 'Cook', permissions: ['kitchen.work', 'menu.eighty_six'], discountLimitPercent: '0' },
];
