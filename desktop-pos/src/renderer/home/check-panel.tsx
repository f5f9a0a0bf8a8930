import type { Order } from '@auraconnect/shared/order/order.ts';
import { Badge } from '@auraconnect/shared/ui/badge.tsx';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { IconButton } from '@auraconnect/shared/ui/icon-button.tsx';
import { Menu } from '@auraconnect/shared/ui/menu.tsx';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { BadgePercent, Ban, CircleEllipsis, Clock3, Pencil, ReceiptText, SquarePen, Tag } from 'lucide-react';
import { useMemo, useState, type ReactElement } from 'react';
import { useDesk } from '../desk/desk-context.ts';
import { useTill } from '../desk/till-context.ts';
import { useIndex, useMayTakeMoney } from '../desk/use-store.ts';
import { orderTitle } from '../parts/order-title.ts';
import { PaidElsewhere } from '../pay/paid-elsewhere.tsx';
import { PaidPanel } from '../pay/paid-panel.tsx';
import { usePayActions } from '../pay/use-pay-actions.ts';
import { useWords } from '../words/use-words.ts';
import { CheckLine } from './check-line.tsx';
import { CheckTotals } from './check-totals.tsx';
import { DiscountSheet } from './discount-sheet.tsx';
import { linePrices } from './line-prices.ts';
import { LineSheet } from './line-sheet.tsx';
import { nextSteps } from './next-step.ts';
import { OpenItemSheet } from './open-item-sheet.tsx';
import { OrderSheet } from './order-sheet.tsx';
import { ReasonSheet } from './reason-sheet.tsx';
import type { Check } from './use-check.ts';
import { useNewestInSight } from './use-newest-in-sight.ts';

type Open = { sheet: 'line'; lineId: string } | { sheet: 'details' | 'discount' | 'void' | 'open-item' } | null;

export interface CheckPanelProps {
  check: Check;
  orderTypeId: string;
  /** On a phone the check is a sheet, and the next step closes it. */
  onLeave?: () => void;
}

