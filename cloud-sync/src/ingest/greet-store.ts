import { genesisHash } from '@auraconnect/shared/journal/journal-row.ts';
import type { HelloRequest, LostTail, SyncCursor } from '@auraconnect/shared/protocol/sync.ts';
import { doubtAbout } from './doubt-about.ts';
import type { KnownEpoch, LockedJournal } from './store-journal.ts';

export interface Greeting {
  cursor: SyncCursor;
  lost: LostTail[];
}

/**
 * Where the cloud is in the history that a box tells of; and, for a box that has just started, what the cloud has beyond the places at
 * which that history says that it ended: a box that was brought back from an older copy has lost it and adopts it (DESIGN rule 6).
 */
export async function greetStore(journal: LockedJournal, hello: HelloRequest, now: string): Promise<Greeting> {
  const { epoch, durableSeq, headHash, ended, adopted = [] } = hello;
  const head: SyncCursor = { epoch, seq: durableSeq, hash: headHash };
  const ends = [head, ...(ended ?? [])];
  let cursor: SyncCursor | null = null;
  for (const end of ends) {
    const known = await journal.cursor(end.epoch);
    if (known === null) continue;
    const alarm = doubtAbout({ epoch: end.epoch, durableSeq: end.seq, headHash: end.hash }, known);
    if (alarm !== null) await journal.raise(alarm, now);
    const isBeyond = known.seq > end.seq && (await hashAt(journal, end)) === end.hash;
    cursor = isBeyond ? end : { epoch: end.epoch, seq: known.seq, hash: known.hash };
    break;
  }
  return {
    cursor: cursor ?? { epoch: ends.at(-1)?.epoch ?? epoch, seq: 0, hash: genesisHash },
    lost: ended === undefined || cursor === null ? [] : lostTails(await journal.epochs(), { head, ended, adopted }),
  };
}

async function hashAt(journal: LockedJournal, { epoch, seq, hash }: SyncCursor): Promise<string | undefined> {
  return seq === 0 ? hash : (await journal.hashes(epoch, seq, seq)).get(seq);
}

type Place = Pick<SyncCursor, 'epoch' | 'seq'>;

interface History {
  head: SyncCursor;
  ended: readonly Place[];
  adopted: readonly Place[];
}

/**
 * What stands after the ends of a history in their own epochs, and in epochs that continue what stands there, as far as it was not
 * adopted. An epoch that continues the very end of an earlier one is a sibling of ours and not lost; one that continues the end of all
 * that we have is.
 */
function lostTails(epochs: readonly KnownEpoch[], { head, ended, adopted }: History): LostTail[] {
  const ends = new Map([head, ...ended].map(({ epoch, seq }) => [epoch, seq]));
  const adoptedThrough = new Map<string, number>();
  for (const { epoch, seq } of adopted) adoptedThrough.set(epoch, Math.max(seq, adoptedThrough.get(epoch) ?? 0));
  /** For each epoch of which something is lost, after which seq. */
  const lostAfter = new Map<string, number>();
  const lostBeginning = (parent: KnownEpoch['parent']): number | null => {
    const after = parent === null ? undefined : lostAfter.get(parent.epoch);
    if (parent === null || after === undefined || parent.seq < after) return null;
    const continuesOurEnd = parent.seq === ends.get(parent.epoch) && parent.epoch !== head.epoch;
    return continuesOurEnd ? null : parent.seq;
  };
  const tails: LostTail[] = [];
  for (const { epoch, seq, parent } of epochs) {
    const end = ends.get(epoch) ?? lostBeginning(parent);
    if (end === null) continue;
    const afterSeq = Math.max(end, adoptedThrough.get(epoch) ?? 0);
    if (seq > afterSeq) tails.push({ epoch, afterSeq, throughSeq: seq });
    if (seq > end || epoch === head.epoch) lostAfter.set(epoch, end);
  }
  return tails;
}
