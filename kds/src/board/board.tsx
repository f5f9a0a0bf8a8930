import { ChefHat, CircleCheckBig } from 'lucide-react';
import { useCallback, useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { orderReadiness } from '@auraconnect/shared/kitchen/readiness.ts';
import type { Catalogue } from '@auraconnect/shared/menu/catalogue.ts';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { useFromNow } from '@auraconnect/shared/ui/use-now.ts';
import type { BoardLink } from '../link/board-link.ts';
import { averageSeconds, lastBumped, openTickets, ticketsOfView, withTaps } from '../link/board-state.ts';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';
import { AllDayPanel } from './all-day-panel.tsx';
import { ClockAhead } from './board-clock.ts';
import { BoardHeader } from './board-header.tsx';
import { BoardSkeleton } from './board-skeleton.tsx';
import { CardColumns, type BeyondGlass } from './card-columns.tsx';
import { ExpoCards } from './expo-cards.tsx';
import { namesOf } from './names.ts';
import { PrinterNotice, troubledPrinters, unknownTickets } from './printer-notice.tsx';
import { RecallStrip } from './recall-strip.tsx';
import { StaleFrame } from './stale-frame.tsx';
import { StationCards } from './station-cards.tsx';
import { useBoardTaps } from './use-board-taps.ts';
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
  const outbox = useSignal(link.outbox);
  const fresh = useFresh(link);
  const aheadMs = useCallback(() => link.stream.get().clockAheadMs ?? 0, [link]);
  const tappedMs = useFromNow((nowMs) => (taps.length === 0 ? 0 : nowMs + aheadMs()));
  const tappedAt = new Date(tappedMs).toISOString();
  const tickets = useMemo(() => ticketsOfView(withTaps(known, taps, tappedAt), view), [known, taps, view, tappedAt]);
  const open = useMemo(() => openTickets(tickets), [tickets]);
  const [allDayShown, setAllDayShown] = useState(true);
  const [beyond, setBeyond] = useState<BeyondGlass>({ before: 0, after: 0 });
  const leaving = useLeaving();
  const names = useMemo(() => namesOf(catalogue), [catalogue]);
  const isPass = view === 'expo';
  const orders = useMemo(() => (isPass ? orderReadiness(tickets) : []), [isPass, tickets]);
  const atPass = useMemo(() => orders.filter((order) => order.state !== 'served'), [orders]);
  const isKnown = fresh.ageMs !== null;
  const status = useSignal(link.status);
  // What a board that is not fresh knows of printers may long be over.
  const isFresh = fresh.level === 'fresh';
  const troubled = useMemo(
    () => (isFresh ? troubledPrinters(status, catalogue, view) : []),
    [isFresh, status, catalogue, view],
  );
  const paperUnknown = unknownTickets(troubled) > 0;
  const voice = useBoardSound({ isKnown, open, atPass, alarm: fresh.level === 'alarm', paperUnknown });

  const { bump, serve, toggle, recall } = useBoardTaps(link, leaving, voice.wake);
  const bumped = useMemo(() => lastBumped(tickets, 12), [tickets]);
  const average = useMemo(() => averageSeconds(tickets), [tickets]);
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
        const line = ticket?.lines[lineIndex];
        if (ticket && line) toggle(ticket, line);
      },
      recall: () => {
        if (bumped[0]) recall(bumped[0]);
      },
      toggleAllDay,
      toggleSound: voice.toggle,
    },
  );

  const shownTickets = useMemo(() => {
    const isOpen = new Set(open);
    return tickets.filter((ticket) => isOpen.has(ticket) || leaving.ids.has(ticket.ticketId));
  }, [tickets, open, leaving.ids]);
  const shownOrders = orders.filter((order) => order.state !== 'served' || leaving.ids.has(order.orderId));
  const isEmpty = isPass ? shownOrders.length === 0 : shownTickets.length === 0;
  const title = view === 'all' ? t('chooser.all') : isPass ? t('chooser.expo') : names.station(view);
  return (
    <ClockAhead value={aheadMs}>
      <StaleFrame fresh={fresh} whatToDo={t('stale.do')} onRetry={() => link.retryNow()}>
        <BoardHeader
          title={title}
          openText={
            !isKnown
              ? ''
              : isPass
                ? t('header.orders', { count: atPass.length })
                : t('header.open', { count: open.length })
          }
          averageSeconds={average}
          fresh={fresh}
          sound={voice.state}
          pendingTaps={outbox.pendingCount}
          notice={troubled.length === 0 ? null : <PrinterNotice printers={troubled} />}
          allDayShown={allDayShown}
          onSound={voice.toggle}
          onAllDay={toggleAllDay}
          onLeave={onLeave}
        />
        <div className="flex min-h-0 grow">
          {!isKnown ? (
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
            <CardColumns
              cards={isPass ? orders : shownTickets}
              onBeyond={(next) => setBeyond((before) => (isSame(before, next) ? before : next))}
            >
              {isPass ? (
                <ExpoCards orders={shownOrders} tickets={tickets} names={names} selected={selected} onServe={serve} />
              ) : (
                <StationCards
                  tickets={shownTickets}
                  leaving={leaving.ids}
                  names={names}
                  everyStation={view === 'all'}
                  selected={selected}
                  onBump={bump}
                  onRecall={recall}
                  onToggle={toggle}
                />
              )}
            </CardColumns>
          )}
          {allDayShown && <AllDayPanel tickets={open} isKnown={isKnown} />}
        </div>
        <RecallStrip tickets={bumped} beyond={isEmpty ? null : beyond} onRecall={recall} />
      </StaleFrame>
    </ClockAhead>
  );
}

const isSame = (one: BeyondGlass, other: BeyondGlass): boolean =>
  one.before === other.before && one.after === other.after;
