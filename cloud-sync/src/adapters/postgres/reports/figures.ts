import type { SalesFigures } from '@auraconnect/shared/protocol/portal-api.ts';
import { normalizeDecimal } from '@auraconnect/shared/money/decimal.ts';

/** Sums of the daily figures, named as the portal names them. Empty sums are zero. */
export const sumOfFigures = `coalesce(sum(order_count), 0)::bigint as "orderCount", coalesce(sum(line_count), 0)::bigint as "lineCount", coalesce(sum(quantity), 0) as quantity,
  coalesce(sum(revenue_minor), 0)::bigint as "revenueMinor", coalesce(sum(tax_minor), 0)::bigint as "taxMinor", coalesce(sum(discount_minor), 0)::bigint as "discountMinor",
  coalesce(sum(comp_minor), 0)::bigint as "compMinor", coalesce(sum(tip_minor), 0)::bigint as "tipMinor", coalesce(sum(refund_minor), 0)::bigint as "refundMinor",
  coalesce(sum(total_minor), 0)::bigint as "totalMinor"`;

/** The same from rows of orders. */
export const sumOfOrders = sumOfFigures
  .replace('sum(order_count)', 'count(*)')
  .replace('refund_minor', 'refunded_minor');

export interface FiguresRow extends SalesFigures {
  [column: string]: unknown;
}

/** Without the zeros that Postgres' numeric keeps: 12, not 12.000. */
export const plainFigures = ({
  orderCount,
  lineCount,
  quantity,
  revenueMinor,
  taxMinor,
  discountMinor,
  compMinor,
  tipMinor,
  refundMinor,
  totalMinor,
}: FiguresRow): SalesFigures => ({
  orderCount,
  lineCount,
  quantity: normalizeDecimal(quantity),
  revenueMinor,
  taxMinor,
  discountMinor,
  compMinor,
  tipMinor,
  refundMinor,
  totalMinor,
});

export const noFigures: SalesFigures = {
  orderCount: 0,
  lineCount: 0,
  quantity: '0',
  revenueMinor: 0,
  taxMinor: 0,
  discountMinor: 0,
  compMinor: 0,
  tipMinor: 0,
  refundMinor: 0,
  totalMinor: 0,
};
