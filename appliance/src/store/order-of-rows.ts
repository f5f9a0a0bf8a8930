import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';

type Place = Pick<JournalRow, 'epoch' | 'seq' | 'device' | 'incarnation' | 'n'>;

/**
 * Rows of histories that were lost, in an order in which they can have happened: each history's in its own, and each device's
 * in that of its stream, also where it went on at another box. Where neither tells, the lower place comes first.
 */
export function inOrderOfHappening<T extends Place>(rows: readonly T[]): T[] {
  const histories = queues(rows, ({ epoch }) => epoch, bySeq);
  const streams = queues(rows, ({ device, incarnation }) => `${device} ${incarnation}`, byN);
  const ordered: T[] = [];
  while (ordered.length < rows.length) {
    const heads = [...histories.values()].flatMap((history) => history[0] ?? []).toSorted(byPlace);
    const isNextOfItsDevice = (row: T): boolean => streams.get(`${row.device} ${row.incarnation}`)?.[0] === row;
    // Two histories that contradict one another about a device: the lower place must do.
    const next = heads.find(isNextOfItsDevice) ?? heads[0];
    if (next === undefined) break;
    ordered.push(next);
    histories.get(next.epoch)?.shift();
    const stream = streams.get(`${next.device} ${next.incarnation}`);
    stream?.splice(stream.indexOf(next), 1);
  }
  return ordered;
}

function queues<T>(
  rows: readonly T[],
  keyOf: (row: T) => string,
  compare: (one: T, other: T) => number,
): Map<string, T[]> {
  return new Map([...Map.groupBy(rows, keyOf)].map(([key, group]) => [key, group.toSorted(compare)]));
}

const bySeq = (one: Place, other: Place): number => one.seq - other.seq;
/** One command may have led to several rows of one history. */
const byN = (one: Place, other: Place): number => one.n - other.n || byPlace(one, other);
const byPlace = (one: Place, other: Place): number =>
  one.seq - other.seq || (one.epoch < other.epoch ? -1 : Number(one.epoch > other.epoch));
