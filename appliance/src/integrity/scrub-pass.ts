import type { ChainPosition } from '@auraconnect/shared/journal/hash.ts';
import type { Anchor, Finding } from './store-report.ts';

/**
 * One walk of the scrub. `history`: every event from `from` on, and when it began at the first one also the register of answers, the
 * schema and SQLite's own check. `projections`: all of them folded anew and compared.
 */
export type ScrubTask =
  | { kind: 'history'; from: ChainPosition | null; anchors: Anchor[]; restsPerWork: number }
  | { kind: 'projections' };

/** `checked`: how far the history is as it was written; null when it was not walked. */
export interface ScrubResult {
  checked: ChainPosition | null;
  findings: Finding[];
  events: number;
  tookMs: number;
}
