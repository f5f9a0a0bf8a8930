import { type ChainCheck, type ChainPosition, verifyChain } from '@auraconnect/shared/journal/hash.ts';
import { genesisHash } from '@auraconnect/shared/journal/journal-row.ts';
import { applyEvent } from './fold/apply-event.ts';
import { sha256, storedEvent } from './ledger.ts';
import { State, type StateSource } from './state.ts';
import type { JournalTable } from './storage.ts';

export interface ReplayOptions {
  journal: Pick<JournalTable, 'rows' | 'meta'>;
  /** Where values come from that earlier groups wrote. @param seqSoFar how far the replay has come. */
  source(seqSoFar: () => number): StateSource;
  throughSeq: number;
  rowsPerGroup?: number;
  /** The state after each group, before its layers are published: what changed is to be written now. */
  onGroup(state: State): void;
}

/**
 * Folds the journal from its first row, in the same way in which live events are folded, and checks the chain on the way. Stops
 * before the group in which it breaks.
 */
export function replayJournal({
  journal,
  source,
  throughSeq,
  rowsPerGroup = 1000,
  onGroup,
}: ReplayOptions): ChainCheck {
  const store = journal.meta('store') ?? '';
  const epoch = journal.meta('epoch') ?? '';
  let position: ChainPosition = { store, epoch, seq: 0, hash: genesisHash };
  const state = new State(source(() => position.seq));
  while (position.seq < throughSeq) {
    const rows = journal.rows(position.seq, Math.min(rowsPerGroup, throughSeq - position.seq));
    if (rows.length === 0) break;
    const check = verifyChain(rows, position, sha256);
    if (!check.ok) return check;
    for (const row of rows) {
      applyEvent(state, storedEvent(row));
      state.acceptCommand();
      position = { ...position, epoch: row.epoch, seq: row.seq, hash: row.hash };
    }
    onGroup(state);
    state.publishGroup();
  }
  return { ok: true, position };
}
