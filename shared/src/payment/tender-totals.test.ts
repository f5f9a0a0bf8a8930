import { describe, expect, test } from 'vitest';
import { aPayment } from '../../testing/builders.ts';
import { addTenderTotals, tenderTotals } from './tender-totals.ts';

const refund = { tender: 'cash', amountMinor: 400, tipMinor: 50 } as const;

describe('what came in by each tender', () => {
  test('cash and cards are counted apart, tips apart from sales', () => {
    const payments = [
      aPayment({ amountMinor: 1000, tipMinor: 100 }),
      aPayment({ amountMinor: 500 }),
      aPayment({ tender: 'card-external', amountMinor: 2000, tipMinor: 300 }),
    ];
    expect(tenderTotals(payments, [refund])).toEqual([
      {
        tender: 'card-external',
        count: 1,
        amountMinor: 2000,
        tipMinor: 300,
        refundCount: 0,
        refundMinor: 0,
        refundedTipMinor: 0,
      },
      {
        tender: 'cash',
        count: 2,
        amountMinor: 1500,
        tipMinor: 100,
        refundCount: 1,
        refundMinor: 400,
        refundedTipMinor: 50,
      },
    ]);
  });

  test('a card payment that nobody knows the end of is no money', () => {
    const states = ['intended', 'authorized', 'declined', 'cancelled', 'unknown'] as const;
    expect(
      tenderTotals(
        states.map((state) => aPayment({ state })),
        [],
      ),
    ).toEqual([]);
  });

  test('totals of several orders add up to the totals of all their payments', () => {
    const first = [aPayment({ amountMinor: 100 }), aPayment({ tender: 'card-external', amountMinor: 7 })];
    const second = [aPayment({ amountMinor: 20, tipMinor: 3 })];
    const lists = [tenderTotals(first, [refund]), tenderTotals(second, [])];
    expect(addTenderTotals(lists)).toEqual(tenderTotals([...first, ...second], [refund]));
    expect(lists[0]).toEqual(tenderTotals(first, [refund]));
  });
});
