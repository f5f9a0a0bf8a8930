import { isZeroDecimal, sumDecimals } from '@auraconnect/shared/money/decimal.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import { chargedQuantity } from '@auraconnect/shared/pricing/line-parts.ts';
import { priceOrder } from '@auraconnect/shared/pricing/price-order.ts';
import { addDays, daysBetween } from '@auraconnect/shared/time/business-day.ts';
import { localTime } from '@auraconnect/shared/time/local-time.ts';
import { parseTimestamp } from '@auraconnect/shared/time/timestamp.ts';

/** The rows of one order, named as the columns of the read models. */
export interface OrderRows {
  order: OrderColumns;
  lines: LineColumns[];
  payments: PaymentColumns[];
  refunds: RefundColumns[];
}
export interface OrderColumns {
  order_id: string;
  status: string;
  number: string;
  label: string;
  order_type_id: string;
  currency: string;
  opened_at: string;
  opened_by: string;
  device: string;
  business_date: string;
  closed_at: string | null;
  closed_business_date: string | null;
  closed_hour: number | null;
  report_date: string;
  line_count: number;
  quantity: string;
  revenue_minor: number;
  tax_minor: number;
  discount_minor: number;
  comp_minor: number;
  total_minor: number;
  due_minor: number;
  tip_minor: number;
  refunded_minor: number;
  tenders: string[];
  version: number;
}
export interface LineColumns {
  order_id: string;
  line_id: string;
  position: number;
  item_id: string | null;
  name: string;
  variant_name: string | null;
  category_id: string | null;
  quantity: string;
  revenue_minor: number;
  tax_minor: number;
  sold_on: string | null;
}
export interface PaymentColumns {
  order_id: string;
  payment_id: string;
  tender: string;
  state: string;
  amount_minor: number;
  tip_minor: number;
  taken_at: string;
  taken_by: string;
  sold_on: string | null;
}
export interface RefundColumns {
  order_id: string;
  refund_id: string;
  payment_id: string;
  tender: string;
  amount_minor: number;
  tip_minor: number;
  reason: string;
  refunded_at: string;
  refunded_by: string;
  sold_on: string | null;
}

/**
 * The read models' rows of an order. Lines that were taken back whole have none.
 *
 * @param timeZone of the store, null while it is not known
 * @param keptHour the hour under which the order was counted before; it stays when the store moves to another zone
 */
export function orderRows(order: Order, timeZone: string | null, keptHour: number | null = null): OrderRows {
  const soldOn = order.status === 'closed' ? order.closedBusinessDate : null;
  const lines = lineRows(order, soldOn);
  const captured = order.payments.filter((payment) => payment.state === 'captured');
  const { totals } = order;
  return {
    order: {
      order_id: order.orderId,
      status: order.status,
      number: order.number,
      label: order.label,
      order_type_id: order.orderTypeId,
      currency: order.currency,
      opened_at: storableTime(order.openedAt),
      opened_by: order.openedBy,
      device: order.deviceId,
      business_date: order.businessDate,
      closed_at: order.closedAt === null ? null : storableTime(order.closedAt),
      closed_business_date: order.closedBusinessDate,
      closed_hour: keptHour ?? closedHour(order, timeZone),
      report_date: order.closedBusinessDate ?? order.businessDate,
      line_count: lines.length,
      quantity: sumDecimals(lines.map((line) => line.quantity)),
      revenue_minor: totals.revenueMinor,
      tax_minor: totals.addedTaxMinor + totals.includedTaxMinor,
      discount_minor: totals.discountMinor,
      comp_minor: totals.compMinor,
      total_minor: totals.totalMinor,
      due_minor: order.dueMinor,
      tip_minor: order.tipMinor - order.refunds.reduce((sum, refund) => sum + refund.tipMinor, 0),
      refunded_minor: order.refundedMinor,
      tenders: [...new Set(captured.map((payment) => payment.tender))].sort(),
      version: order.version,
    },
    lines,
    payments: order.payments.map(({ paymentId, tender, state, amountMinor, tipMinor, takenAt, takenBy }) => ({
      order_id: order.orderId,
      payment_id: paymentId,
      tender,
      state,
      amount_minor: amountMinor,
      tip_minor: tipMinor,
      taken_at: storableTime(takenAt),
      taken_by: takenBy,
      sold_on: soldOn,
    })),
    refunds: order.refunds.map(
      ({ refundId, paymentId, tender, amountMinor, tipMinor, reason, refundedAt, refundedBy }) => ({
        order_id: order.orderId,
        refund_id: refundId,
        payment_id: paymentId,
        tender,
        amount_minor: amountMinor,
        tip_minor: tipMinor,
        reason,
        refunded_at: storableTime(refundedAt),
        refunded_by: refundedBy,
        sold_on: soldOn,
      }),
    ),
  };
}

