import { z } from 'zod';
import { BusinessDate, Timestamp } from '../time/instant.ts';
import { Uuid } from '../time/ids.ts';

/** Lower-case hex SHA-256. */
export const Sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);

/** `prev_hash` of the first row of a store's first epoch. */
export const genesisHash = '0'.repeat(64);

/**
 * One row of the journal, as stored, hashed and sent. `bytes` is the payload's canonical JSON (RFC 8785), written once:
 * it is stored and sent verbatim and never serialised again. ORDER comes from `seq` alone, never from a clock.
 */
export const JournalRow = z.object({
  store: Uuid,
  epoch: Uuid,
  /** 1, 2, 3 ... without a gap, on over the epochs of a history: a new epoch begins after its parent's seq. */
  seq: z.int().min(1),
  id: Uuid,
  type: z.string().min(1).max(60),
  schemaVersion: z.int().min(1),
  orderId: Uuid.nullable(),
  /** Staff id, or `system`, or `import:<name>`. */
  actor: z.string().min(1).max(80),
  device: Uuid,
  incarnation: Uuid,
  /** The command of the device's stream that caused it; events of one command share it. */
  n: z.int().min(0),
  occurredAt: Timestamp,
  businessDate: BusinessDate,
  bytes: z.string().max(4_000_000),
  prevHash: Sha256Hex,
  hash: Sha256Hex,
});
export type JournalRow = z.infer<typeof JournalRow>;
