import type { Clock } from '@auraconnect/shared/time/clock.ts';
import type { StaffMember } from '@auraconnect/shared/menu/catalogue.ts';
import type { Core } from '../store/core.ts';
import { createLockout, freeTries, type Lockout } from './lockout.ts';

/** Hashes PINs so that neither the database nor the pepper alone gives them away. */
export interface PinHasher {
  hash(pin: string): Promise<string>;
  verify(hash: string, pin: string): Promise<boolean>;
}

export type PinCheck =
  | { type: 'right'; member: StaffMember }
  | { type: 'wrong'; triesLeft: number }
  | { type: 'locked'; waitMs: number };

export interface PinParts {
  core: Core;
  clock: Clock;
  hasher: PinHasher;
}

/** The appliance checks PINs by itself, with or without internet, and remembers wrong ones across restarts. */
export class Pins {
  readonly #parts: PinParts;
  readonly #lockout: Lockout;
  /** Checked against when there is no such person or PIN, so that the time it takes tells nothing. */
  #decoy: Promise<string> | null = null;

  constructor(parts: PinParts) {
    this.#parts = parts;
    this.#lockout = createLockout(parts.clock, parts.core.box);
  }

  /** @param deviceId where it was typed: wrong PINs lock out the person and the device. */
  async check(staffId: string, pin: string, deviceId: string): Promise<PinCheck> {
    const { core, hasher } = this.#parts;
    const subjects = [`staff:${staffId}`, `device:${deviceId}`];
    if (this.#waitMs(subjects) > 0) return { type: 'locked', waitMs: this.#waitMs(subjects) };
    const attempt = this.#lockout.begin(subjects);
    await core.writeBox((box) => attempt.write(box));
    if (!attempt.allowed()) return { type: 'locked', waitMs: this.#waitMs(subjects) };
    const member = await core.read((view) => view.index().staff.get(staffId) ?? null);
    const known = member?.active === true ? core.box.pinHash(staffId) : null;
    const right = await hasher.verify(known ?? (await this.#decoyHash()), pin);
    if (right && known !== null && member !== null) {
      await core.writeBox(this.#lockout.succeeded(subjects));
      return { type: 'right', member };
    }
    const failures = Math.max(...subjects.map((subject) => core.box.wrongTries(subject)?.failures ?? 0));
    if (failures < freeTries) return { type: 'wrong', triesLeft: freeTries - failures };
    if (member !== null)
      await core.appendInternal(() => [{ type: 'staff.locked_out', payload: { staffId, deviceId } }]);
    return { type: 'locked', waitMs: this.#waitMs(subjects) };
  }

  async set(staffId: string, pin: string, actor: string): Promise<void> {
    const hash = await this.#parts.hasher.hash(pin);
    await this.#parts.core.appendInternal(() => [{ type: 'staff.pin_set', payload: { staffId } }], {
      actor,
      alsoWrite: (box) => {
        box.setPinHash(staffId, hash);
        box.setWrongTries(`staff:${staffId}`, null);
      },
    });
  }

  #waitMs(subjects: readonly string[]): number {
    return Math.max(...subjects.map((subject) => this.#lockout.waitMs(subject)));
  }

  #decoyHash(): Promise<string> {
    this.#decoy ??= this.#parts.hasher.hash('nobody');
    return this.#decoy;
  }
}
