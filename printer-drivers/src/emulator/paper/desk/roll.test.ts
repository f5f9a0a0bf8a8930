import type { Paper } from '@auraconnect/shared/receipt/paper.ts';
import { describe, expect, it } from 'vitest';
import { emptyRoll, maxHeldPapers, openedRoll, withNewer, withOlder, type Roll } from './roll.ts';

function paper(n: number): Paper {
  return {
    n,
    printerId: 'bar',
    printedAt: '2026-03-01T12:00:00Z',
    columns: 42,
    lines: [],
    plainText: '',
    qr: [],
    drawerKicks: 0,
    buzzes: 0,
    cut: 'full',
  };
}

const papers = (...numbers: number[]): Paper[] => numbers.map(paper);
const numbers = (roll: Roll): number[] => roll.papers.map(({ n }) => n);

describe('the roll of a printer', () => {
  it('has the newest paper on top', () => {
    expect(numbers(withNewer(openedRoll(papers(4, 5), 5), papers(6, 7)))).toEqual([7, 6, 5, 4]);
  });

  it('shows a paper once, however often it is told', () => {
    const roll = withNewer(openedRoll(papers(1, 2), 2), papers(2, 3, 3 - 1));
    expect(numbers(withNewer(roll, papers(3)))).toEqual([3, 2, 1]);
  });

  it('knows which papers came out before the eyes of whoever looks', () => {
    expect(withNewer(openedRoll(papers(1, 2), 2), papers(3)).seenBefore).toBe(2);
  });

  it('starts again when it slept through more than it was told', () => {
    expect(numbers(withNewer(openedRoll(papers(1, 2), 2), papers(40, 41)))).toEqual([41, 40]);
  });

  it('lets the oldest go when there are too many, and says that there are older ones', () => {
    const all = Array.from({ length: 200 }, (_, index) => index + 1);
    const roll = withNewer(emptyRoll, papers(...all));
    expect([roll.papers.length, roll.papers[0]?.n, roll.hasOlder]).toEqual([maxHeldPapers, 200, true]);
  });

  it('grows downwards until the first paper', () => {
    const roll = withOlder(openedRoll(papers(5, 6), 6), papers(3, 4));
    expect([numbers(roll), roll.hasOlder]).toEqual([[6, 5, 4, 3], true]);
    const whole = withOlder(roll, papers(1, 2));
    expect([numbers(whole), whole.hasOlder]).toEqual([[6, 5, 4, 3, 2, 1], false]);
  });
});
