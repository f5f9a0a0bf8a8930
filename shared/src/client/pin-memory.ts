import { scrypt } from '@noble/hashes/scrypt.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';

/** A person as a device keeps them over a reload: plain text, so that any storage can hold it. */
export interface RememberedPerson<T> {
  staffId: string;
  salt: string;
  hash: string;
  length: number;
  /** Wrong tries since the last right one. */
  wrong: number;
  /** No try counts before this. */
  lockedUntilMs: number;
  /** When the appliance last let this person in. */
  rememberedAtMs: number;
  value: T;
}

export interface PinMemoryOptions<T> {
  randomBytes(count: number): Uint8Array;
  nowMs(): number;
  /** Called with everybody after every change; what survives a reload is what this keeps. */
  keep?(people: readonly RememberedPerson<T>[]): void;
}

export type PinTry<T> =
  | { type: 'right'; value: T }
  | { type: 'wrong'; triesLeft: number }
  | { type: 'locked'; waitSeconds: number }
  /** Never was here, was forgotten, or was here too long ago: only the appliance can tell. */
  | { type: 'unknown' };

const freeTries = 5;
const forgottenAfter = 10;
const firstLockMs = 30_000;
const rememberedForMs = 7 * 24 * 60 * 60_000;
const cost = { N: 2 ** 12, r: 8, p: 1, dkLen: 32 };

/**
 * Lets people who signed in at this device in the last days sign in again while the appliance is away. Only a salted scrypt hash is
 * kept: it slows down somebody who copies the device's storage, but four digits can be tried out, so what it guards is no more than the
 * device's own key beside it. After five wrong tries each further one has to wait, twice as long every time; after ten the
 * person is forgotten. All of that survives a reload. The appliance stays the judge whenever it answers.
 */
export class PinMemory<T> {
  readonly #people = new Map<string, RememberedPerson<T>>();
  readonly #options: PinMemoryOptions<T>;

  constructor(options: PinMemoryOptions<T>) {
    this.#options = options;
  }

  /** What an earlier page kept. Somebody who signed in since then is known better. */
  restore(people: readonly RememberedPerson<T>[]): void {
    for (const person of people) if (!this.#people.has(person.staffId)) this.#people.set(person.staffId, person);
  }

  /** After the appliance has let somebody in; `value` is what comes back with the right PIN. */
  remember(staffId: string, pin: string, value: T): void {
    const salt = this.#options.randomBytes(16);
    this.#people.set(staffId, {
      staffId,
      salt: bytesToHex(salt),
      hash: bytesToHex(scrypt(pin, salt, cost)),
      length: pin.length,
      wrong: 0,
      lockedUntilMs: 0,
      rememberedAtMs: this.#options.nowMs(),
      value,
    });
    this.#changed();
  }

  forget(staffId: string): void {
    if (this.#people.delete(staffId)) this.#changed();
  }

  knows(staffId: string): boolean {
    return this.#person(staffId) !== null;
  }

  /** How many digits the PIN has, so that a pad can go on by itself after the last one. */
  lengthOf(staffId: string): number | undefined {
    return this.#people.get(staffId)?.length;
  }

  try(staffId: string, pin: string): PinTry<T> {
    const person = this.#person(staffId);
    if (person === null) return { type: 'unknown' };
    const nowMs = this.#options.nowMs();
    // A clock that was set back must not lock anybody out for longer than the lock itself.
    const waitMs = Math.min(person.lockedUntilMs - nowMs, lockMsAfter(person.wrong));
    if (waitMs > 0) return { type: 'locked', waitSeconds: Math.ceil(waitMs / 1000) };
    const hash = scrypt(pin, hexToBytes(person.salt), cost);
    const known = hexToBytes(person.hash);
    // No early exit, so that the time tells nothing about how much was right.
    const difference = hash.reduce((sum, byte, index) => sum | (byte ^ (known[index] ?? 0)), 0);
    if (difference === 0) {
      this.#people.set(staffId, { ...person, wrong: 0, lockedUntilMs: 0 });
      this.#changed();
      return { type: 'right', value: person.value };
    }
    const wrong = person.wrong + 1;
    if (wrong >= forgottenAfter) {
      this.forget(staffId);
      return { type: 'unknown' };
    }
    this.#people.set(staffId, { ...person, wrong, lockedUntilMs: nowMs + lockMsAfter(wrong) });
    this.#changed();
    return wrong < freeTries
      ? { type: 'wrong', triesLeft: freeTries - wrong }
      : { type: 'locked', waitSeconds: Math.ceil(lockMsAfter(wrong) / 1000) };
  }

  #person(staffId: string): RememberedPerson<T> | null {
    const person = this.#people.get(staffId);
    if (person === undefined || this.#options.nowMs() - person.rememberedAtMs > rememberedForMs) return null;
    return person;
  }

  #changed(): void {
    this.#options.keep?.([...this.#people.values()]);
  }
}

const lockMsAfter = (wrong: number): number => (wrong < freeTries ? 0 : firstLockMs * 2 ** (wrong - freeTries));
