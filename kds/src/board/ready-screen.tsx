import { LayoutGrid } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { orderReadiness, type OrderReadiness } from '@auraconnect/shared/kitchen/readiness.ts';
import type { Catalogue } from '@auraconnect/shared/menu/catalogue.ts';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { formatNumber } from '@auraconnect/shared/ui/format.ts';
import { IconButton } from '@auraconnect/shared/ui/icon-button.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import type { BoardLink } from '../link/board-link.ts';
import { ticketsOfView } from '../link/board-state.ts';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';
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
  const ready = orders.filter((order) => order.state === 'ready');
  const latestFirst = ready.toSorted((one, other) => Date.parse(other.readyAt ?? '') - Date.parse(one.readyAt ?? ''));
  return (
    <StaleFrame fresh={fresh} whatToDo={t('ready.ask')} onRetry={() => link.retryNow()}>
      <main className="grid min-h-0 grow grid-cols-2 gap-8 p-8">
        <Column
          title={t('ready.preparing')}
          empty={t('ready.nonePreparing')}
          orders={orders.filter((order) => order.state === 'preparing')}
          tone="preparing"
        />
        <Column title={t('ready.ready')} empty={t('ready.noneReady')} orders={latestFirst} tone="ready" />
      </main>
      <div className="absolute end-2 bottom-2">
        <IconButton
          label={t('header.views')}
          icon={<LayoutGrid aria-hidden="true" />}
          variant="quiet"
          className="text-subtle"
          onPress={onLeave}
        />
      </div>
    </StaleFrame>
  );
}

/** Tiles shrink when there are many, and what still does not fit is counted: no guest may think that an order is lost. */
const sizes = [
  { most: 9, columns: 'grid-cols-3', tile: 'p-6', number: 'text-[4.5rem] leading-tight' },
  { most: 24, columns: 'grid-cols-4', tile: 'p-3', number: 'text-2xl' },
  { most: 44, columns: 'grid-cols-5', tile: 'p-2', number: 'text-xl' },
] as const;

function Column({
  title,
  empty,
  orders,
  tone,
}: {
  title: string;
  empty: string;
  orders: readonly OrderReadiness[];
  tone: 'preparing' | 'ready';
}): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const size = sizes.find(({ most }) => orders.length <= most) ?? sizes[2];
  const more = orders.length - size.most;
  return (
    <section className="flex min-h-0 flex-col gap-4" aria-label={title} aria-live="polite">
      <h2 className={classNames('text-2xl font-bold', tone === 'ready' ? 'text-positive' : 'text-muted')}>{title}</h2>
      {orders.length === 0 && <p className="text-lg text-muted">{empty}</p>}
      <ul className={classNames('grid min-h-0 content-start gap-3 overflow-hidden', size.columns)}>
        {orders.slice(0, size.most).map((order) => (
          <li
            key={order.orderId}
            className={classNames(
              'flex min-w-0 flex-col justify-center rounded-lg text-center',
              size.tile,
              tone === 'ready' ? 'bg-positive text-on-positive' : 'bg-surface',
            )}
          >
            <span className={classNames('block font-bold tabular-nums', size.number)} dir="auto">
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
      {more > 0 && (
        <p className="text-lg font-semibold text-muted">{t('ready.more', { more: formatNumber(more, locale) })}</p>
      )}
    </section>
  );
}
