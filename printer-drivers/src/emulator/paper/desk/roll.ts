import type { Paper } from '@auraconnect/shared/receipt/paper.ts';

/** Papers of one printer that the page holds, newest first. Older ones are fetched when someone asks for them. */
export interface Roll {
  readonly papers: readonly Paper[];
  /** Number of the newest paper that was there when the page opened: later ones came out before its eyes. */
  readonly seenBefore: number;
  /** Whether there may be older ones than those held. */
  readonly hasOlder: boolean;
}

/** A page that stays open through a whole year of receipts holds this many. */
export const maxHeldPapers = 60;

export const emptyRoll: Roll = { papers: [], seenBefore: 0, hasOlder: false };

/** The roll when the page opens. `papers` come oldest first, as the printers send them. */
export function openedRoll(papers: readonly Paper[], latest: number): Roll {
  const newestFirst = papers.toReversed();
  return { papers: newestFirst, seenBefore: latest, hasOlder: (newestFirst.at(-1)?.n ?? 1) > 1 };
}

/** New papers on top, each once; the oldest leave the page when there are too many. */
export function withNewer(roll: Roll, newer: readonly Paper[]): Roll {
  const newest = roll.papers[0]?.n ?? 0;
  const fresh = newer.filter((paper) => paper.n > newest).toSorted((a, b) => b.n - a.n);
  if (fresh.length === 0) return roll;
  // A gap means that the page slept through more than it holds: it starts again from here.
  const gap = roll.papers.length > 0 && fresh.at(-1)!.n > newest + 1;
  const papers = [...fresh, ...(gap ? [] : roll.papers)].slice(0, maxHeldPapers);
  return { papers, seenBefore: roll.seenBefore, hasOlder: papers.at(-1)!.n > 1 };
}

/** Older papers below, when someone scrolled down and asked. */
export function withOlder(roll: Roll, older: readonly Paper[]): Roll {
  const oldest = roll.papers.at(-1)?.n ?? Number.POSITIVE_INFINITY;
  const below = older.filter((paper) => paper.n < oldest).toSorted((a, b) => b.n - a.n);
  const papers = [...roll.papers, ...below];
  return { ...roll, papers, hasOlder: below.length > 0 && papers.at(-1)!.n > 1 };
}
