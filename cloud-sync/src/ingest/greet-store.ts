import { genesisHash } from '@auraconnect/shared/journal/journal-row.ts';
import type { HelloRequest, LostTail, SyncCursor } from '@auraconnect/shared/protocol/sync.ts';
import { doubtAbout } from './doubt-about.ts';
import { raiseBranch } from './branch-alarms.ts';
import { branchesOf, lostTails } from './lost-tails.ts';
import type { LockedJournal } from './store-journal.ts';

export interface Greeting {
  cursor: SyncCursor;
  lost: LostTail[];
  /** See `HelloAnswer`. */
  elsewhere: boolean;
}

/**
 * Where the cloud is in the history that a box tells of; and what the cloud has beyond the places at which that history says that it
 * ended: a box that was brought back from an older copy has lost it and adopts it (DESIGN rule 6). Null: an owner has retired the box.
 */
export async function greetStore(journal: LockedJournal, hello: HelloRequest, now: string): Promise<Greeting | null> {
  const { epoch, durableSeq, headHash, ended, began, adopted = [], whole = false } = hello;
  const head: SyncCursor = { epoch, seq: durableSeq, hash: headHash };
  const ends = [head, ...(ended ?? [])];
  // One that was started anew says from which journals it went on.
  if (await journal.isRetired(ends)) return null;
  let cursor: SyncCursor | null = null;
  for (const end of ends) {
    const known = await journal.cursor(end.epoch);
    if (known === null) continue;
    const alarm = doubtAbout({ epoch: end.epoch, durableSeq: end.seq, headHash: end.hash }, known);
    if (alarm !== null) await journal.raise(alarm, now);
    if (end === head && alarm === null) await journal.seen(epoch, now);
    const isBeyond = known.seq > end.seq && (await hashAt(journal, end)) === end.hash;
    cursor = isBeyond ? end : { epoch: end.epoch, seq: known.seq, hash: known.hash };
    break;
  }
  if (ended === undefined || cursor === null)
    return {
      cursor: cursor ?? { epoch: ends.at(-1)?.epoch ?? epoch, seq: 0, hash: genesisHash },
      lost: [],
      elsewhere: false,
    };
  const history = { head, ended, began: began ?? head, adopted, whole };
  const epochs = await journal.epochs();
  // Whoever began such a branch told the cloud before this history went on, so that nobody has named it yet.
  for (const { epoch: branch, parent, lives } of branchesOf(epochs, history, now))
    await raiseBranch(
      journal,
      lives ? 'two_boxes' : 'history_branched',
      { epoch: branch, parentEpoch: parent.epoch, parentSeq: parent.seq },
      now,
    );
  return { cursor, ...lostTails(epochs, history, now) };
}

async function hashAt(journal: LockedJournal, { epoch, seq, hash }: SyncCursor): Promise<string | undefined> {
  return seq === 0 ? hash : (await journal.hashes(epoch, seq, seq)).get(seq);
}
