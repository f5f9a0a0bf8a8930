import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { orderReadiness, type OrderReadiness } from '@auraconnect/shared/kitchen/readiness.ts';
import type { Catalogue } from '@auraconnect/shared/menu/catalogue.ts';
import { LayoutGrid } from 'lucide-react';
import { IconButton } from '@auraconnect/shared/ui/icon-button.tsx';
import type { BoardLink } from '../link/board-link.ts';
import { ticketsOfView } from '../link/board-state.ts';
import { useSignal } from '../use-signal.ts';
import { StaleFrame } from './stale-frame.tsx';
import { useFresh } from './use-fresh.ts';

/** For the guests: which orders are being made and which can be picked up. Only counter and takeaway orders; no names of food. */
export function ReadyScreen({
  link,
  catalogue,
  onLeave,
}: {
  link: BoardLink;
  catalogue: Catalogue | null;
  onLeave: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const tickets = useSignal(link.tickets);
  const fresh = useFresh(link);
  const takeaway = new Set(catalogue?.orderTypes.filter((type) => type.takeaway).map((type) => type.id));
  const orders = orderReadiness(ticketsOfView(tickets, 'ready')).filter(
    (order) => takeaway.size === 0 || takeaway.has(order.orderTypeId),
  );
  return (
    <StaleFrame fresh={fresh} onRetry={() => link.retryNow()}>
      <main className="grid min-h-0 grow grid-cols-2 gap-6 p-8">
        <Column
          title={t('ready.preparing')}
          orders={orders.filter((order) => order.state === 'preparing')}
          tone="preparing"
        />
        <Column
          title={t('ready.ready')}
          orders={orders.filter((order) => order.state === 'ready').toReversed()}
          tone="ready"
        />
      </main>
      <div className="absolute end-4 bottom-4 opacity-40 focus-within:opacity-100 hover:opacity-100">
        <IconButton
          label={t('header.views')}
          icon={<LayoutGrid aria-hidden="true" />}
          variant="quiet"
          onPress={onLeave}
        />
      </div>
    </StaleFrame>
  );
}

function Column({
  title,
  orders,
  tone,
}: {
  title: string;
  orders: readonly OrderReadiness[];
  tone: 'preparing' | 'ready';
}): ReactElement {
  return (
    <section className="flex min-h-0 flex-col gap-4" aria-live="polite">
      <h2 className={tone === 'ready' ? 'text-2xl font-bold text-positive' : 'text-2xl font-bold text-muted'}>
        {title}
      </h2>
      <ul className="grid min-h-0 grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] content-start gap-4 overflow-hidden">
        {orders.map((order) => (
          <li
            key={order.orderId}
            className={
              tone === 'ready'
                ? 'rounded-lg bg-positive p-5 text-center text-on-positive'
                : 'rounded-lg bg-surface p-5 text-center'
            }
          >
            <span className="block text-2xl font-bold tabular-nums" dir="auto">
              {order.number}
            </span>
            {order.label !== '' && (
              <span className="block truncate text-base" dir="auto">
                {order.label}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
