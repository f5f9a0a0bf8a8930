import { Button } from '@auraconnect/shared/ui/button.tsx';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { CircleCheck, Clock3, Plus, Printer, ReceiptText } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useAct } from '../desk/use-act.ts';
import { useTill } from '../desk/till-context.ts';
import { useIndex, useOrder } from '../desk/use-store.ts';
import { orderTitle } from '../parts/order-title.ts';
import { ReceiptSheet } from '../orders/receipt-sheet.tsx';
import { useWords } from '../words/use-words.ts';

export interface PaidPanelProps {
  orderId: string;
  onNew: () => void;
}

/** After the money: the change as large as it can be. It stays until the next order begins; no tap is needed for that. */
export function PaidPanel({ orderId, onNew }: PaidPanelProps): ReactElement {
  const t = useWords();
  const till = useTill();
  const { settings } = useIndex();
  const order = useOrder(orderId);
  const act = useAct();
  const [looking, setLooking] = useState(false);
  const payment = order?.payments.findLast((one) => one.state === 'captured');
  const hasPrinter = settings.receiptPrinterId !== null;

  async function print(): Promise<void> {
    const done = await act([{ command: { type: 'order.print_receipt', payload: { orderId, printerId: null } } }]);
    if (done !== null) toasts.show({ tone: 'positive', message: t('printQueued') });
  }

  return (
    <section aria-label={t('paid')} className="flex h-full min-h-0 flex-col bg-surface">
      <div className="flex min-h-0 grow flex-col items-center justify-center gap-4 overflow-y-auto p-6 text-center">
        <CircleCheck className="size-12 text-positive" aria-hidden="true" />
        <p className="text-base font-semibold">
          {order === null ? t('paid') : t('paidOrder', { order: orderTitle(order, t) })}
        </p>
        {payment?.tender === 'cash' ? (
          <div role="status">
            {payment.changeMinor === 0 ? (
              <p className="text-2xl font-semibold">{t('noChange')}</p>
            ) : (
              <>
                <p className="text-base text-muted">{t('change')}</p>
                <MoneyText amountMinor={payment.changeMinor} className="text-[3.5rem] leading-none font-semibold" />
              </>
            )}
            <p className="mt-3 text-sm text-muted">
              {t('received')} <MoneyText amountMinor={payment.tenderedMinor ?? 0} />
            </p>
          </div>
        ) : (
          <div role="status">
            <p className="text-base text-muted">{t('paidByCard')}</p>
            <MoneyText
              amountMinor={(order?.paidMinor ?? 0) + (order?.tipMinor ?? 0)}
              className="text-2xl font-semibold"
            />
          </div>
        )}
        {till.waits(orderId) && (
          <p className="flex items-center gap-2 rounded-md bg-info-soft px-3 py-2 text-sm text-info">
            <Clock3 className="size-4 shrink-0" aria-hidden="true" />
            {t('paidKeptHere')}
          </p>
        )}
      </div>
      <footer className="flex flex-col gap-2 border-t border-line p-3">
        <div className="flex gap-2">
          <Button
            size="lg"
            icon={<ReceiptText />}
            className="grow px-3!"
            onPress={() => setLooking(true)}
            disabled={order === null}
          >
            {t('receipt')}
          </Button>
          {hasPrinter && (
            <Button size="lg" icon={<Printer />} className="grow px-3!" onPress={() => void print()}>
              {settings.printReceipts === 'always' ? t('printCopy') : t('print')}
            </Button>
          )}
        </div>
        <Button size="xl" variant="primary" icon={<Plus />} onPress={onNew}>
          {t('newOrder')}
        </Button>
      </footer>
      {looking && order !== null && <ReceiptSheet order={order} onClose={() => setLooking(false)} />}
    </section>
  );
}
