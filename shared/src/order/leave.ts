import type { Permission } from '../staff/permissions.ts';
import { mayDo } from '../staff/roles.ts';
import { type OrderContext, type OrderRefused, refuse } from './context.ts';

export type OrderLeave = { allowed: true; approvedBy: string | null } | { allowed: false; refused: OrderRefused };

/** Leave to do something, alone or with the approval that came along; else the refusal that names what is missing. */
export function leaveFor(
  { actor, approver }: Pick<OrderContext, 'actor' | 'approver'>,
  permission: Permission,
): OrderLeave {
  const leave = mayDo(actor, approver, permission);
  return leave.allowed ? leave : { allowed: false, refused: refuse('permission_needed', { permission }) };
}
