import { useEffect, useRef, useState } from 'react';
import type { Ticket, TicketLine } from '@auraconnect/shared/kitchen/ticket.ts';
import { bumpBarAction, type Selection } from './bump-bar.ts';

export interface BumpBarHandlers {
  bump(ticket: Ticket): void;
  toggle(ticket: Ticket, line: TicketLine): void;
  recall(): void;
  toggleAllDay(): void;
  toggleSound(): void;
}

/** Listens to a bump bar or keyboard and shows what is selected. Keys in fields and on focused buttons stay theirs. */
export function useBumpBar(tickets: readonly Ticket[], handlers: BumpBarHandlers): Selection | null {
  const [selection, setSelection] = useState<Selection | null>(null);
  const current = useRef({ tickets, handlers, selection });
  current.current = { tickets, handlers, selection };
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        target?.closest('input, textarea, [role=dialog], [role=menu]')
      )
        return;
      if ((event.key === 'Enter' || event.key === ' ') && target?.closest('button')) return;
      const now = current.current;
      const rtl = document.documentElement.dir === 'rtl';
      const key =
        rtl && event.key === 'ArrowLeft' ? 'ArrowRight' : rtl && event.key === 'ArrowRight' ? 'ArrowLeft' : event.key;
      const action = bumpBarAction(
        key,
        now.selection,
        now.tickets.map((ticket) => ticket.lines.length),
      );
      if (!action) return;
      event.preventDefault();
      switch (action.type) {
        case 'select':
          setSelection(action.selection);
          return;
        case 'bump': {
          const ticket = now.tickets[action.ticketIndex];
          if (ticket) now.handlers.bump(ticket);
          return;
        }
        case 'toggle-line': {
          const ticket = now.tickets[action.ticketIndex];
          const line = ticket?.lines[action.lineIndex];
          if (ticket && line) now.handlers.toggle(ticket, line);
          return;
        }
        case 'recall':
          return now.handlers.recall();
        case 'toggle-all-day':
          return now.handlers.toggleAllDay();
        case 'toggle-sound':
          return now.handlers.toggleSound();
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  const selected = selection
    ? document.querySelector(`[data-ticket="${tickets[selection.ticketIndex]?.ticketId ?? ''}"]`)
    : null;
  useEffect(() => selected?.scrollIntoView({ block: 'nearest', inline: 'nearest' }), [selected]);
  return selection && selection.ticketIndex < tickets.length ? selection : null;
}
