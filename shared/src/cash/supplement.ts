import type { CashReport, CashSupplement } from './cash.ts';

/**
 * What a drawer session took since its Z and the supplements that were filed: the session as it is now, less all that was reported.
 * Z and supplements together are then the whole session, to the cent.
 *
 * @param now the session's figures as they are now, as an X reading has them
 * @param previousGrandTotalMinor revenue of all Z reports and supplements so far
 */
export function supplementReport(
  now: CashReport,
  filed: readonly CashReport[],
  previousGrandTotalMinor: number,
): CashReport {
  const less = (of: (report: CashReport) => number): number =>
    filed.reduce((left, report) => left - of(report), of(now));
  const revenueMinor = less((report) => report.revenueMinor);
  return {
    ...now,
    zNumber: filed[0]?.zNumber ?? null,
    orderCount: less((report) => report.orderCount),
    revenueMinor,
    taxMinor: less((report) => report.taxMinor),
    discountMinor: less((report) => report.discountMinor),
    compMinor: less((report) => report.compMinor),
    voidCount: less((report) => report.voidCount),
    voidMinor: less((report) => report.voidMinor),
    refundCount: less((report) => report.refundCount),
    refundMinor: less((report) => report.refundMinor),
    tipMinor: less((report) => report.tipMinor),
    tenders: tendersLess(now, filed),
    taxes: taxesLess(now, filed),
    floatMinor: less((report) => report.floatMinor),
    paidInMinor: less((report) => report.paidInMinor),
    paidOutMinor: less((report) => report.paidOutMinor),
    cashSalesMinor: less((report) => report.cashSalesMinor),
    cashTipsMinor: less((report) => report.cashTipsMinor),
    cashRefundsMinor: less((report) => report.cashRefundsMinor),
    expectedMinor: less((report) => report.expectedMinor),
    countedMinor: null,
    differenceMinor: null,
    grandTotalMinor: previousGrandTotalMinor + revenueMinor,
  };
}

export const reportsOf = (z: CashReport, supplements: readonly CashSupplement[] = []): CashReport[] => [
  z,
  ...supplements.map(({ report }) => report),
];

function tendersLess(now: CashReport, filed: readonly CashReport[]): CashReport['tenders'] {
  return now.tenders.flatMap((row) => {
    const before = filed.flatMap(({ tenders }) => tenders.filter(({ tender }) => tender === row.tender));
    const less = (of: (one: CashReport['tenders'][number]) => number): number =>
      before.reduce((left, one) => left - of(one), of(row));
    const left = {
      tender: row.tender,
      count: less(({ count }) => count),
      amountMinor: less(({ amountMinor }) => amountMinor),
      tipMinor: less(({ tipMinor }) => tipMinor),
      refundMinor: less(({ refundMinor }) => refundMinor),
    };
    return left.count === 0 && left.amountMinor === 0 && left.tipMinor === 0 && left.refundMinor === 0 ? [] : [left];
  });
}

function taxesLess(now: CashReport, filed: readonly CashReport[]): CashReport['taxes'] {
  return now.taxes.flatMap((row) => {
    const before = filed.flatMap(({ taxes }) =>
      taxes.filter(({ name, rate }) => name === row.name && rate === row.rate),
    );
    const baseMinor = before.reduce((left, one) => left - one.baseMinor, row.baseMinor);
    const amountMinor = before.reduce((left, one) => left - one.amountMinor, row.amountMinor);
    return baseMinor === 0 && amountMinor === 0 ? [] : [{ ...row, baseMinor, amountMinor }];
  });
}
