import { describe, expect, it } from 'vitest';
import { bumpBarAction, type Selection } from './bump-bar.ts';

const threeTickets = [2, 1, 4];
const at = (ticketIndex: number, lineIndex = -1): Selection => ({ ticketIndex, lineIndex });

describe('a bump bar', () => {
  it('bumps the ticket whose number is pressed, and nothing where there is no such ticket', () => {
    expect(bumpBarAction('2', null, threeTickets)).toEqual({ type: 'bump', ticketIndex: 1 });
    expect(bumpBarAction('4', null, threeTickets)).toBeNull();
    expect(
      bumpBarAction(
        '0',
        null,
        Array.from({ length: 10 }, () => 1),
      ),
    ).toEqual({ type: 'bump', ticketIndex: 9 });
  });

  it('walks from ticket to ticket and around the end', () => {
    expect(bumpBarAction('ArrowRight', null, threeTickets)).toEqual({ type: 'select', selection: at(0) });
    expect(bumpBarAction('ArrowRight', at(2, 3), threeTickets)).toEqual({ type: 'select', selection: at(0) });
    expect(bumpBarAction('ArrowLeft', null, threeTickets)).toEqual({ type: 'select', selection: at(2) });
  });

  it('walks down from the head into the lines and stops at the last', () => {
    expect(bumpBarAction('ArrowDown', at(1), threeTickets)).toEqual({ type: 'select', selection: at(1, 0) });
    expect(bumpBarAction('ArrowDown', at(1, 0), threeTickets)).toEqual({ type: 'select', selection: at(1, 0) });
    expect(bumpBarAction('ArrowUp', at(1, 0), threeTickets)).toEqual({ type: 'select', selection: at(1) });
  });

  it('bumps from the head and marks done from a line', () => {
    expect(bumpBarAction('Enter', at(2), threeTickets)).toEqual({ type: 'bump', ticketIndex: 2 });
    expect(bumpBarAction(' ', at(2, 1), threeTickets)).toEqual({ type: 'toggle-line', ticketIndex: 2, lineIndex: 1 });
    expect(bumpBarAction('Enter', null, threeTickets)).toBeNull();
  });

  it('forgets a selection whose ticket is gone', () => {
    expect(bumpBarAction('Enter', at(2), [1])).toBeNull();
    expect(bumpBarAction('ArrowDown', at(2), [1])).toEqual({ type: 'select', selection: at(0) });
    expect(bumpBarAction('ArrowRight', at(2), [])).toBeNull();
  });
});
