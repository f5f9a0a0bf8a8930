import { z } from 'zod';
import { Sha256Hex } from '@auraconnect/shared/journal/journal-row.ts';
import { Uuid } from '@auraconnect/shared/time/ids.ts';

/**
 * A backup is one `.tar.gz` that any machine can look into: `manifest.json` first, then `store.db` (a whole SQLite database), then the
 * box's keys under `keys/`. Whoever has the file has the store's PIN pepper and its key towards the cloud: keep it like a key.
 */
export const manifestName = 'manifest.json';
export const databaseName = 'store.db';
export const formatVersion = 1;

export const BackupManifest = z.object({
  format: z.literal('auraconnect-backup'),
  formatVersion: z.int().min(1),
  /** Wall clock of the box, RFC 3339. */
  madeAt: z.string(),
  /** Of the program that made it. */
  version: z.string(),
  /** `user_version` of the database. */
  schemaVersion: z.int().min(1),
  store: z.object({ id: Uuid, name: z.string() }),
  epoch: Uuid,
  /** The newest event that is in it. */
  seq: z.int().min(0),
  headHash: Sha256Hex,
  /** When that event happened; null in a store without events. */
  lastEventAt: z.string().nullable(),
  files: z.array(
    z.object({
      name: z.string().regex(/^(store\.db|keys\/[A-Za-z0-9._-]{1,100})$/),
      bytes: z.int().min(0),
      sha256: Sha256Hex,
    }),
  ),
});
export type BackupManifest = z.infer<typeof BackupManifest>;