function lineRows(order: Order, soldOn: string | null): LineColumns[] {
  const priced = priceOrder(order).lines;
  return order.lines.flatMap((line, position) => {
    const quantity = chargedQuantity(line);
    const figures = priced[position];
    if (isZeroDecimal(quantity) || figures === undefined) return [];
    return [
      {
        order_id: order.orderId,
        line_id: line.lineId,
        position,
        item_id: line.itemId,
        name: line.name,
        variant_name: line.variantName,
        category_id: line.categoryId,
        quantity,
        revenue_minor: figures.revenueMinor,
        tax_minor: figures.addedTaxMinor + figures.includedTaxMinor,
        sold_on: soldOn,
      },
    ];
  });
}

/** Hour of the closing business day on the store's wall clock, 24 and more after midnight; as written when the zone is not known. */
function closedHour(order: Order, timeZone: string | null): number | null {
  if (order.closedAt === null || order.closedBusinessDate === null) return null;
  const { date, hour } =
    timeZone === null
      ? { date: order.closedAt.slice(0, 10), hour: Number(order.closedAt.slice(11, 13)) }
      : wallHour(order.closedAt, timeZone);
  const days =
    date === order.closedBusinessDate
      ? 0
      : date === addDays(order.closedBusinessDate, 1)
        ? 1
        : daysBetween(order.closedBusinessDate, date);
  return Math.min(47, Math.max(0, days * 24 + hour));
}

function wallHour(instant: string, timeZone: string): { date: string; hour: number } {
  const { date, minute } = localTime(parseTimestamp(instant), timeZone);
  return { date, hour: Math.floor(minute / 60) };
}

/** Postgres knows no offset beyond 15:59; a time with such a one goes there in UTC. */
export const storableTime = (timestamp: string): string =>
  timestamp.at(-1) === 'Z' || timestamp.slice(-5, -3) < '15' ? timestamp : new Date(timestamp).toISOString();

/** One row of the daily figures, or what has to be added to it. */
export interface DailyFigures {
  business_date: string;
  hour: number;
  currency: string;
  order_count: number;
  line_count: number;
  quantity: string;
  revenue_minor: number;
  tax_minor: number;
  discount_minor: number;
  comp_minor: number;
  tip_minor: number;
  refund_minor: number;
  total_minor: number;
}

/** What an order adds to the day on which it was closed, as `orderSales` counts it; null while it adds nothing. */
export function dailyFigures({ order }: OrderRows): DailyFigures | null {
  if (order.status !== 'closed' || order.closed_business_date === null) return null;
  return {
    business_date: order.closed_business_date,
    hour: order.closed_hour ?? 0,
    currency: order.currency,
    order_count: 1,
    line_count: order.line_count,
    quantity: order.quantity,
    revenue_minor: order.revenue_minor,
    tax_minor: order.tax_minor,
    discount_minor: order.discount_minor,
    comp_minor: order.comp_minor,
    tip_minor: order.tip_minor,
    refund_minor: order.refunded_minor,
    total_minor: order.total_minor,
  };
}
