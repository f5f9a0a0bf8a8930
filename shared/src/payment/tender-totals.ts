import type { Payment, Refund, Tender } from './payment.ts';

/** What came in and went back by one tender. */
export interface TenderTotal {
  tender: Tender;
  /** Captured payments. */
  count: number;
  /** What they paid of orders, after cash rounding and without tips. */
  amountMinor: number;
  tipMinor: number;
  refundCount: number;
  /** What went back by this tender, without tips. */
  refundMinor: number;
  refundedTipMinor: number;
}

type Paid = Pick<Payment, 'tender' | 'state' | 'amountMinor' | 'tipMinor'>;
type GivenBack = Pick<Refund, 'tender' | 'amountMinor' | 'tipMinor'>;

/**
 * Captured payments and refunds by tender, in the order of tender names. Payments that are only intended, declined, cancelled
 * or unknown are no money yet and count for nothing. A refund counts for the tender by which it went back.
 */
export function tenderTotals(payments: Iterable<Paid>, refunds: Iterable<GivenBack>): TenderTotal[] {
  const totals = new Map<Tender, TenderTotal>();
  const of = (tender: Tender): TenderTotal => {
    const known = totals.get(tender) ?? {
      tender,
      count: 0,
      amountMinor: 0,
      tipMinor: 0,
      refundCount: 0,
      refundMinor: 0,
      refundedTipMinor: 0,
    };
    totals.set(tender, known);
    return known;
  };
  for (const { tender, state, amountMinor, tipMinor } of payments) {
    if (state !== 'captured') continue;
    const total = of(tender);
    total.count += 1;
    total.amountMinor += amountMinor;
    total.tipMinor += tipMinor;
  }
  for (const { tender, amountMinor, tipMinor } of refunds) {
    const total = of(tender);
    total.refundCount += 1;
    total.refundMinor += amountMinor;
    total.refundedTipMinor += tipMinor;
  }
  return sorted(totals);
}

/** Several lists of totals as one. */
export function addTenderTotals(lists: Iterable<readonly TenderTotal[]>): TenderTotal[] {
  const totals = new Map<Tender, TenderTotal>();
  for (const list of lists) {
    for (const next of list) {
      const known = totals.get(next.tender);
      if (known === undefined) {
        totals.set(next.tender, { ...next });
        continue;
      }
      known.count += next.count;
      known.amountMinor += next.amountMinor;
      known.tipMinor += next.tipMinor;
      known.refundCount += next.refundCount;
      known.refundMinor += next.refundMinor;
      known.refundedTipMinor += next.refundedTipMinor;
    }
  }
  return sorted(totals);
}

const sorted = (totals: Map<Tender, TenderTotal>): TenderTotal[] =>
  [...totals.values()].sort((a, b) => (a.tender < b.tender ? -1 : a.tender > b.tender ? 1 : 0));
