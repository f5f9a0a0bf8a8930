import { z } from 'zod';

/** A UUID in lower case. New ones are version 7 and come from an `IdSource`. */
export const Uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
export type Uuid = z.infer<typeof Uuid>;

/** A short stable key chosen by people or importers: `margherita`, `pizza-classic-dlx`. */
export const Key = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,79}$/);
export type Key = z.infer<typeof Key>;

export interface IdSource {
  /** A fresh UUIDv7. */
  next(): Uuid;
}

/** Cryptographically strong bytes. */
export interface RandomSource {
  bytes(count: number): Uint8Array;
}
