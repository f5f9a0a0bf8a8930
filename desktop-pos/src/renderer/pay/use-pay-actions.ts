import { isWaiting, payableMinor } from '@auraconnect/shared/order/balance.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import { useCallback, useMemo } from 'react';
import { useAct } from '../desk/use-act.ts';
import { useDesk } from '../desk/desk-context.ts';
import { useTill } from '../desk/till-context.ts';
import type { Act } from '../till/act.ts';

export interface CashPayment {
  tenderedMinor: number;
  tipMinor: number;
  /** What of the order it pays; null is all that is left. */
  amountMinor: number | null;
}

export interface CardAnswer {
  paymentId: string;
  outcome: 'captured' | 'declined' | 'cancelled' | 'unknown';
  reference: string;
  lastFour: string;
}

export interface PayActions {
  payCash(payment: CashPayment): Promise<Order | null>;
  /** Writes the intent down before anybody touches the card terminal. Resolves with the payment's id, null when refused. */
  startCard(amountMinor: number | null, tipMinor: number): Promise<string | null>;
  resolveCard(answer: CardAnswer): Promise<Order | null>;
  closeOrder(): Promise<Order | null>;
}

/** Taking money for one order. What pays all that is left closes it in the same step. */
export function usePayActions(orderId: string): PayActions {
  const till = useTill();
  const act = useAct();
  const { pick, setPaidOrderId, show } = useDesk();

  const finished = useCallback(
    (order: Order | null): Order | null => {
      if (order?.status === 'closed') {
        pick(null);
        setPaidOrderId(orderId);
        show({ name: 'home' });
      }
      return order;
    },
    [orderId, pick, setPaidOrderId, show],
  );

  return useMemo(() => {
    const close: Act = { command: { type: 'order.close', payload: { orderId } } };
    return {
      async payCash({ tenderedMinor, tipMinor, amountMinor }) {
        const order = till.intended(orderId);
        const paysAll =
          (amountMinor === null || amountMinor === payableMinor(order)) && !order.payments.some(isWaiting);
        const pay: Act = {
          command: {
            type: 'order.pay_cash',
            payload: { orderId, paymentId: till.newId(), amountMinor, tenderedMinor, tipMinor },
          },
        };
        return finished(await act(paysAll ? [pay, close] : [pay]));
      },
      async startCard(amountMinor, tipMinor) {
        const paymentId = till.newId();
        const done = await act([
          { command: { type: 'order.start_card_payment', payload: { orderId, paymentId, amountMinor, tipMinor } } },
        ]);
        return done === null ? null : paymentId;
      },
      async resolveCard({ paymentId, outcome, reference, lastFour }) {
        const order = till.intended(orderId);
        const othersWait = order.payments.some((payment) => payment.paymentId !== paymentId && isWaiting(payment));
        const paysAll = outcome === 'captured' && payableMinor(order) === 0 && !othersWait;
        const resolve: Act = {
          command: {
            type: 'order.resolve_card_payment',
            payload: {
              orderId,
              paymentId,
              outcome,
              reference: reference.trim() || null,
              lastFour: /^\d{4}$/.test(lastFour) ? lastFour : null,
            },
          },
        };
        return finished(await act(paysAll ? [resolve, close] : [resolve]));
      },
      closeOrder: async () => finished(await act([close])),
    };
  }, [act, finished, orderId, till]);
}
