import type { ReactElement } from 'react';
import type { Ticket, TicketLine } from '@auraconnect/shared/kitchen/ticket.ts';
import type { Names } from './names.ts';
import { TicketCard } from './ticket-card.tsx';
import type { SelectedCard } from './use-bump-bar.ts';

export interface StationCardsProps {
  /** In fire order, with those that are just leaving in their places. */
  tickets: readonly Ticket[];
  leaving: ReadonlySet<string>;
  names: Names;
  /** Whether the board carries several stations. */
  everyStation: boolean;
  selected: SelectedCard | null;
  onBump(ticket: Ticket): void;
  onRecall(ticket: Ticket): void;
  onToggle(ticket: Ticket, line: TicketLine): void;
}

export function StationCards(props: StationCardsProps): ReactElement {
  const { tickets, leaving, names, everyStation, selected } = props;
  const isLeaving = (ticket: Ticket): boolean => ticket.bumpedAt !== null && leaving.has(ticket.ticketId);
  const placeOf = new Map(tickets.filter((ticket) => !isLeaving(ticket)).map((ticket, place) => [ticket, place + 1]));
  return (
    <>
      {tickets.map((ticket) => {
        const place = placeOf.get(ticket) ?? null;
        return (
          <TicketCard
            key={ticket.ticketId}
            ticket={ticket}
            names={names}
            everyStation={everyStation}
            selectedLine={selected?.id === ticket.ticketId ? selected.lineIndex : null}
            shortcut={place !== null && place <= 10 ? place : null}
            leaving={isLeaving(ticket)}
            onBump={props.onBump}
            onRecall={props.onRecall}
            onToggle={props.onToggle}
          />
        );
      })}
    </>
  );
}
