import type { ChainPosition } from '@auraconnect/shared/journal/hash.ts';
import type { Anchor } from './store-report.ts';

/** What the scrub has seen, kept beside the database: from here the next start and the next pass go on. */
export interface ScrubRecord {
  /** Everything up to here was read again from the disk and found as it was written. */
  verified: ChainPosition | null;
  verifiedAt: string | null;
  /** When the last pass over everything ended that found nothing. */
  wholeAt: string | null;
  /** When the projections were last compared with ones folded anew; `differ` has them made anew at the next start. */
  projectionsAt: string | null;
  projections: 'same' | 'differ' | null;
  /** How far the cloud has proven to have this history. */
  cloud: Anchor | null;
}

export const noScrub: ScrubRecord = {
  verified: null,
  verifiedAt: null,
  wholeAt: null,
  projectionsAt: null,
  projections: null,
  cloud: null,
};
