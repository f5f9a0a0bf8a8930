import type { Order } from '@auraconnect/shared/order/order.ts';
import { Badge } from '@auraconnect/shared/ui/badge.tsx';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { ErrorState } from '@auraconnect/shared/ui/error-state.tsx';
import { formatTime } from '@auraconnect/shared/ui/format.ts';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { RadioGroup } from '@auraconnect/shared/ui/radio-group.tsx';
import { SearchField } from '@auraconnect/shared/ui/search-field.tsx';
import { Skeleton, SkeletonGroup } from '@auraconnect/shared/ui/skeleton.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ReceiptText, SearchX } from 'lucide-react';
import { useDeferredValue, useState, type ReactElement } from 'react';
import { Button as PressButton } from 'react-aria-components/Button';
import { useDesk } from '../desk/desk-context.ts';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';
import { useTill } from '../desk/till-context.ts';
import { useBusinessDate, useIndex } from '../desk/use-store.ts';
import { codeOf } from '../parts/fault-code.ts';
import { ExceptionsLink } from '../exceptions/exceptions-link.tsx';
import { orderTitle } from '../parts/order-title.ts';
import { ScreenFrame } from '../parts/screen-frame.tsx';
import { useIsWide } from '../parts/use-wide.ts';
import { useWords } from '../words/use-words.ts';
import { OrderDetail } from './order-detail.tsx';
import { useOpenOrders } from '../home/order-rail.tsx';

type Status = 'open' | 'closed' | 'voided';
const pageSize = 40;

/** Every order of a day: what is open, what was sold, what was given up. */
export function OrdersScreen({ initialId }: { initialId: string | null }): ReactElement {
  const t = useWords();
  const isWide = useIsWide();
  const [status, setStatus] = useState<Status>('closed');
  const [day, setDay] = useState(useBusinessDate());
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<Order | null>(null);
  const live = useSignal(useTill().orders);
  const shown = chosen === null ? null : (live.get(chosen.orderId) ?? chosen);
  const detail = shown !== null && (
    <OrderDetail key={shown.orderId} order={shown} onChanged={setChosen} onBack={() => setChosen(null)} />
  );

  return (
    <ScreenFrame title={t('orders')}>
      <div className="flex min-h-0 grow">
        {(isWide || shown === null) && (
          <section
            aria-label={t('orderList')}
            className="flex min-h-0 w-full min-w-0 flex-col gap-3 p-4 md:w-96 md:shrink-0 md:border-e md:border-line xl:w-112"
          >
            <ExceptionsLink />
            <RadioGroup
              label={t('whichOrders')}
              labelHidden
              fullWidth
              className="w-full"
              value={status}
              onChange={(next) => {
                setStatus(next);
                setChosen(null);
              }}
              options={[
                { id: 'open', label: t('statusOpen') },
                { id: 'closed', label: t('statusClosed') },
                { id: 'voided', label: t('statusVoided') },
              ]}
            />
            <div className="flex flex-wrap gap-2">
              <SearchField
                label={t('searchOrders')}
                placeholder={t('searchOrders')}
                value={search}
                onChange={setSearch}
                className="min-w-44 flex-1 max-md:basis-full"
              />
              {status !== 'open' && (
                <TextField
                  label={t('businessDay')}
                  labelHidden
                  type="date"
                  value={day}
                  onChange={setDay}
                  className="w-40 shrink-0 max-md:grow"
                />
              )}
            </div>
            {status === 'open' ? (
              <OpenList search={search} chosenId={shown?.orderId ?? null} onChoose={setChosen} />
            ) : (
              <PastList
                status={status}
                day={day}
                search={search}
                chosenId={shown?.orderId ?? initialId}
                onChoose={setChosen}
              />
            )}
          </section>
        )}
        {isWide && (
          <div className="min-h-0 min-w-0 grow">
            {detail || (
              <EmptyState icon={<ReceiptText />} title={t('noOrderChosen')} className="h-full justify-center">
                {t('noOrderChosenDo')}
              </EmptyState>
            )}
          </div>
        )}
        {!isWide && shown !== null && <div className="min-h-0 w-full">{detail}</div>}
      </div>
    </ScreenFrame>
  );
}

interface ListProps {
  search: string;
  chosenId: string | null;
  onChoose: (order: Order) => void;
}

