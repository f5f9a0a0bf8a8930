import type { OrderCommand } from '@auraconnect/shared/order/commands.ts';
import type { OrderContext } from '@auraconnect/shared/order/context.ts';
import { decideOrder } from '@auraconnect/shared/order/decide.ts';
import type { EventContext } from '@auraconnect/shared/order/events.ts';
import { evolveOrderAll } from '@auraconnect/shared/order/evolve.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import type { Refusal } from '@auraconnect/shared/order/refusal.ts';

export type Foreseen = { type: 'order'; order: Order } | { type: 'refusal'; refusal: Refusal };

/** What the appliance will say to this command, worked out here by the same machine, so that nobody waits for the network. */
export function foresee(order: Order, command: OrderCommand, context: OrderContext): Foreseen {
  const decision = decideOrder(order, command, context);
  if (decision.type === 'refusal') return decision;
  return { type: 'order', order: evolveOrderAll(order, decision.events, eventContextOf(context)) };
}

export function eventContextOf({ actor, deviceId, now, businessDate }: OrderContext): EventContext {
  return { actor: actor.staffId, deviceId, occurredAt: now, businessDate };
}
