import { hash, verify } from '@node-rs/argon2';
import type { PasswordHasher } from '../../auth/sessions.ts';

/** Argon2id as OWASP's password storage sheet asks for at least: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const argon2Passwords: PasswordHasher = {
  hash: (password) => hash(password.normalize('NFKC'), cost),
  verify: (kept, password) => verify(kept, password.normalize('NFKC')).catch(() => false),
};
