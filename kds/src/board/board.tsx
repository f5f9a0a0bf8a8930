import { CircleCheckBig } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ageLevel } from '@auraconnect/shared/kitchen/age.ts';
import { isLineCancelled } from '@auraconnect/shared/kitchen/evolve-ticket.ts';
import type { Ticket, TicketLine } from '@auraconnect/shared/kitchen/ticket.ts';
import type { Catalogue } from '@auraconnect/shared/menu/catalogue.ts';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { useNow } from '@auraconnect/shared/ui/use-now.ts';
import type { BoardLink } from '../link/board-link.ts';
import { averageSeconds, lastBumped, openTickets, ticketsOfView, withTaps } from '../link/board-state.ts';
import { useSignal } from '../use-signal.ts';
import { AllDayPanel } from './all-day-panel.tsx';
import { BoardHeader } from './board-header.tsx';
import { ExpoGrid } from './expo-grid.tsx';
import { RecallStrip } from './recall-strip.tsx';
import { BoardSound } from './sound.ts';
import { StaleFrame } from './stale-frame.tsx';
import { TicketCard } from './ticket-card.tsx';
import { useBumpBar } from './use-bump-bar.ts';
import { useFresh } from './use-fresh.ts';

export interface BoardProps {
  link: BoardLink;
  view: string;
  catalogue: Catalogue | null;
  onLeave(): void;
}

const defaultLimits = { warnSeconds: 300, lateSeconds: 600 };

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
  const nowIso = new Date(nowMs).toISOString();
  const tickets = useMemo(() => ticketsOfView(withTaps(known, taps, nowIso), view), [known, taps, view, nowIso]);
  const open = useMemo(() => openTickets(tickets), [tickets]);
  const [allDayShown, setAllDayShown] = useState(true);
  const { sound, soundState, toggleSound } = useSound(open, fresh.level === 'alarm');
  const stationName = (id: string): string => catalogue?.stations.find((station) => station.id === id)?.name ?? id;
  const title = view === 'all' ? t('chooser.all') : view === 'expo' ? t('chooser.expo') : stationName(view);

  const bump = (ticket: Ticket): void => {
    void sound.wake();
    link.tap({ type: 'kitchen.bump', payload: { ticketId: ticket.ticketId } });
    toasts.show({
      message: t('bumped', { number: ticket.number }),
      tone: 'positive',
      action: {
        label: t('undo'),
        onAction: () => link.tap({ type: 'kitchen.recall', payload: { ticketId: ticket.ticketId } }),
      },
    });
  };
  const toggle = (ticket: Ticket, line: TicketLine): void => {
    void sound.wake();
    if (!isLineCancelled(line))
      link.tap({
        type: 'kitchen.set_item_done',
        payload: { ticketId: ticket.ticketId, lineId: line.lineId, done: !line.done },
      });
  };
  const recall = (ticket: Ticket | undefined): void => {
    if (ticket) link.tap({ type: 'kitchen.recall', payload: { ticketId: ticket.ticketId } });
  };
  const bumped = lastBumped(tickets, 12);
  const selection = useBumpBar(view === 'expo' ? [] : open, {
    bump,
    toggle,
    recall: () => recall(bumped[0]),
    toggleAllDay: () => setAllDayShown((shown) => !shown),
    toggleSound,
  });

  return (
    <StaleFrame fresh={fresh} onRetry={() => link.retryNow()}>
      <BoardHeader
        title={title}
        openCount={open.length}
        averageSeconds={averageSeconds(tickets)}
        fresh={fresh}
        sound={soundState}
        pendingTaps={outbox.pendingCount}
        allDayShown={allDayShown}
        onSound={toggleSound}
        onAllDay={() => setAllDayShown(!allDayShown)}
        onLeave={onLeave}
      />
      <div className="flex min-h-0 grow">
        <main className="min-w-0 grow overflow-x-auto overflow-y-hidden p-3">
          {view === 'expo' ? (
            <ExpoGrid link={link} tickets={tickets} catalogue={catalogue} nowMs={nowMs} />
          ) : open.length === 0 ? (
            <div className="grid h-full place-items-center">
              <EmptyState icon={<CircleCheckBig aria-hidden="true" />} title={t('empty.title')}>
                {t('empty.text')}
              </EmptyState>
            </div>
          ) : (
            <div className="h-full [column-fill:auto] [column-gap:0.75rem] [column-width:19rem]">
              {open.map((ticket, index) => {
                const limits = catalogue?.stations.find((station) => station.id === ticket.stationId) ?? defaultLimits;
                const ageMs = Math.max(0, nowMs - Date.parse(ticket.firedAt));
                return (
                  <TicketCard
                    key={ticket.ticketId}
                    ticket={ticket}
                    orderTypeName={
                      catalogue?.orderTypes.find((type) => type.id === ticket.orderTypeId)?.name ?? ticket.orderTypeId
                    }
                    stationName={stationName}
                    ownStation={view === 'all' ? stationName(ticket.stationId) : null}
                    ageMs={ageMs}
                    age={ageLevel(ageMs / 1000, limits)}
                    ageShare={Math.min(1, ageMs / 1000 / limits.lateSeconds)}
                    selectedLine={selection?.ticketIndex === index ? selection.lineIndex : null}
                    shortcut={index < 10 ? index + 1 : null}
                    onBump={() => bump(ticket)}
                    onToggle={(line) => toggle(ticket, line)}
                  />
                );
              })}
            </div>
          )}
        </main>
        {allDayShown && <AllDayPanel tickets={open} />}
      </div>
      <RecallStrip tickets={bumped} nowMs={nowMs} onRecall={recall} />
    </StaleFrame>
  );
}

/** Chimes once for new tickets, and sounds the alarm every 10 s while the board cannot be trusted. */
function useSound(
  open: readonly Ticket[],
  alarm: boolean,
): { sound: BoardSound; soundState: BoardSound['state']; toggleSound: () => void } {
  const sound = useMemo(() => new BoardSound(), []);
  const [soundState, setSoundState] = useState(sound.state);
  const seen = useRef<Set<string> | null>(null);
  useEffect(() => {
    const before = seen.current;
    seen.current = new Set(open.map((ticket) => ticket.ticketId));
    if (before && open.some((ticket) => !before.has(ticket.ticketId))) sound.chime();
    setSoundState(sound.state);
  }, [open, sound]);
  useEffect(() => {
    if (!alarm) return;
    sound.alarm();
    const timer = setInterval(() => sound.alarm(), 10_000);
    return () => clearInterval(timer);
  }, [alarm, sound]);
  const toggleSound = (): void => void sound.toggle().then(() => setSoundState(sound.state));
  return { sound, soundState, toggleSound };
}
