import { scrypt } from '@noble/hashes/scrypt.js';

interface Remembered<T> {
  salt: Uint8Array;
  hash: Uint8Array;
  length: number;
  wrongLeft: number;
  value: T;
}

const wrongAllowed = 5;
const cost = { N: 2 ** 12, r: 8, p: 1, dkLen: 32 };

/**
 * Lets people who signed in on this page unlock it again while the appliance is away. Only in the page's memory, only as a
 * salted scrypt hash, and forgotten after five wrong tries; the appliance stays the judge whenever it answers.
 */
export class PinMemory<T> {
  readonly #people = new Map<string, Remembered<T>>();
  readonly #randomBytes: (count: number) => Uint8Array;

  constructor(randomBytes: (count: number) => Uint8Array) {
    this.#randomBytes = randomBytes;
  }

  /** After the appliance has let somebody in; `value` is what comes back with the right PIN. */
  remember(staffId: string, pin: string, value: T): void {
    const salt = this.#randomBytes(16);
    this.#people.set(staffId, {
      salt,
      hash: scrypt(pin, salt, cost),
      length: pin.length,
      wrongLeft: wrongAllowed,
      value,
    });
  }

  forget(staffId: string): void {
    this.#people.delete(staffId);
  }

  knows(staffId: string): boolean {
    return this.#people.has(staffId);
  }

  /** How many digits the PIN has, so that a pad can go on by itself after the last one. */
  lengthOf(staffId: string): number | undefined {
    return this.#people.get(staffId)?.length;
  }

  /** What was remembered with this PIN; null when it is wrong or the person is not known (any more). */
  unlock(staffId: string, pin: string): T | null {
    const person = this.#people.get(staffId);
    if (person === undefined) return null;
    const hash = scrypt(pin, person.salt, cost);
    // No early exit, so that the time tells nothing about how much was right.
    const difference = hash.reduce((sum, byte, index) => sum | (byte ^ (person.hash[index] ?? 0)), 0);
    if (difference === 0) {
      person.wrongLeft = wrongAllowed;
      return person.value;
    }
    person.wrongLeft -= 1;
    if (person.wrongLeft === 0) this.#people.delete(staffId);
    return null;
  }
}
