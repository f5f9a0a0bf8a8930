import { isWaiting, payableMinor } from '@auraconnect/shared/order/balance.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { IconButton } from '@auraconnect/shared/ui/icon-button.tsx';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { ArrowLeft } from 'lucide-react';
import { useEffect, useMemo, useState, type ReactElement } from 'react';
import { useDesk } from '../desk/desk-context.ts';
import { useMayTakeMoney, useOrder } from '../desk/use-store.ts';
import { CheckLine } from '../home/check-line.tsx';
import { CheckTotals } from '../home/check-totals.tsx';
import { linePrices } from '../home/line-prices.ts';
import { orderTitle } from '../parts/order-title.ts';
import { useWords } from '../words/use-words.ts';
import { CardInHand } from './card-in-hand.tsx';
import { PaidElsewhere } from './paid-elsewhere.tsx';
import { PaymentRow } from './payment-row.tsx';
import { TenderPanel } from './tender-panel.tsx';
import { usePayActions } from './use-pay-actions.ts';

/** One screen for money: what is due, how it is paid, and what was paid already. */
export function PayScreen({ orderId }: { orderId: string }): ReactElement | null {
  const t = useWords();
  const { show, pick } = useDesk();
  const order = useOrder(orderId);
  const mayPay = useMayTakeMoney(order);
  const actions = usePayActions(orderId);
  const [cardId, setCardId] = useState<string | null>(null);
  const priced = useMemo(() => linePrices(order), [order]);
  const back = (): void => {
    pick(orderId);
    show({ name: 'home' });
  };
  const isGone = order === null || order.status !== 'open';
  useEffect(() => {
    // Another till finished it, or it was voided: there is nothing to pay here any more.
    if (isGone) show({ name: 'home' });
  }, [isGone, show]);
  if (isGone) return null;

  const payable = payableMinor(order);
  const inHand = order.payments.find(
    (payment) => payment.state === 'intended' && (cardId === null || payment.paymentId === cardId),
  );
  const made = order.payments.filter(
    (payment) => payment !== inHand && (payment.state === 'captured' || isWaiting(payment)),
  );

  return (
    <section
      aria-label={t('payTitle')}
      className="grid min-h-0 grow grid-cols-1 grid-rows-[auto_1fr] md:grid-cols-[17rem_1fr] xl:grid-cols-[24rem_1fr] md:grid-rows-1"
    >
      <aside className="flex min-h-0 flex-col border-line bg-surface max-md:border-b md:border-e">
        <header className="flex items-center gap-2 border-b border-line py-1 ps-1 pe-4">
          <IconButton label={t('back')} icon={<ArrowLeft className="rtl:-scale-x-100" />} size="lg" onPress={back} />
          <h1 className="min-w-0 grow truncate text-base font-semibold">{orderTitle(order, t)}</h1>
          <span className="text-end md:hidden">
            <span className="block text-xs text-muted">{t('due')}</span>
            <MoneyText amountMinor={order.dueMinor} className="text-lg font-semibold" />
          </span>
        </header>
        <div className="hidden min-h-0 grow overflow-y-auto md:block">
          <ul className="divide-y divide-line">
            {order.lines.map((line) => (
              <li key={line.lineId}>
                <CheckLine line={line} priced={priced.get(line.lineId)} />
              </li>
            ))}
          </ul>
        </div>
        <footer className="hidden flex-col gap-3 border-t border-line p-3 md:flex">
          <CheckTotals order={order} />
        </footer>
      </aside>

      <div className="flex min-h-0 flex-col gap-4 overflow-y-auto p-4 xl:px-8">
        {made.length > 0 && (
          <ul aria-label={t('paymentsMade')} className="flex flex-col gap-2">
            {made.map((payment) => (
              <li key={payment.paymentId}>
                <PaymentRow
                  payment={payment}
                  onResolve={(outcome) =>
                    void actions.resolveCard({
                      paymentId: payment.paymentId,
                      outcome,
                      reference: payment.reference ?? '',
                      lastFour: payment.lastFour ?? '',
                    })
                  }
                />
              </li>
            ))}
          </ul>
        )}
        {inHand !== undefined ? (
          <CardInHand
            key={inHand.paymentId}
            payment={inHand}
            onAnswer={(answer) => {
              setCardId(null);
              if (answer.outcome === 'declined') toasts.show({ message: t('cardDeclinedTry') });
              void actions.resolveCard({ paymentId: inHand.paymentId, ...answer });
            }}
          />
        ) : payable > 0 && !mayPay ? (
          <PaidElsewhere />
        ) : payable > 0 ? (
          <TenderPanel order={order} actions={actions} onCard={setCardId} />
        ) : made.some(isWaiting) ? (
          <p className="rounded-lg bg-warning-soft p-4 text-base text-warning">{t('payWaiting')}</p>
        ) : (
          <Button size="xl" variant="primary" onPress={() => void actions.closeOrder()}>
            {t('closeOrder')}
          </Button>
        )}
      </div>
    </section>
  );
}
