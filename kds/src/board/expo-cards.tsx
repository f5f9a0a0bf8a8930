import { Check, HandPlatter } from 'lucide-react';
import { memo, useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { isLineCancelled } from '@auraconnect/shared/kitchen/evolve-ticket.ts';
import type { OrderReadiness } from '@auraconnect/shared/kitchen/readiness.ts';
import type { Ticket } from '@auraconnect/shared/kitchen/ticket.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { StatusDot } from '@auraconnect/shared/ui/status-dot.tsx';
import { useAgeRole } from './card-age.tsx';
import { CardHead } from './card-head.tsx';
import { KitchenNote, LineQuantity, LineWords } from './line-words.tsx';
import type { Names } from './names.ts';
import { TicketMarks } from './ticket-marks.tsx';
import type { SelectedCard } from './use-bump-bar.ts';

export interface ExpoCardsProps {
  /** In fire order, with those that are just leaving in their places. */
  orders: readonly OrderReadiness[];
  tickets: readonly Ticket[];
  names: Names;
  selected: SelectedCard | null;
  onServe(order: OrderReadiness): void;
}

/** The pass: every order with each station's part as it must look on the plate, and one tap when it leaves. */
export function ExpoCards({ orders, tickets, names, selected, onServe }: ExpoCardsProps): ReactElement {
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
            selected={selected?.id === order.orderId}
            shortcut={place !== null && place <= 10 ? place : null}
            onServe={onServe}
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
  selected: boolean;
  shortcut: number | null;
  onServe(order: OrderReadiness): void;
}

/** Everything that an order shows here follows from its tickets. */
const ExpoCard = memo(
  OneOrder,
  (before, now) =>
    before.tickets.length === now.tickets.length &&
    before.tickets.every((ticket, place) => ticket === now.tickets[place]) &&
    before.order.state === now.order.state &&
    before.names === now.names &&
    before.selected === now.selected &&
    before.shortcut === now.shortcut &&
    before.onServe === now.onServe,
);

function OneOrder({ order, tickets, names, selected, shortcut, onServe }: ExpoCardProps): ReactElement {
  const { t } = useTranslation();
  const { number, label, state, firedAt } = order;
  const limits = useMemo(() => names.limitsOf(tickets.map(({ stationId }) => stationId)), [names, tickets]);
  const age = useAgeRole({ firedAt, limits });
  const note = tickets[0]?.note ?? '';
  return (
    <article
      data-card={order.orderId}
      data-age={state === 'served' ? 'held' : age}
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
            number={number}
            label={label}
            orderTypeName={names.orderType(order.orderTypeId)}
            firedAt={firedAt}
            limits={limits}
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
          onPress={() => onServe(order)}
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
      {ticket.addition && <TicketMarks ticket={{ ...ticket, alsoAt: [] }} names={names} everyStation={false} />}
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
