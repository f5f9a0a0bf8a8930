import type { JournalTable } from '../store/storage.ts';

/** Kept in the restored database, so that everybody can see that its history went on elsewhere, or may have. */
export interface RestoreMark {
  restoredAt: string;
  epoch: string;
  seq: number;
  hash: string;
  backupMadeAt: string;
}
export const restoreMarkKey = 'restored';

/** Whether nothing has been written yet since a backup was brought back: this is its first start. */
export function wasJustRestored(journal: Pick<JournalTable, 'meta' | 'head'>): boolean {
  const mark = journal.meta(restoreMarkKey);
  if (mark === null) return false;
  const { epoch, seq } = JSON.parse(mark) as RestoreMark;
  const head = journal.head();
  return head.epoch === epoch && head.seq === seq;
}
