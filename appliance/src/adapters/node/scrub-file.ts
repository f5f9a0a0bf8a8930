import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Sha256Hex } from '@auraconnect/shared/journal/journal-row.ts';
import { Uuid } from '@auraconnect/shared/time/ids.ts';
import { noScrub, type ScrubRecord } from '../../integrity/scrub-record.ts';
import { writeWhole } from './small-file.ts';

const Place = z.object({ epoch: Uuid, seq: z.int().min(0), hash: Sha256Hex });
const Kept = z.object({
  verified: Place.extend({ store: Uuid }).nullable(),
  verifiedAt: z.string().nullable(),
  wholeAt: z.string().nullable(),
  projectionsAt: z.string().nullable(),
  projections: z.enum(['same', 'differ']).nullable(),
  cloud: Place.nullable(),
});

export interface ScrubFile {
  read(): ScrubRecord;
  write(record: ScrubRecord): void;
}

/** What the scrub has seen, in a small file. One that is not there or cannot be read says that nothing was seen yet. */
export function scrubFile(path: string): ScrubFile {
  return {
    read: () => {
      try {
        return Kept.parse(JSON.parse(readFileSync(path, 'utf8')));
      } catch {
        return noScrub;
      }
    },
    write: (record) => writeWhole(path, `${JSON.stringify(record, null, 2)}\n`),
  };
}
