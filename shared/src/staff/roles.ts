import type { Role, StaffMember } from '../menu/catalogue.ts';
import type { Actor } from './actor.ts';
import { type Permission, Permission as PermissionName } from './permissions.ts';

export type Leave = { allowed: true; approvedBy: string | null } | { allowed: false };

/**
 * Whether something may be done: by the actor alone, or because somebody who may do it approved this one command.
 * `approvedBy` names the approver only when the approval was what counted.
 */
export function mayDo(actor: Actor, approver: Actor | null, permission: Permission): Leave {
  if (actor.permissions.has(permission)) return { allowed: true, approvedBy: null };
  if (approver?.permissions.has(permission)) return { allowed: true, approvedBy: approver.staffId };
  return { allowed: false };
}

/** A role's permissions that this version knows; names from a newer catalogue are passed over, never granted. */
export function permissionsOf(role: Role): Set<Permission> {
  return new Set(role.permissions.flatMap((name) => PermissionName.safeParse(name).data ?? []));
}

/** A member of staff as an actor; nobody inactive or without a role may do anything. */
export function actorOf(member: StaffMember, role: Role | null): Actor {
  const active = member.active && role !== null;
  return {
    staffId: member.id,
    permissions: active ? permissionsOf(role) : new Set(),
    discountLimitPercent: active ? role.discountLimitPercent : '0',
  };
}
