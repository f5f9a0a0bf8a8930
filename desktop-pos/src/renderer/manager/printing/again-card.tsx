import type { CashSession } from '@auraconnect/shared/cash/cash.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import type { AgainSubject } from '@auraconnect/shared/receipt/print-job.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { ErrorState } from '@auraconnect/shared/ui/error-state.tsx';
import { formatTime } from '@auraconnect/shared/ui/format.ts';
import { SearchField } from '@auraconnect/shared/ui/search-field.tsx';
import { Skeleton, SkeletonGroup } from '@auraconnect/shared/ui/skeleton.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useQuery } from '@tanstack/react-query';
import { SearchX } from 'lucide-react';
import { useDeferredValue, useState, type ReactElement } from 'react';
import { useTill } from '../../desk/till-context.ts';
import { useBusinessDate, useIndex } from '../../desk/use-store.ts';
import { codeOf } from '../../parts/fault-code.ts';
import { orderTitle } from '../../parts/order-title.ts';
import { useDeviceName } from '../../parts/use-device-name.ts';
import { useWords } from '../../words/use-words.ts';
import { AgainSheet } from './again-sheet.tsx';

/** What a person looks for is among the latest, or is searched for. */
const ordersShown = 30;
const sessionsAsked = 100;

interface Wanted {
  title: string;
  subject: AgainSubject;
}
type Choose = (wanted: Wanted) => void;

/** Everything of a day that is printed on paper, to be looked at and printed once more. */
export function AgainCard(): ReactElement {
  const t = useWords();
  const till = useTill();
  const [day, setDay] = useState(useBusinessDate());
  const [search, setSearch] = useState('');
  const sought = useDeferredValue(search.trim());
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const orders = useQuery({
    queryKey: ['papers', day, sought],
    queryFn: () => till.api.orders({ businessDate: day || undefined, search: sought, limit: ordersShown }),
    placeholderData: (last) => last,
    refetchInterval: 15_000,
  });
  const sessions = useQuery({ queryKey: ['cash-sessions'], queryFn: () => till.api.cashSessions(sessionsAsked) });
  const drawers = (sessions.data ?? []).filter(({ businessDate }) => businessDate === day && sought === '');
  const found = orders.data?.orders ?? [];
  return (
    <Card title={t('again')} description={t('againHow')} flush>
      <div className="flex flex-wrap gap-2 px-5 pb-3">
        <SearchField
          label={t('searchOrders')}
          placeholder={t('searchOrders')}
          value={search}
          onChange={setSearch}
          className="min-w-44 flex-1"
        />
        <TextField
          label={t('businessDay')}
          labelHidden
          type="date"
          value={day}
          onChange={setDay}
          className="w-40 shrink-0"
        />
      </div>
      {orders.isPending ? (
        <SkeletonGroup className="flex flex-col gap-2 p-4">
          <Skeleton className="h-16 w-full" />
          <Skeleton className="h-16 w-full" />
        </SkeletonGroup>
      ) : orders.isError ? (
        <ErrorState
          title={t('ordersFailed')}
          supportCode={codeOf(orders.error)}
          onRetry={() => void orders.refetch()}
        />
      ) : found.length + drawers.length === 0 ? (
        <EmptyState icon={<SearchX />} title={sought === '' ? t('againNone') : t('nothingFound', { query: sought })} />
      ) : (
        <ul aria-label={t('again')} className="max-h-112 divide-y divide-line overflow-y-auto border-t border-line">
          {drawers.map((session) => (
            <DrawerRow key={session.sessionId} session={session} onChoose={setWanted} />
          ))}
          {found.map((order) => (
            <OrderRow key={order.orderId} order={order} onChoose={setWanted} />
          ))}
        </ul>
      )}
      {wanted !== null && <AgainSheet title={wanted.title} subject={wanted.subject} onClose={() => setWanted(null)} />}
    </Card>
  );
}

/** The receipt and the tickets of one order. */
function OrderRow({ order, onChoose }: { order: Order; onChoose: Choose }): ReactElement {
  const t = useWords();
  const index = useIndex();
  const { locale, timeZone } = useUiSettings();
  const title = orderTitle(order, t);
  const { orderId, tickets } = order;
  return (
    <Row title={title} note={formatTime(order.closedAt ?? order.openedAt, timeZone, locale)}>
      {order.status === 'closed' && (
        <Paper title={title} what={t('receipt')} subject={{ type: 'receipt', orderId }} onChoose={onChoose} />
      )}
      {tickets.map(({ ticketId, stationId }) => (
        <Paper
          key={ticketId}
          title={title}
          what={index.stations.get(stationId)?.name ?? stationId}
          subject={{ type: 'kitchen-ticket', ticketId }}
          onChoose={onChoose}
        />
      ))}
    </Row>
  );
}

/** An X reading of an open drawer; the Z of a counted one with what was filed to it. */
function DrawerRow({ session, onChoose }: { session: CashSession; onChoose: Choose }): ReactElement {
  const t = useWords();
  const { locale, timeZone } = useUiSettings();
  const { sessionId, zNumber, closedAt, openedAt, deviceId, supplements = [] } = session;
  const title = useDeviceName(deviceId);
  const z = t('zReport', { number: zNumber ?? 0 });
  return (
    <Row title={title} note={formatTime(closedAt ?? openedAt, timeZone, locale)}>
      {closedAt === null ? (
        <Paper title={title} what={t('xReading')} subject={{ type: 'x-report', sessionId }} onChoose={onChoose} />
      ) : (
        <Paper title={title} what={z} subject={{ type: 'z-report', sessionId }} onChoose={onChoose} />
      )}
      {supplements.map(({ number }) => (
        <Paper
          key={number}
          title={title}
          what={t('supplementOf', { number, of: z })}
          subject={{ type: 'z-report', sessionId, supplement: number }}
          onChoose={onChoose}
        />
      ))}
    </Row>
  );
}

function Row({ title, note, children }: { title: string; note: string; children: React.ReactNode }): ReactElement {
  return (
    <li className="flex min-h-16 flex-wrap items-center gap-x-4 gap-y-2 px-5 py-2">
      <span className="min-w-40 grow basis-0 text-sm">
        <span className="block font-semibold" dir="auto">
          {title}
        </span>
        <span className="block text-muted tabular-nums">{note}</span>
      </span>
      <span className="flex flex-wrap gap-2">{children}</span>
    </li>
  );
}

interface PaperProps extends Wanted {
  what: string;
  onChoose: Choose;
}

function Paper({ title, what, subject, onChoose }: PaperProps): ReactElement {
  return (
    <Button
      aria-label={`${what}: ${title}`}
      onPress={() => onChoose({ title: `${title} · ${what}`, subject })}
      className="max-w-56"
    >
      <span className="truncate" dir="auto">
        {what}
      </span>
    </Button>
  );
}
