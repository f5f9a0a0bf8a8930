import type { HistoryPosition } from '@auraconnect/shared/journal/epoch-events.ts';
import { genesisHash } from '@auraconnect/shared/journal/journal-row.ts';
import type { EpochStart, JournalTable } from './storage.ts';

/** Which epoch a seq of this history is in. */
export function epochAt(epochs: readonly EpochStart[], seq: number): string {
  return (epochs.findLast(({ fromSeq }) => fromSeq <= seq) ?? epochs[0])?.epoch ?? '';
}

/** The last seq of an epoch in this history; null when it is none of ours. @param headSeq where the newest epoch has come to */
export function endOfEpoch(epochs: readonly EpochStart[], epoch: string, headSeq: number): number | null {
  const index = epochs.findIndex((one) => one.epoch === epoch);
  if (index === -1) return null;
  return (epochs[index + 1]?.fromSeq ?? headSeq + 1) - 1;
}

/** Whether this history has a place that somebody saw: the same hash under the same seq of the same epoch. */
export function hasPosition(
  journal: Pick<JournalTable, 'epochs' | 'rows'>,
  { epoch, seq, hash }: HistoryPosition,
  headSeq: number,
): boolean {
  if (seq === 0) return hash === genesisHash;
  const epochs = journal.epochs();
  const end = endOfEpoch(epochs, epoch, headSeq);
  if (end === null || seq > end || epochAt(epochs, seq) !== epoch) return false;
  return journal.rows(seq - 1, 1)[0]?.hash === hash;
}