/** The check: what the guest has, what it comes to, and the one next step. */
export function CheckPanel({ check, orderTypeId, onLeave }: CheckPanelProps): ReactElement {
  const t = useWords();
  const till = useTill();
  const index = useIndex();
  const { paidOrderId, pick, show } = useDesk();
  const [open, setOpen] = useState<Open>(null);
  const { order, act, orderId } = check;
  const close = (): void => setOpen(null);
  const priced = useMemo(() => linePrices(order), [order]);
  const scroller = useNewestInSight(orderId, order);

  if (order === null && paidOrderId !== null) return <PaidPanel orderId={paidOrderId} onNew={() => pick(null)} />;

  const line = open?.sheet === 'line' ? order?.lines.find((one) => one.lineId === open.lineId) : undefined;
  const typeName = index.orderTypes.get(orderTypeId)?.name ?? orderTypeId;

  return (
    <section aria-label={t('check')} className="flex h-full min-h-0 flex-col bg-surface">
      <header className="flex items-center gap-1 border-b border-line py-1 ps-4 pe-1">
        <div className="min-w-0 grow py-1">
          <h2 className="truncate text-base leading-tight font-semibold">
            {order === null ? t('newOrder') : orderTitle(order, t)}
          </h2>
          <p className="flex items-center gap-2 text-xs text-muted">
            <span className="truncate">{typeName}</span>
            {order !== null && till.waits(orderId) && (
              <span className="inline-flex items-center gap-1 text-info">
                <Clock3 className="size-3.5" aria-hidden="true" />
                {t('keptHere')}
              </span>
            )}
          </p>
        </div>
        {order !== null && (
          <IconButton label={t('orderDetails')} icon={<Pencil />} onPress={() => setOpen({ sheet: 'details' })} />
        )}
        <Menu
          label={t('moreForOrder')}
          trigger={<IconButton label={t('moreForOrder')} icon={<CircleEllipsis />} />}
          items={[
            { id: 'open-item', label: t('openItem'), icon: <SquarePen /> },
            ...(order === null
              ? []
              : [
                  { id: 'discount', label: t('discountOrder'), icon: <BadgePercent /> },
                  ...order.discounts
                    .filter((discount) => discount.lineId === null)
                    .map((discount) => ({
                      id: `undo:${discount.discountId}`,
                      label: t('removeDiscount', { name: discount.name }),
                      icon: <Tag />,
                    })),
                  { id: 'void', label: t('voidOrder'), icon: <Ban />, danger: true },
                ]),
          ]}
          onAction={(id) => {
            if (id.startsWith('undo:')) {
              void act([
                {
                  command: {
                    type: 'order.remove_discount',
                    payload: { orderId, discountId: id.slice('undo:'.length) },
                  },
                },
              ]);
            } else setOpen({ sheet: id as 'discount' | 'void' | 'open-item' });
          }}
        />
      </header>

      <div ref={scroller} className="min-h-0 grow overflow-y-auto overscroll-contain">
        {order === null || order.lines.length === 0 ? (
          <EmptyState icon={<ReceiptText />} title={t('checkEmptyTitle')}>
            {t('checkEmpty')}
          </EmptyState>
        ) : (
          <ul className="divide-y divide-line">
            {order.lines.map((one) => (
              <li key={one.lineId}>
                <CheckLine
                  line={one}
                  priced={priced.get(one.lineId)}
                  onOpen={() => setOpen({ sheet: 'line', lineId: one.lineId })}
                />
              </li>
            ))}
          </ul>
        )}
        {order !== null && order.note !== '' && (
          <p dir="auto" className="m-3 rounded-md bg-info-soft p-2 text-sm text-info">
            {order.note}
          </p>
        )}
      </div>

      {order !== null && order.lines.length > 0 && (
        <footer className="flex flex-col gap-3 border-t border-line p-3">
          {order.discounts.length > 0 && (
            <p className="flex flex-wrap gap-1">
              {order.discounts.map((discount) => (
                <Badge key={discount.discountId} tone="positive" icon={<BadgePercent />}>
                  {discount.name}
                </Badge>
              ))}
            </p>
          )}
          <CheckTotals order={order} />
          <NextStep
            order={order}
            check={check}
            takeaway={index.orderTypes.get(order.orderTypeId)?.takeaway ?? true}
            onPay={() => {
              onLeave?.();
              show({ name: 'pay', orderId });
            }}
          />
        </footer>
      )}

      {line !== undefined && (
        <LineSheet key={line.lineId} check={check} line={line} orderTypeId={orderTypeId} onClose={close} />
      )}
      {open?.sheet === 'details' && order !== null && <OrderSheet order={order} act={act} onClose={close} />}
      {open?.sheet === 'open-item' && (
        <OpenItemSheet
          onClose={close}
          onAdd={(item) => {
            close();
            void check.addOpenItem(item);
          }}
        />
      )}
      {open?.sheet === 'discount' && order !== null && (
        <DiscountSheet
          title={orderTitle(order, t)}
          onClose={close}
          onDiscount={(choice) => {
            close();
            void act(
              [
                {
                  command: {
                    type: 'order.apply_discount',
                    payload: { orderId, discountId: till.newId(), lineId: null, ...choice },
                  },
                },
              ],
              {
                what: t('approveDiscount', { what: orderTitle(order, t) }),
              },
            );
          }}
        />
      )}
      {open?.sheet === 'void' && order !== null && (
        <ReasonSheet
          title={t('voidOrderTitle', { order: orderTitle(order, t) })}
          description={t('voidOrderMeans')}
          reasons={index.settings.voidReasons}
          doLabel={t('voidOrder')}
          danger
          onClose={close}
          onReason={(reason) => {
            close();
            void act([{ command: { type: 'order.void', payload: { orderId, reason } } }], {
              what: t('approveVoidOrder', { order: orderTitle(order, t) }),
            }).then((done) => {
              if (done === null) return;
              toasts.show({ message: t('orderVoided', { order: orderTitle(order, t) }) });
              pick(null);
            });
          }}
        />
      )}
    </section>
  );
}

interface NextStepProps {
  order: Order;
  check: Check;
  takeaway: boolean;
  onPay: () => void;
}

function NextStep({ order, check, takeaway, onPay }: NextStepProps): ReactElement {
  const t = useWords();
  const { closeOrder } = usePayActions(order.orderId);
  const { primary, secondary, unsentCount, payableMinor } = nextSteps(order, takeaway);
  const mayPay = useMayTakeMoney(order);
  const asksToPay = primary === 'pay' || secondary === 'pay';
  const send = (): void => void check.send();
  return (
    <div className="flex flex-col gap-2">
      {asksToPay && !mayPay && <PaidElsewhere />}
      <div className="flex gap-2">
        {secondary === 'send' && (
          <Button size="xl" className="shrink-0 px-4!" onPress={send}>
            {t('sendCount', { count: unsentCount })}
          </Button>
        )}
        {secondary === 'pay' && (
          <Button size="xl" className="shrink-0 px-4!" disabled={!mayPay} onPress={onPay}>
            {t('pay')}
          </Button>
        )}
        {primary === 'send' && (
          <Button size="xl" variant="primary" className="grow" onPress={send}>
            {t('sendCount', { count: unsentCount })}
          </Button>
        )}
        {primary === 'pay' && (
          <Button
            size="xl"
            variant="primary"
            className="grow px-4!"
            disabled={!mayPay}
            trailing={payableMinor > 0 ? <MoneyText amountMinor={payableMinor} /> : undefined}
            onPress={onPay}
          >
            {t('pay')}
          </Button>
        )}
        {primary === 'close' && (
          <Button size="xl" variant="primary" className="grow" onPress={() => void closeOrder()}>
            {t('closeOrder')}
          </Button>
        )}
      </div>
    </div>
  );
}
