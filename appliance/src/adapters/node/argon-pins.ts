import type { PinHasher } from '../../staff/pins.ts';

/** `Algorithm.Argon2id`; the package declares it as a const enum, which type stripping cannot read. */
const argon2id = 2;

/** OWASP's parameters for argon2id (19 MiB, two passes). The pepper lies in a file of its own beside the database. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function argonPins(pepper: Uint8Array): PinHasher {
  const secret = Buffer.from(pepper);
  // Its native code is loaded by the first PIN; a till that is signed in goes on selling without it.
  const argon = () => import('@node-rs/argon2');
  return {
    hash: async (pin) => (await argon()).hash(pin, { ...cost, algorithm: argon2id, secret }),
    verify: async (hashed, pin) => (await argon()).verify(hashed, pin, { secret }),
  };
}
