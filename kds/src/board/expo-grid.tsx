import { ChefHat, HandPlatter } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { isLineCancelled } from '@auraconnect/shared/kitchen/evolve-ticket.ts';
import { orderReadiness, type OrderReadiness } from '@auraconnect/shared/kitchen/readiness.ts';
import type { Ticket } from '@auraconnect/shared/kitchen/ticket.ts';
import type { Catalogue } from '@auraconnect/shared/menu/catalogue.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { formatElapsed, formatQuantity } from '@auraconnect/shared/ui/format.ts';
import { StatusDot } from '@auraconnect/shared/ui/status-dot.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import type { BoardLink } from '../link/board-link.ts';

export interface ExpoGridProps {
  link: BoardLink;
  tickets: readonly Ticket[];
  catalogue: Catalogue | null;
  nowMs: number;
}

/** The pass: every order with each station's part, and one tap when it leaves. */
export function ExpoGrid({ link, tickets, catalogue, nowMs }: ExpoGridProps): ReactElement {
  const { t } = useTranslation();
  const orders = orderReadiness(tickets).filter((order) => order.state !== 'served');
  if (orders.length === 0) {
    return (
      <div className="grid h-full place-items-center">
        <EmptyState icon={<ChefHat aria-hidden="true" />} title={t('expo.emptyTitle')}>
          {t('expo.emptyText')}
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="h-full [column-fill:auto] [column-gap:0.75rem] [column-width:22rem]">
      {orders.map((order) => (
        <ExpoOrder
          key={order.orderId}
          order={order}
          tickets={tickets.filter((ticket) => order.ticketIds.includes(ticket.ticketId))}
          catalogue={catalogue}
          nowMs={nowMs}
          onServe={() => link.tap({ type: 'kitchen.serve', payload: { orderId: order.orderId } })}
        />
      ))}
    </div>
  );
}

function ExpoOrder({
  order,
  tickets,
  catalogue,
  nowMs,
  onServe,
}: {
  order: OrderReadiness;
  tickets: readonly Ticket[];
  catalogue: Catalogue | null;
  nowMs: number;
  onServe: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const ready = order.state === 'ready';
  const typeName = catalogue?.orderTypes.find((type) => type.id === order.orderTypeId)?.name ?? order.orderTypeId;
  return (
    <article
      className={classNames(
        'mb-3 break-inside-avoid overflow-hidden rounded-lg border-2 bg-surface shadow-lift',
        ready ? 'border-positive' : 'border-line',
      )}
    >
      <header className={classNames('p-3', ready ? 'bg-positive text-on-positive' : 'bg-raised')}>
        <div className="flex items-baseline justify-between gap-3">
          <h2 className="text-xl font-bold tabular-nums" dir="auto">
            {order.number}
          </h2>
          <span className="text-lg font-semibold tabular-nums">
            {formatElapsed(Math.max(0, nowMs - Date.parse(order.firedAt)))}
          </span>
        </div>
        <p className="truncate text-sm font-medium" dir="auto">
          {[typeName, order.label].filter(Boolean).join(' · ')}
        </p>
      </header>
      {tickets.map((ticket) => {
        const made = ticket.status === 'bumped';
        const station = catalogue?.stations.find(({ id }) => id === ticket.stationId)?.name ?? ticket.stationId;
        return (
          <section key={ticket.ticketId} className="border-t border-line px-3 py-2">
            <h3 className="text-sm font-semibold" dir="auto">
              <StatusDot
                status={made ? 'ok' : 'busy'}
                label={`${station}: ${made ? t('expo.made') : t('expo.making')}`}
              />
            </h3>
            <ul className="ps-6">
              {ticket.lines.map((line) => (
                <li
                  key={line.lineId}
                  className={classNames(
                    'text-base',
                    (line.done || made) && 'text-muted',
                    isLineCancelled(line) && 'line-through',
                  )}
                  dir="auto"
                >
                  <span className="font-bold tabular-nums">{formatQuantity(line.quantity, locale)}</span> {line.name}{' '}
                  {line.variantName}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      <div className="border-t border-line p-3">
        <Button
          size="lg"
          fullWidth
          variant={ready ? 'positive' : 'secondary'}
          disabled={!ready}
          icon={<HandPlatter aria-hidden="true" />}
          onPress={onServe}
        >
          {ready ? t('expo.serve') : t('expo.waiting', { count: order.waitingFor.length })}
        </Button>
      </div>
    </article>
  );
}