function OpenList({ search, chosenId, onChoose }: ListProps): ReactElement {
  const t = useWords();
  const wanted = search.trim().toLocaleLowerCase();
  const orders = useOpenOrders().filter((order) =>
    `${order.number} ${order.label}`.toLocaleLowerCase().includes(wanted),
  );
  if (orders.length === 0) return <NothingHere search={search} empty={t('noOpenOrders')} />;
  return (
    <ul className="flex min-h-0 grow flex-col gap-1.5 overflow-y-auto">
      {orders.map((order) => (
        <OrderRow key={order.orderId} order={order} isChosen={order.orderId === chosenId} onChoose={onChoose} />
      ))}
    </ul>
  );
}

function PastList({
  status,
  day,
  search,
  chosenId,
  onChoose,
}: ListProps & { status: 'closed' | 'voided'; day: string }): ReactElement {
  const t = useWords();
  const till = useTill();
  const sought = useDeferredValue(search.trim());
  const seq = useSignal(till.stream).durableSeq;
  const list = useInfiniteQuery({
    queryKey: ['orders', status, day, sought],
    queryFn: ({ pageParam }) =>
      till.api.orders({
        status,
        businessDate: day || undefined,
        search: sought,
        before: pageParam ?? undefined,
        limit: pageSize,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    // The stream says when something new became durable; a list that is looked at is read again then.
    meta: { seq },
    refetchInterval: 15_000,
  });

  if (list.isPending) {
    return (
      <SkeletonGroup className="flex flex-col gap-2">
        {Array.from({ length: 8 }, (_, place) => (
          <Skeleton key={place} className="h-16 w-full" />
        ))}
      </SkeletonGroup>
    );
  }
  if (list.isError) {
    return (
      <ErrorState
        title={t('ordersFailed')}
        stillWorks={t('ordersFailedStill')}
        whatToDo={t('ordersFailedDo')}
        supportCode={codeOf(list.error)}
        onRetry={() => void list.refetch()}
        retrying={list.isFetching}
        className="p-2"
      />
    );
  }
  const orders = list.data.pages.flatMap((page) => page.orders);
  if (orders.length === 0)
    return <NothingHere search={sought} empty={status === 'closed' ? t('noClosedOrders') : t('noVoidedOrders')} />;
  return (
    <ul className="flex min-h-0 grow flex-col gap-1.5 overflow-y-auto">
      {orders.map((order) => (
        <OrderRow key={order.orderId} order={order} isChosen={order.orderId === chosenId} onChoose={onChoose} />
      ))}
      {list.hasNextPage && (
        <li>
          <Button fullWidth busy={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
            {t('moreOrders')}
          </Button>
        </li>
      )}
    </ul>
  );
}

function NothingHere({ search, empty }: { search: string; empty: string }): ReactElement {
  const t = useWords();
  return (
    <EmptyState
      icon={search === '' ? <ReceiptText /> : <SearchX />}
      title={search === '' ? empty : t('nothingFound', { query: search })}
    />
  );
}

function OrderRow({
  order,
  isChosen,
  onChoose,
}: {
  order: Order;
  isChosen: boolean;
  onChoose: (order: Order) => void;
}): ReactElement {
  const t = useWords();
  const index = useIndex();
  const { locale, timeZone } = useUiSettings();
  const { view } = useDesk();
  const asked = view.name === 'orders' && view.orderId === order.orderId;
  return (
    <li>
      <PressButton
        aria-current={isChosen || asked}
        onPress={() => onChoose(order)}
        className={classNames(
          'flex min-h-16 w-full items-center gap-3 rounded-lg border-2 px-3 py-2 text-start data-pressed:brightness-90',
          isChosen ? 'border-accent bg-accent-soft' : 'border-line bg-surface data-hovered:border-line-strong',
        )}
      >
        <span className="min-w-0 grow">
          <span className="block truncate text-sm font-semibold">{orderTitle(order, t)}</span>
          <span className="block truncate text-xs text-muted">
            {formatTime(order.closedAt ?? order.openedAt, timeZone, locale)} ·{' '}
            {index.orderTypes.get(order.orderTypeId)?.name ?? order.orderTypeId} ·{' '}
            {index.staff.get(order.openedBy)?.name ?? order.openedBy}
          </span>
        </span>
        {order.refunds.length > 0 && <Badge tone="warning">{t('refunded')}</Badge>}
        <MoneyText amountMinor={order.totals.totalMinor} className="shrink-0 text-sm font-semibold" />
      </PressButton>
    </li>
  );
}
