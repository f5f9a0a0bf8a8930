import { Check, HandPlatter } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { isLineCancelled } from '@auraconnect/shared/kitchen/evolve-ticket.ts';
import type { OrderReadiness } from '@auraconnect/shared/kitchen/readiness.ts';
import type { Ticket } from '@auraconnect/shared/kitchen/ticket.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { StatusDot } from '@auraconnect/shared/ui/status-dot.tsx';
import { ageRole, CardHead } from './card-head.tsx';
import { KitchenNote, LineQuantity, LineWords } from './line-words.tsx';
import type { Names } from './names.ts';
import { TicketMarks } from './ticket-marks.tsx';
import type { SelectedCard } from './use-bump-bar.ts';

export interface ExpoCardsProps {
  /** In fire order, with those that are just leaving in their places. */
  orders: readonly OrderReadiness[];
  tickets: readonly Ticket[];
  names: Names;
  nowMs: number;
  selected: SelectedCard | null;
  onServe(order: OrderReadiness): void;
}

/** The pass: every order with each station's part as it must look on the plate, and one tap when it leaves. */
export function ExpoCards({ orders, tickets, names, nowMs, selected, onServe }: ExpoCardsProps): ReactElement {
  const ticketsOf = Map.groupBy(tickets, (ticket) => ticket.orderId);
  const placeOf = new Map(orders.filter(({ state }) => state !== 'served').map((order, place) => [order, place + 1]));
  return (
    <>
      {orders.map((order) => {
        const place = placeOf.get(order) ?? null;
        return (
          <ExpoCard
            key={order.orderId}
            order={order}
            tickets={(ticketsOf.get(order.orderId) ?? []).filter(
              ({ ticketId, status }) =>
                status !== 'cancelled' && (order.state === 'served' || order.ticketIds.includes(ticketId)),
            )}
            names={names}
            ageMs={Math.max(0, nowMs - Date.parse(order.firedAt))}
            selected={selected?.id === order.orderId}
            shortcut={place !== null && place <= 10 ? place : null}
            onServe={() => onServe(order)}
          />
        );
      })}
    </>
  );
}

interface ExpoCardProps {
  order: OrderReadiness;
  tickets: readonly Ticket[];
  names: Names;
  ageMs: number;
  selected: boolean;
  shortcut: number | null;
  onServe(): void;
}

function ExpoCard({ order, tickets, names, ageMs, selected, shortcut, onServe }: ExpoCardProps): ReactElement {
  const { t } = useTranslation();
  const { number, label, state } = order;
  const aging = names.ageOf(
    ageMs,
    tickets.map(({ stationId }) => stationId),
  );
  const note = tickets[0]?.note ?? '';
  return (
    <article
      data-card={order.orderId}
      data-age={state === 'served' ? 'held' : ageRole[aging.age]}
      aria-label={t('expo.label', { number })}
      aria-current={selected}
      className={classNames(
        'mb-3 break-inside-avoid rounded-lg border-2 box-decoration-clone bg-surface shadow-lift',
        selected ? 'border-accent ring-4 ring-accent' : state === 'ready' ? 'border-positive' : 'border-line',
      )}
    >
      <header className="rounded-t-md bg-age p-3 text-on-age">
        <h2>
          <CardHead
            {...aging}
            number={number}
            label={label}
            orderTypeName={names.orderType(order.orderTypeId)}
            shortcut={shortcut}
          />
        </h2>
      </header>
      {note !== '' && (
        <div className="px-3 pt-1 pb-2">
          <KitchenNote note={note} />
        </div>
      )}
      {tickets.map((ticket) => (
        <StationPart key={ticket.ticketId} ticket={ticket} names={names} />
      ))}
      <div className="border-t border-line p-3">
        <Button
          size="xl"
          fullWidth
          variant={state === 'ready' ? 'positive' : 'secondary'}
          disabled={state !== 'ready'}
          icon={state === 'served' ? <Check aria-hidden="true" /> : <HandPlatter aria-hidden="true" />}
          onPress={onServe}
        >
          {state === 'ready'
            ? t('expo.serve')
            : state === 'served'
              ? t('expo.served')
              : t('expo.waitingFor', { stations: [...new Set(order.waitingFor.map(names.station))].join(', ') })}
        </Button>
      </div>
    </article>
  );
}

function StationPart({ ticket, names }: { ticket: Ticket; names: Names }): ReactElement {
  const { t } = useTranslation();
  const made = ticket.bumpedAt !== null;
  return (
    <section className="border-t border-line">
      <h3 className="px-3 pt-2 font-semibold">
        <StatusDot
          status={made ? 'ok' : 'busy'}
          label={`${names.station(ticket.stationId)}: ${made ? t('expo.made') : t('expo.making')}`}
        />
      </h3>
      {ticket.addition && (
        <TicketMarks ticket={{ ...ticket, alsoAt: [] }} stationName={names.station} ownStation={null} />
      )}
      <ul>
        {ticket.lines.map((line) => {
          const quiet = made || line.done || isLineCancelled(line);
          return (
            <li key={line.lineId} className="flex break-inside-avoid items-start gap-2 px-3 py-1.5">
              <LineQuantity line={line} quiet={quiet} />
              <LineWords line={line} quiet={quiet} />
              {(made || line.done) && <Check className="size-6 shrink-0 text-positive" aria-label={t('line.done')} />}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
