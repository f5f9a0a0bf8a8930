import type { LostTail, SyncCursor } from '@auraconnect/shared/protocol/sync.ts';
import type { KnownEpoch } from './store-journal.ts';

type Place = Pick<SyncCursor, 'epoch' | 'seq'>;

/** What a box tells of its history. */
export interface History {
  head: Place;
  /** Where its earlier epochs ended. */
  ended: readonly Place[];
  /** Where it stood when the box started. */
  began: Place;
  adopted: readonly Place[];
  /** It has got back all that it was told of at its start. */
  whole: boolean;
}

/** A box that lives greets every 20 s. */
const silentAfterMs = 30_000;

/** `lost`: it was this history before the box was brought back. `branch`: another box went on from a place in it. */
type Kind = 'lost' | 'branch';

/**
 * What stands after the ends of a history in their own epochs, and in epochs that continue what stands there or the place at which the
 * box started, as far as it was not adopted: all of it at a start. What came later, as a batch that was long on its way, and what
 * another box did that went on from any place of this history, is told once nobody writes it any more: of two boxes that live, neither
 * takes over what the other does.
 */
export function lostTails(epochs: readonly KnownEpoch[], history: History, now: string): LostTail[] {
  const { head, ended, began, adopted, whole } = history;
  const ends = new Map([head, ...ended].map(({ epoch, seq }) => [epoch, seq]));
  const adoptedThrough = new Map<string, number>();
  for (const { epoch, seq } of adopted) adoptedThrough.set(epoch, Math.max(seq, adoptedThrough.get(epoch) ?? 0));
  const isSilent = ({ lastSeenAt }: KnownEpoch): boolean => Date.parse(now) - Date.parse(lastSeenAt) > silentAfterMs;
  const foreign = new Map<string, Kind>();
  const kindOfBeginning = (parent: KnownEpoch['parent']): Kind | null => {
    if (parent === null) return null;
    const end = ends.get(parent.epoch);
    if (end === undefined) return foreign.get(parent.epoch) ?? null;
    const wasThis = parent.seq > end || (parent.epoch === began.epoch && parent.seq === began.seq);
    return wasThis ? 'lost' : 'branch';
  };
  const tails: LostTail[] = [];
  for (const known of epochs) {
    const { epoch, seq, parent } = known;
    const end = ends.get(epoch);
    const kind = end === undefined ? kindOfBeginning(parent) : 'lost';
    if (kind === null) continue;
    if (end === undefined) foreign.set(epoch, kind);
    const afterSeq = Math.max(end ?? parent?.seq ?? 0, adoptedThrough.get(epoch) ?? 0);
    const isTold = (kind === 'lost' && !whole) || isSilent(known);
    if (seq > afterSeq && isTold) tails.push({ epoch, afterSeq, throughSeq: seq });
  }
  return tails;
}
