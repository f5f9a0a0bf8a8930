import type { ApprovalAnswer, PersonOnDuty, SignInAnswer } from '@auraconnect/shared/protocol/store-api.ts';
import type { Permission } from '@auraconnect/shared/staff/permissions.ts';
import { actorOf } from '@auraconnect/shared/staff/roles.ts';
import { formatTimestamp } from '@auraconnect/shared/time/timestamp.ts';
import type { Core, StoreView } from '../store/core.ts';
import type { PinCheck, Pins } from './pins.ts';
import type { StaffTokens } from './staff-tokens.ts';

export type Failed = Exclude<PinCheck, { type: 'right' }>;

export interface SignInParts {
  core: Core;
  pins: Pins;
  tokens: StaffTokens;
}

/** Signing in and approving: a PIN in, a token out. */
export class SignIn {
  readonly #parts: SignInParts;

  constructor(parts: SignInParts) {
    this.#parts = parts;
  }

  people(): Promise<PersonOnDuty[]> {
    const withPin = new Set(this.#parts.core.box.staffWithPin());
    return this.#parts.core.read((view) => {
      const { staff, roles } = view.index();
      return [...staff.values()]
        .filter((member) => member.active && withPin.has(member.id))
        .map(({ id, name, roleId, hue }) => ({ staffId: id, name, roleName: roles.get(roleId)?.name ?? '', hue }));
    });
  }

  async byPin(staffId: string, pin: string, deviceId: string): Promise<SignInAnswer | Failed> {
    const check = await this.#parts.pins.check(staffId, pin, deviceId);
    return check.type === 'right' ? this.admit(staffId, deviceId) : check;
  }

  /** A token for somebody whose PIN was just checked, or just chosen. */
  async admit(staffId: string, deviceId: string): Promise<SignInAnswer> {
    const { core, tokens } = this.#parts;
    const [{ token, expiresAtMs }, person] = await Promise.all([
      tokens.signIn({ staffId, deviceId }),
      core.read((view) => personOf(view, staffId)),
    ]);
    return { staffToken: token, expiresAt: await this.#timestamp(expiresAtMs), staffId, ...person };
  }

  async approve(staffId: string, pin: string, deviceId: string, commandId: string): Promise<ApprovalAnswer | Failed> {
    const check = await this.#parts.pins.check(staffId, pin, deviceId);
    if (check.type !== 'right') return check;
    const { token, expiresAtMs } = await this.#parts.tokens.approve({ staffId, deviceId, commandId });
    return { approvalToken: token, approvedBy: staffId, expiresAt: await this.#timestamp(expiresAtMs) };
  }

  #timestamp(instantMs: number): Promise<string> {
    return this.#parts.core.read((view) => formatTimestamp(instantMs, view.index().settings.timeZone));
  }
}

function personOf(
  view: StoreView,
  staffId: string,
): { name: string; permissions: Permission[]; discountLimitPercent: string } {
  const { staff, roles } = view.index();
  const member = staff.get(staffId);
  if (member === undefined) return { name: '', permissions: [], discountLimitPercent: '0' };
  const actor = actorOf(member, roles.get(member.roleId) ?? null);
  return { name: member.name, permissions: [...actor.permissions], discountLimitPercent: actor.discountLimitPercent };
}
