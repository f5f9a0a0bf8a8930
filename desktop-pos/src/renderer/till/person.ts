import type { Catalogue, Hue } from '@auraconnect/shared/menu/catalogue.ts';
import type { SignInAnswer } from '@auraconnect/shared/protocol/store-api.ts';
import type { Actor } from '@auraconnect/shared/staff/actor.ts';
import { permissions, type Permission } from '@auraconnect/shared/staff/permissions.ts';
import { actorOf } from '@auraconnect/shared/staff/roles.ts';

/** Somebody who signed in at this till. */
export interface SignedIn {
  staffId: string;
  name: string;
  staffToken: string;
  actor: Actor;
}

export function signedInOf(answer: SignInAnswer): SignedIn {
  return {
    staffId: answer.staffId,
    name: answer.name,
    staffToken: answer.staffToken,
    actor: {
      staffId: answer.staffId,
      permissions: new Set(answer.permissions),
      discountLimitPercent: answer.discountLimitPercent,
    },
  };
}

/** Stands for whoever gave a command before a reload: it was decided then, so now it is only replayed. */
export function anybody(staffId: string): Actor {
  return { staffId, permissions: new Set(permissions), discountLimitPercent: '100' };
}

/** Who of the staff may do this, as far as the catalogue says: the names to ask for an approval. */
export function whoMay(
  catalogue: Catalogue,
  permission: Permission,
  discountPercent = 0,
): { staffId: string; name: string; hue: Hue }[] {
  const roles = new Map(catalogue.roles.map((role) => [role.id, role]));
  return catalogue.staff.flatMap((member) => {
    const actor = actorOf(member, roles.get(member.roleId) ?? null);
    const may = actor.permissions.has(permission) && Number(actor.discountLimitPercent) >= discountPercent;
    return may ? [{ staffId: member.id, name: member.name, hue: member.hue }] : [];
  });
}

/** The person a token was made for. It is only read, never trusted: the appliance checks it. */
export function staffIdOfToken(staffToken: string | null): string | null {
  const [, claims] = (staffToken ?? '').split('.');
  if (claims === undefined) return null;
  try {
    const { sub } = JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/'))) as { sub?: unknown };
    return typeof sub === 'string' ? sub : null;
  } catch {
    return null;
  }
}
