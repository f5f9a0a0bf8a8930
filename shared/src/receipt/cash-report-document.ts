import type { CashReport } from '../cash/cash.ts';
import type { CatalogueIndex } from '../menu/catalogue-index.ts';
import { big, bigBar, bold, cut, feed, row, rule, text } from './blocks.ts';
import type { Block, PrintDocument } from './document.ts';
import { figuresFor } from './figures.ts';
import { storeHeader } from './receipt-document.ts';
import { wordsFor } from './words.ts';

export interface CashReportOptions {
  copy: boolean;
  locale?: string;
  /** What people call the till. */
  deviceName: string;
  /** The number under which this was filed to its Z; null or absent: it is the reading or the Z itself. */
  supplement?: number | null;
}

/** An X reading, a Z report or a supplement of one on paper: sales, tenders, taxes, then the drawer from float to difference. */
export function cashReportDocument(
  report: CashReport,
  index: CatalogueIndex,
  options: CashReportOptions,
): PrintDocument {
  const { copy, deviceName, supplement = null, locale = index.settings.locale } = options;
  const words = wordsFor(locale);
  const figures = figuresFor(locale, index.settings.currency, index.settings.timeZone);
  const person = (staffId: string): string => index.staff.get(staffId)?.name ?? staffId;
  const ofZ = report.zNumber === null ? words.xReport : `${words.zReport} ${report.zNumber}`;
  const titles = supplement === null ? [ofZ] : [`${words.supplement} ${supplement}`, ofZ];
  const counted = (count: number, amountMinor: number): string => `${count} / ${figures.amount(amountMinor)}`;
  const difference = report.differenceMinor ?? 0;

  const blocks: Block[] = [
    ...storeHeader(index),
    ...(copy ? [text(words.copy, 'center', bigBar)] : []),
    rule(),
    ...titles.map((title) => text(title, 'center', big)),
    row(words.till, deviceName),
    row(words.businessDay, figures.date(report.businessDate)),
    row(words.opened, `${figures.dateTime(report.openedAt)} ${person(report.openedBy)}`),
    row(words.taken, `${figures.dateTime(report.takenAt)} ${person(report.takenBy)}`),
    rule(),
    row(words.orders, String(report.orderCount)),
    row(words.revenue, figures.money(report.revenueMinor), bold),
    row(words.taxes, figures.amount(report.taxMinor)),
    row(words.discounts, figures.amount(-report.discountMinor)),
    row(words.comps, figures.amount(-report.compMinor)),
    row(words.voids, counted(report.voidCount, report.voidMinor)),
    row(words.refunds, counted(report.refundCount, report.refundMinor)),
    row(words.tips, figures.amount(report.tipMinor)),
    rule('dotted'),
    ...report.tenders.flatMap(({ tender, count, amountMinor, tipMinor, refundMinor }) => [
      row(
        tender === 'cash' ? words.cash : tender === 'card-external' ? words.card : tender,
        counted(count, amountMinor),
        bold,
      ),
      ...(tipMinor === 0 ? [] : [row(`  ${words.tips}`, figures.amount(tipMinor))]),
      ...(refundMinor === 0 ? [] : [row(`  ${words.refunds}`, figures.amount(-refundMinor))]),
    ]),
    ...(report.taxes.length === 0 ? [] : [rule('dotted')]),
    ...report.taxes.flatMap(({ name, rate, baseMinor, amountMinor }) => [
      row(`${name} ${figures.percent(rate)}`, figures.amount(amountMinor)),
      row(`  ${words.net}`, figures.amount(baseMinor)),
    ]),
    rule(),
    row(words.float, figures.amount(report.floatMinor)),
    row(words.cashSales, figures.amount(report.cashSalesMinor)),
    row(words.cashTips, figures.amount(report.cashTipsMinor)),
    row(words.paidIn, figures.amount(report.paidInMinor)),
    row(words.paidOut, figures.amount(-report.paidOutMinor)),
    row(words.cashRefunds, figures.amount(-report.cashRefundsMinor)),
    row(words.expected, figures.money(report.expectedMinor), bold),
    ...(report.countedMinor === null ? [] : [row(words.counted, figures.money(report.countedMinor), bold)]),
    ...(difference === 0
      ? []
      : [row(difference > 0 ? words.over : words.short, figures.money(Math.abs(difference)), bold)]),
    rule(),
    row(words.grandTotal, figures.money(report.grandTotalMinor), bold),
    text(`${words.reference} ${report.sessionId}`, 'center'),
    feed(3),
    cut,
  ];
  return { kind: 'cash-report', locale, title: titles.join(' · '), blocks };
}
