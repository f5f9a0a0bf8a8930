import { ChefHat, CircleCheckBig } from 'lucide-react';
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { isLineCancelled } from '@auraconnect/shared/kitchen/evolve-ticket.ts';
import { orderReadiness, type OrderReadiness } from '@auraconnect/shared/kitchen/readiness.ts';
import type { Ticket, TicketLine } from '@auraconnect/shared/kitchen/ticket.ts';
import type { Catalogue } from '@auraconnect/shared/menu/catalogue.ts';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { useNow } from '@auraconnect/shared/ui/use-now.ts';
import type { BoardLink } from '../link/board-link.ts';
import { averageSeconds, lastBumped, openTickets, ticketsOfView, withTaps } from '../link/board-state.ts';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';
import { AllDayPanel } from './all-day-panel.tsx';
import { BoardHeader } from './board-header.tsx';
import { BoardSkeleton } from './board-skeleton.tsx';
import { CardColumns, type BeyondGlass } from './card-columns.tsx';
import { ExpoCards } from './expo-cards.tsx';
import { namesOf } from './names.ts';
import { RecallStrip } from './recall-strip.tsx';
import { StaleFrame } from './stale-frame.tsx';
import { StationCards } from './station-cards.tsx';
import { useBoardSound } from './use-board-sound.ts';
import { useBumpBar } from './use-bump-bar.ts';
import { useFresh } from './use-fresh.ts';
import { useLeaving } from './use-leaving.ts';

export interface BoardProps {
  link: BoardLink;
  view: string;
  catalogue: Catalogue | null;
  onLeave(): void;
}

/** A station's board, every station's, or the pass. */
export function Board({ link, view, catalogue, onLeave }: BoardProps): ReactElement {
  const { t } = useTranslation();
  const known = useSignal(link.tickets);
  const taps = useSignal(link.taps);
  const stream = useSignal(link.stream);
  const outbox = useSignal(link.outbox);
  const fresh = useFresh(link);
  // Ages are the appliance's: a screen with a wrong clock still counts right.
  const nowMs = useNow() + (stream.clockAheadMs ?? 0);
  const tappedAt = taps.length === 0 ? '' : new Date(nowMs).toISOString();
  const tickets = useMemo(() => ticketsOfView(withTaps(known, taps, tappedAt), view), [known, taps, view, tappedAt]);
  const open = useMemo(() => openTickets(tickets), [tickets]);
  const [allDayShown, setAllDayShown] = useState(true);
  const [beyond, setBeyond] = useState<BeyondGlass>({ before: 0, after: 0 });
  const leaving = useLeaving();
  const voice = useBoardSound(open, fresh.level === 'alarm');
  const names = useMemo(() => namesOf(catalogue), [catalogue]);
  const isPass = view === 'expo';
  const orders = isPass ? orderReadiness(tickets) : [];
  const atPass = orders.filter((order) => order.state !== 'served');

  const bump = ({ ticketId }: Ticket): void => {
    voice.wake();
    leaving.leave(ticketId);
    link.tap({ type: 'kitchen.bump', payload: { ticketId } });
  };
  const serve = ({ orderId }: OrderReadiness): void => {
    voice.wake();
    leaving.leave(orderId);
    link.tap({ type: 'kitchen.serve', payload: { orderId } });
  };
  const toggle = ({ ticketId }: Ticket, line: TicketLine | undefined): void => {
    voice.wake();
    if (line && !isLineCancelled(line))
      link.tap({ type: 'kitchen.set_item_done', payload: { ticketId, lineId: line.lineId, done: !line.done } });
  };
  const recall = (ticket: Ticket | undefined): void => {
    if (!ticket) return;
    leaving.stay(ticket.ticketId);
    link.tap({ type: 'kitchen.recall', payload: { ticketId: ticket.ticketId } });
  };
  const bumped = lastBumped(tickets, 12);
  const toggleAllDay = (): void => setAllDayShown((shown) => !shown);
  const finish = (id: string): boolean => {
    const ticket = isPass ? undefined : open.find(({ ticketId }) => ticketId === id);
    const order = atPass.find(({ orderId, state }) => orderId === id && state === 'ready');
    if (ticket) bump(ticket);
    if (order) serve(order);
    return ticket !== undefined || order !== undefined;
  };
  const selected = useBumpBar(
    isPass
      ? atPass.map(({ orderId }) => ({ id: orderId, lineCount: 0 }))
      : open.map(({ ticketId, lines }) => ({ id: ticketId, lineCount: lines.length })),
    {
      finish,
      toggle: (id, lineIndex) => {
        const ticket = open.find(({ ticketId }) => ticketId === id);
        if (ticket) toggle(ticket, ticket.lines[lineIndex]);
      },
      recall: () => recall(bumped[0]),
      toggleAllDay,
      toggleSound: voice.toggle,
    },
  );

  const shownTickets = tickets.filter((ticket) => open.includes(ticket) || leaving.ids.has(ticket.ticketId));
  const shownOrders = orders.filter((order) => order.state !== 'served' || leaving.ids.has(order.orderId));
  const isEmpty = isPass ? shownOrders.length === 0 : shownTickets.length === 0;
  const title = view === 'all' ? t('chooser.all') : isPass ? t('chooser.expo') : names.station(view);
  return (
    <StaleFrame fresh={fresh} whatToDo={t('stale.do')} onRetry={() => link.retryNow()}>
      <BoardHeader
        title={title}
        openText={isPass ? t('header.orders', { count: atPass.length }) : t('header.open', { count: open.length })}
        averageSeconds={averageSeconds(tickets)}
        fresh={fresh}
        sound={voice.state}
        pendingTaps={outbox.pendingCount}
        allDayShown={allDayShown}
        onSound={voice.toggle}
        onAllDay={toggleAllDay}
        onLeave={onLeave}
      />
      <div className="flex min-h-0 grow">
        {fresh.ageMs === null ? (
          <BoardSkeleton />
        ) : isEmpty ? (
          <main className="grid min-w-0 grow place-items-center">
            {fresh.level === 'fresh' && (
              <EmptyState
                icon={isPass ? <ChefHat aria-hidden="true" /> : <CircleCheckBig aria-hidden="true" />}
                title={t(isPass ? 'expo.emptyTitle' : 'empty.title')}
              >
                {t(isPass ? 'expo.emptyText' : 'empty.text')}
              </EmptyState>
            )}
          </main>
        ) : (
          <CardColumns onBeyond={(next) => setBeyond((before) => (isSame(before, next) ? before : next))}>
            {isPass ? (
              <ExpoCards
                orders={shownOrders}
                tickets={tickets}
                names={names}
                nowMs={nowMs}
                selected={selected}
                onServe={serve}
              />
            ) : (
              <StationCards
                tickets={shownTickets}
                leaving={leaving.ids}
                names={names}
                everyStation={view === 'all'}
                nowMs={nowMs}
                selected={selected}
                onBump={bump}
                onRecall={recall}
                onToggle={toggle}
              />
            )}
          </CardColumns>
        )}
        {allDayShown && <AllDayPanel tickets={open} />}
      </div>
      <RecallStrip tickets={bumped} nowMs={nowMs} beyond={isEmpty ? null : beyond} onRecall={recall} />
    </StaleFrame>
  );
}

const isSame = (one: BeyondGlass, other: BeyondGlass): boolean =>
  one.before === other.before && one.after === other.after;
