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

/** @param now RFC 3339 */
const isSilentAt =
  (now: string) =>
  ({ lastSeenAt, isRetired = false }: Pick<KnownEpoch, 'lastSeenAt' | 'isRetired'>): boolean =>
    isRetired || Date.parse(now) - Date.parse(lastSeenAt) > silentAfterMs;

const endsOf = ({ head, ended }: History): Map<string, number> =>
  new Map([head, ...ended].map(({ epoch, seq }) => [epoch, seq]));

/** The epochs that are not of this history and began in it, or in one that did. */
function foreignEpochs(epochs: readonly KnownEpoch[], history: History): Map<string, Kind> {
  const ends = endsOf(history);
  const { began } = history;
  const foreign = new Map<string, Kind>();
  for (const { epoch, parent } of epochs) {
    if (ends.has(epoch) || parent === null) continue;
    const end = ends.get(parent.epoch);
    if (end === undefined) {
      const kind = foreign.get(parent.epoch);
      if (kind !== undefined) foreign.set(epoch, kind);
      continue;
    }
    const wasThis = parent.seq > end || (parent.epoch === began.epoch && parent.seq === began.seq);
    foreign.set(epoch, wasThis ? 'lost' : 'branch');
  }
  return foreign;
}

/**
 * What stands after the ends of a history in their own epochs, and in epochs that continue what stands there or the place at which the
 * box started, as far as it was not adopted: all of it at a start. What came later, as a batch that was long on its way, and what
 * another box did that went on from any place of this history, is told once nobody writes it any more: of two boxes that live, neither
 * takes over what the other does, and hears only that there is another one.
 */
export function lostTails(
  epochs: readonly KnownEpoch[],
  history: History,
  now: string,
): { lost: LostTail[]; elsewhere: boolean } {
  const ends = endsOf(history);
  const adoptedThrough = new Map<string, number>();
  for (const { epoch, seq } of history.adopted)
    adoptedThrough.set(epoch, Math.max(seq, adoptedThrough.get(epoch) ?? 0));
  const foreign = foreignEpochs(epochs, history);
  const isSilent = isSilentAt(now);
  const lost: LostTail[] = [];
  let elsewhere = false;
  for (const known of epochs) {
    const { epoch, seq, parent } = known;
    const end = ends.get(epoch);
    const kind = end === undefined ? foreign.get(epoch) : 'lost';
    if (kind === undefined) continue;
    const afterSeq = Math.max(end ?? parent?.seq ?? 0, adoptedThrough.get(epoch) ?? 0);
    if (seq <= afterSeq) continue;
    if ((kind === 'lost' && !history.whole) || isSilent(known)) lost.push({ epoch, afterSeq, throughSeq: seq });
    else elsewhere = true;
  }
  return { lost, elsewhere };
}

/** A history went on beyond a place at which another box began one of its own. */
export interface Branch {
  epoch: string;
  parent: Place;
  /** Somebody still writes it: two boxes run. */
  lives: boolean;
}

export function branchesOf(epochs: readonly KnownEpoch[], history: History, now: string): Branch[] {
  const foreign = foreignEpochs(epochs, history);
  const ends = endsOf(history);
  return epochs.flatMap((known) => {
    const { epoch, parent } = known;
    const isBranch = foreign.get(epoch) === 'branch' && parent !== null && parent.seq < (ends.get(parent.epoch) ?? 0);
    return isBranch ? [{ epoch, parent, lives: !isSilentAt(now)(known) }] : [];
  });
}
