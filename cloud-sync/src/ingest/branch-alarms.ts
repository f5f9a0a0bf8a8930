import type { LockedJournal } from './store-journal.ts';

const messages = {
  two_boxes:
    'Two boxes go on from the same point of this store, as from one copy of a disk. Both are kept. Retire one of them.',
  history_branched:
    'The store went on from an earlier point of its history, as after a restored backup. Both branches are kept. If two boxes run, retire one of them.',
} as const;

/** Once per epoch that began beside another history. */
export function raiseBranch(
  journal: LockedJournal,
  code: keyof typeof messages,
  data: { epoch: string; parentEpoch: string; parentSeq: number } & Record<string, unknown>,
  now: string,
): Promise<void> {
  return journal.raise({ code, subject: data.epoch, message: messages[code], data }, now);
}
