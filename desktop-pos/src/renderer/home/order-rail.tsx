import type { Order } from '@auraconnect/shared/order/order.ts';
import { AgeText } from '@auraconnect/shared/ui/age-text.tsx';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { unsentLines } from '@auraconnect/shared/order/line-quantities.ts';
import { Plus } from 'lucide-react';
import { useMemo, type ReactElement } from 'react';
import { Button as PressButton } from 'react-aria-components/Button';
import { useDesk } from '../desk/desk-context.ts';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';
import { useTill } from '../desk/till-context.ts';
import { useCatalogue, useIndex } from '../desk/use-store.ts';
import { useStoreNow } from '../parts/use-store-now.ts';
import { useWords } from '../words/use-words.ts';

/** Open orders of the whole store, oldest first, so that nothing moves when a new one comes. */
export function useOpenOrders(): Order[] {
  const orders = useSignal(useTill().orders);
  return useMemo(
    () =>
      [...orders.values()]
        .filter((order) => order.status === 'open')
        .toSorted(
          (one, other) =>
            Date.parse(one.openedAt) - Date.parse(other.openedAt) || (one.orderId < other.orderId ? -1 : 1),
        ),
    [orders],
  );
}

export interface OrderRailProps {
  /** The kind of order that is in the check, or of the next one. */
  orderTypeId: string;
  onType: (orderTypeId: string) => void;
  /** After something was chosen; a phone's sheet closes. */
  onChosen?: () => void;
}

/** New order, its kind, and the orders that wait. */
export function OrderRail({ orderTypeId, onType, onChosen }: OrderRailProps): ReactElement {
  const t = useWords();
  const { orderTypes } = useCatalogue();
  const { orderId, pick } = useDesk();
  const open = useOpenOrders();
  const isNew = !open.some((order) => order.orderId === orderId);
  return (
    <nav aria-label={t('orders')} className="flex h-full min-h-0 flex-col gap-3">
      <Button
        size="lg"
        variant={isNew ? 'secondary' : 'primary'}
        icon={<Plus />}
        fullWidth
        className="px-2! max-xl:text-sm"
        onPress={() => {
          pick(null);
          onChosen?.();
        }}
      >
        {t('newOrder')}
      </Button>
      {orderTypes.length > 1 && (
        <div role="group" aria-label={t('orderType')} className="flex flex-col gap-1 rounded-lg bg-sunken p-1">
          {orderTypes.map((type) => (
            <PressButton
              key={type.id}
              aria-pressed={type.id === orderTypeId}
              onPress={() => onType(type.id)}
              className={classNames(
                'min-h-12 truncate rounded-md px-3 text-start text-sm font-semibold data-pressed:brightness-90',
                type.id === orderTypeId ? 'bg-accent text-on-accent' : 'text-ink data-hovered:bg-line',
              )}
            >
              {type.name}
            </PressButton>
          ))}
        </div>
      )}
      <h2 className="flex items-baseline justify-between gap-2 px-1 text-xs font-semibold text-muted">
        {t('openOrders')}
        <span className="tabular-nums">{open.length}</span>
      </h2>
      <ul className="-mx-1 flex min-h-0 grow flex-col gap-1.5 overflow-y-auto overscroll-contain px-1 pb-1">
        {open.length === 0 && <li className="px-1 text-sm text-subtle">{t('noOpenOrders')}</li>}
        {open.map((order) => (
          <li key={order.orderId}>
            <RailOrder
              order={order}
              isCurrent={order.orderId === orderId}
              onPick={() => {
                pick(order.orderId);
                onChosen?.();
              }}
            />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function RailOrder({
  order,
  isCurrent,
  onPick,
}: {
  order: Order;
  isCurrent: boolean;
  onPick: () => void;
}): ReactElement {
  const t = useWords();
  const index = useIndex();
  const nowMs = useStoreNow();
  const unsent = unsentLines(order).length;
  const number = order.number === '' ? t('orderUnnumbered') : t('orderNumber', { number: order.number });
  return (
    <PressButton
      aria-current={isCurrent}
      onPress={onPick}
      className={classNames(
        'flex min-h-16 w-full flex-col justify-center gap-0.5 rounded-lg border-2 px-3 py-1.5 text-start data-pressed:brightness-90',
        isCurrent ? 'border-accent bg-accent-soft' : 'border-line bg-surface data-hovered:border-line-strong',
      )}
    >
      <span className="flex w-full items-baseline justify-between gap-2">
        <span dir="auto" className="min-w-0 truncate text-sm font-semibold">
          {order.label === '' ? number : order.label}
        </span>
        <AgeText sinceMs={Date.parse(order.openedAt)} nowMs={nowMs} className="shrink-0 text-xs text-muted" />
      </span>
      <span className="flex w-full flex-wrap items-baseline gap-x-2 text-xs text-muted">
        {order.label !== '' && <span className="shrink-0">{number}</span>}
        {unsent > 0 ? (
          <span className="shrink-0 font-semibold text-accent">{t('unsentCount', { count: unsent })}</span>
        ) : (
          <span className="min-w-0 truncate">{index.orderTypes.get(order.orderTypeId)?.name}</span>
        )}
        <MoneyText amountMinor={order.dueMinor} className="ms-auto shrink-0" />
      </span>
    </PressButton>
  );
}
