import { decideOrder } from '@auraconnect/shared/order/decide.ts';
import type { OrderCommand } from '@auraconnect/shared/order/commands.ts';
import { evolveOrderAll, noOrder } from '@auraconnect/shared/order/evolve.ts';
import type { ModifierChoice } from '@auraconnect/shared/order/line.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import { priceOrder } from '@auraconnect/shared/pricing/price-order.ts';
import type { OrderTotals, PricedLine } from '@auraconnect/shared/pricing/priced-order.ts';
import type { Refusal } from '@auraconnect/shared/protocol/command.ts';
import { systemActorId } from '@auraconnect/shared/staff/actor.ts';
import { formatTimestamp } from '@auraconnect/shared/time/timestamp.ts';
import type { StoreView } from '../store/core.ts';

export interface QuoteWish {
  orderTypeId: string;
  lines: { lineId: string; itemId: string; variantId: string; quantity: string; modifiers: ModifierChoice[] }[];
}

export interface Quote {
  currency: string;
  lines: PricedLine[];
  totals: OrderTotals;
}

const quoteId = '00000000-0000-7000-8000-000000000000';

/** Takes the order through the real machine and throws it away: a quote can never differ from the sale. */
export function quoteOrder(
  wish: QuoteWish,
  view: StoreView,
  nowMs: number,
): { type: 'quote'; quote: Quote } | { type: 'refusal'; refusal: Refusal } {
  const index = view.index();
  const now = formatTimestamp(nowMs, index.settings.timeZone);
  const remaining = new Map(view.availability().map((entry) => [entry.itemId, entry.remaining]));
  const businessDate = view.businessDate === '' ? now.slice(0, 10) : view.businessDate;
  const context = {
    index,
    remaining: (itemId: string) => remaining.get(itemId) ?? null,
    now,
    businessDate,
    actor: { staffId: systemActorId, permissions: new Set(['order.take'] as const), discountLimitPercent: '0' },
    approver: null,
    deviceId: '',
    cashSession: null,
    newId: () => quoteId,
    numberFor: () => '0',
  };
  const commands: OrderCommand[] = [
    { type: 'order.open', payload: { orderId: quoteId, orderTypeId: wish.orderTypeId, label: '', guestCount: null } },
    ...wish.lines.map((line): OrderCommand => ({
      type: 'order.add_line',
      payload: { orderId: quoteId, ...line, note: '', seat: null, course: null, priceOverride: null },
    })),
  ];
  let order: Order = noOrder(quoteId);
  for (const command of commands) {
    const decision = decideOrder(order, command, context);
    if (decision.type === 'refusal') return decision;
    order = evolveOrderAll(order, decision.events, {
      actor: systemActorId,
      deviceId: '',
      occurredAt: now,
      businessDate,
    });
  }
  const { lines, totals } = priceOrder(order);
  return { type: 'quote', quote: { currency: order.currency, lines, totals } };
}
