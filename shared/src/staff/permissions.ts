import { z } from 'zod';

/** What a role may allow. Roles are data (see the catalogue); these names are code. */
export const permissions = [
  'order.take',
  'order.pay',
  'order.void_sent',
  'order.void',
  'order.comp',
  'order.discount',
  'order.price_override',
  'order.open_item',
  'order.refund',
  'order.import',
  'menu.eighty_six',
  'menu.edit',
  'kitchen.work',
  'cash.session',
  'cash.pay_in_out',
  'cash.no_sale',
  'cash.report',
  'day.roll',
  'print.resolve',
  'device.pair',
  'staff.edit',
  'store.edit',
] as const;
export const Permission = z.enum(permissions);
export type Permission = z.infer<typeof Permission>;
