import { useCallback } from 'react';
import { isLineCancelled } from '@auraconnect/shared/kitchen/evolve-ticket.ts';
import type { OrderReadiness } from '@auraconnect/shared/kitchen/readiness.ts';
import type { Ticket, TicketLine } from '@auraconnect/shared/kitchen/ticket.ts';
import type { BoardLink } from '../link/board-link.ts';
import type { Leaving } from './use-leaving.ts';

/** What a cook does to cards. The functions stay the same ones from draw to draw, so that cards need not be drawn again for them. */
export interface BoardTaps {
  bump(ticket: Ticket): void;
  serve(order: OrderReadiness): void;
  toggle(ticket: Ticket, line: TicketLine): void;
  recall(ticket: Ticket): void;
}

export function useBoardTaps(link: BoardLink, { leave, stay }: Leaving, wake: () => void): BoardTaps {
  const bump = useCallback(
    ({ ticketId }: Ticket): void => {
      wake();
      leave(ticketId);
      link.tap({ type: 'kitchen.bump', payload: { ticketId } });
    },
    [link, leave, wake],
  );
  const serve = useCallback(
    ({ orderId }: OrderReadiness): void => {
      wake();
      leave(orderId);
      link.tap({ type: 'kitchen.serve', payload: { orderId } });
    },
    [link, leave, wake],
  );
  const toggle = useCallback(
    ({ ticketId }: Ticket, line: TicketLine): void => {
      wake();
      if (!isLineCancelled(line))
        link.tap({ type: 'kitchen.set_item_done', payload: { ticketId, lineId: line.lineId, done: !line.done } });
    },
    [link, wake],
  );
  const recall = useCallback(
    ({ ticketId }: Ticket): void => {
      stay(ticketId);
      link.tap({ type: 'kitchen.recall', payload: { ticketId } });
    },
    [link, stay],
  );
  return { bump, serve, toggle, recall };
}
