import type { OutboxState } from '@auraconnect/shared/client/command-outbox.ts';
import type { StreamState } from '@auraconnect/shared/client/store-stream.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import type { OrderCommandType } from '@auraconnect/shared/order/commands.ts';
import type { Refusal } from '@auraconnect/shared/protocol/command.ts';

/** Red mode: the appliance does not answer, and this till sells on its own. A page that has heard nothing yet is on its own too. */
export function isAlone(stream: StreamState, outbox: OutboxState): boolean {
  const isCut = stream.link !== 'open' && (stream.failures > 0 || stream.lastHeardMs === null);
  return isCut || outbox.failures > 0;
}

/** Whoever is asking for this till's money: the till, and the drawer session that is open at it. */
export interface Taker {
  deviceId: string;
  cashSessionId: string | null;
}

/**
 * DESIGN rule 8: in red mode a till takes money only for checks that it opened, or whose payment it began. Any other may be paid at
 * another till at the same time, and nobody would know.
 */
export function isHeldHere(order: Order, { deviceId, cashSessionId }: Taker): boolean {
  if (order.status === 'none' || order.deviceId === deviceId) return true;
  return cashSessionId !== null && order.payments.some((payment) => payment.cashSessionId === cashSessionId);
}

const money: ReadonlySet<OrderCommandType> = new Set(['order.pay_cash', 'order.start_card_payment', 'order.refund']);

/** Why a till on its own does not do this; null when it may. */
export function refusedAlone(type: OrderCommandType, order: Order, taker: Taker): Refusal | null {
  if (!money.has(type) || isHeldHere(order, taker)) return null;
  const message = 'The appliance does not answer, and this check was opened at another till: it is paid there.';
  return { code: 'not_held_here', message, data: { orderId: order.orderId, deviceId: order.deviceId } };
}
