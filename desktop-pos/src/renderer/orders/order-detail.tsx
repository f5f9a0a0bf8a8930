import type { Order } from '@auraconnect/shared/order/order.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { IconButton } from '@auraconnect/shared/ui/icon-button.tsx';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { ArrowLeft, Printer, Undo2 } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useAct } from '../desk/use-act.ts';
import { useDesk } from '../desk/desk-context.ts';
import { useTill } from '../desk/till-context.ts';
import { useIndex } from '../desk/use-store.ts';
import { orderTitle } from '../parts/order-title.ts';
import { PaperView } from '@auraconnect/shared/ui/paper-view.tsx';
import { useWords } from '../words/use-words.ts';
import { useReceipt, useReceiptColumns } from './receipt-sheet.tsx';
import { RefundSheet } from './refund-sheet.tsx';

export interface OrderDetailProps {
  order: Order;
  onChanged: (order: Order) => void;
  onBack: () => void;
}

/** One order as its receipt, and what can still be done about it. */
export function OrderDetail({ order, onChanged, onBack }: OrderDetailProps): ReactElement {
  const t = useWords();
  const till = useTill();
  const index = useIndex();
  const act = useAct();
  const { pick, show } = useDesk();
  const receipt = useReceipt(order);
  const columns = useReceiptColumns();
  const [refunding, setRefunding] = useState(false);
  const canRefund = order.status === 'closed' && order.payments.some((payment) => payment.state === 'captured');

  async function reprint(): Promise<void> {
    till.recall(order);
    const done = await act([
      { command: { type: 'order.print_receipt', payload: { orderId: order.orderId, printerId: null } } },
    ]);
    if (done !== null) toasts.show({ tone: 'positive', message: t('printQueued') });
  }

  return (
    <section aria-label={orderTitle(order, t)} className="flex h-full min-h-0 flex-col">
      <header className="flex flex-wrap items-center gap-2 border-b border-line bg-surface p-2 md:ps-4">
        {/* On a handheld the number has a row of its own, and the two buttons share the next one. */}
        <div className="flex min-w-0 flex-1 items-center gap-2 max-md:basis-full">
          <IconButton
            label={t('back')}
            icon={<ArrowLeft className="rtl:-scale-x-100" />}
            onPress={onBack}
            className="md:hidden"
          />
          <h2 className="min-w-0 grow truncate text-base font-semibold">{orderTitle(order, t)}</h2>
        </div>
        {order.status === 'open' && (
          <Button
            variant="primary"
            onPress={() => {
              pick(order.orderId);
              show({ name: 'home' });
            }}
          >
            {t('goOnWithOrder')}
          </Button>
        )}
        {order.status === 'closed' && index.settings.receiptPrinterId !== null && (
          <Button icon={<Printer />} className="max-md:flex-1" onPress={() => void reprint()}>
            {t('reprint')}
          </Button>
        )}
        {canRefund && (
          <Button icon={<Undo2 />} className="max-md:flex-1" onPress={() => setRefunding(true)}>
            {t('refund')}
          </Button>
        )}
      </header>
      <div
        role="group"
        aria-label={t('receipt')}
        // A scroller with nothing to tap in it must still be reached by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="min-h-0 grow overflow-y-auto bg-sunken p-4 -outline-offset-3"
      >
        <PaperView document={receipt} columns={columns} />
      </div>
      {refunding && (
        <RefundSheet
          order={order}
          onClose={() => setRefunding(false)}
          onRefunded={(after) => {
            setRefunding(false);
            onChanged(after);
          }}
        />
      )}
    </section>
  );
}
