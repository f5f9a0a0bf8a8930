/**
 * Hybrid logical clocks (Kulkarni and others, 2014): a wall clock that never runs behind anything it has seen. Two stamps are
 * compared as texts. Nothing is kept for it: who stamps an edit ticks from the highest stamp among the rows that it knows.
 */
export type Stamp = string;

interface Parts {
  wallMs: number;
  /** How many stamps were made while the wall clock stood still or ran behind. */
  count: number;
  /** Whose stamp it is: decides between two that are otherwise equal, the same way everywhere. */
  node: string;
}

/** No stamp of anybody is lower. */
export const noStamp: Stamp = '';

/** A clock that is further ahead than this is wrong, whatever it says. */
export const mostAheadMs = 5 * 60_000;

const wallDigits = 13;
const countDigits = 6;
const mostCount = 10 ** countDigits - 1;
const form = /^(\d{13})-(\d{6})-(.+)$/;

export const isStamp = (text: string): boolean => form.test(text);

/** The next stamp of a node that knows everything up to `last`. */
export function tick(last: Stamp, nowMs: number, node: string): Stamp {
  const known = partsOf(last);
  const wallMs = Math.max(0, Math.floor(nowMs));
  if (known === null || wallMs > known.wallMs) return write({ wallMs, count: 0, node });
  // A counter that is full moves the clock instead: order is what counts, not the millisecond.
  if (known.count >= mostCount) return write({ wallMs: known.wallMs + 1, count: 0, node });
  return write({ wallMs: known.wallMs, count: known.count + 1, node });
}

/** What a node knows after it has seen another's stamp. */
export const receive = (known: Stamp, seen: Stamp): Stamp => (compareStamps(known, seen) >= 0 ? known : seen);

/** Negative: the first came before the second. */
export const compareStamps = (one: Stamp, other: Stamp): number => (one === other ? 0 : one < other ? -1 : 1);

/** The highest of them: where a node's clock goes on after a restart. */
export const highestStamp = (stamps: Iterable<Stamp>): Stamp => {
  let highest = noStamp;
  for (const stamp of stamps) highest = receive(highest, stamp);
  return highest;
};

/**
 * A stamp as the cloud believes it: a wall clock that is too far ahead counts as five minutes ahead and no more, so that a store
 * whose clock is set to next year does not win for a year. What is no stamp at all counts as the lowest.
 */
export function clampStamp(stamp: Stamp, nowMs: number): Stamp {
  const parts = partsOf(stamp);
  if (parts === null) return noStamp;
  const latestMs = Math.floor(nowMs) + mostAheadMs;
  return parts.wallMs <= latestMs ? stamp : write({ ...parts, wallMs: latestMs });
}

/** A stamp for what was written down before stamps were. */
export const stampAt = (wallMs: number, node: string): Stamp =>
  write({ wallMs: Math.max(0, Math.floor(wallMs)), count: 0, node });

function partsOf(stamp: Stamp): Parts | null {
  const found = form.exec(stamp);
  return found === null ? null : { wallMs: Number(found[1]), count: Number(found[2]), node: found[3] ?? '' };
}

const write = ({ wallMs, count, node }: Parts): Stamp =>
  `${String(wallMs).padStart(wallDigits, '0')}-${String(count).padStart(countDigits, '0')}-${node}`;
