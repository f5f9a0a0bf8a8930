import { orderSorts, type OrdersQuery } from '@auraconnect/shared/protocol/portal-api.ts';
import { Key } from '@auraconnect/shared/time/ids.ts';
import type { DataTableSort } from '@auraconnect/shared/ui/data-table.tsx';
import type { Parameters } from '../place/place.ts';
import { daysOf, readRange, type Range } from '../range/range.ts';

/** What the list shows; all of it stands in the address. */
export interface OrdersView {
  /** Null: of all time. */
  range: Range | null;
  status: NonNullable<OrdersQuery['status']> | null;
  orderType: string | null;
  tender: string | null;
  item: string | null;
  having: NonNullable<OrdersQuery['having']> | null;
  hour: number | null;
  search: string;
  sort: OrdersQuery['sort'];
  direction: OrdersQuery['direction'];
  page: number;
}

export const statuses = ['open', 'closed', 'voided'] as const;
export const havings = ['refund', 'discount', 'comp'] as const;
export const pageSize = 50;
const lastHour = 47;

/** Reads an address that anybody may have typed: what makes no sense narrows nothing. */
export function readOrdersView(search: URLSearchParams): OrdersView {
  const oneOf = <T extends string>(name: string, known: readonly T[]): T | null =>
    known.find((value) => value === search.get(name)) ?? null;
  const key = (name: string): string | null => {
    const parsed = Key.safeParse(search.get(name));
    return parsed.success ? parsed.data : null;
  };
  const whole = (name: string, most: number): number | null => {
    const text = search.get(name);
    const value = Number(text);
    return text !== null && /^\d+$/.test(text) && value <= most ? value : null;
  };
  return {
    range: search.get('range') === 'all' ? null : readRange(search),
    status: oneOf('status', statuses),
    orderType: key('type'),
    tender: search.get('tender')?.slice(0, 40) ?? null,
    item: key('item'),
    having: oneOf('having', havings),
    hour: whole('hour', lastHour),
    search: (search.get('search') ?? '').slice(0, 80),
    sort: oneOf('sort', orderSorts) ?? 'openedAt',
    direction: oneOf('direction', ['asc', 'desc']) ?? 'desc',
    page: Math.max(1, whole('page', 100_000) ?? 1),
  };
}

/** The question to the cloud that a view stands for. */
export function ordersQuestion(view: OrdersView, scope: { storeId: string | null; today: string }): Parameters {
  const days = view.range === null ? null : daysOf(view.range, scope.today);
  return {
    storeId: scope.storeId,
    from: days?.from,
    to: days?.to,
    status: view.status,
    orderTypeId: view.orderType,
    tender: view.tender,
    itemId: view.item,
    having: view.having,
    hour: view.hour,
    search: view.search.trim(),
    sort: view.sort,
    direction: view.direction,
  };
}

/** True when something besides the days narrows the list. */
export const isNarrowed = (view: OrdersView): boolean =>
  [view.status, view.orderType, view.tender, view.item, view.having, view.hour].some((value) => value !== null) ||
  view.search.trim() !== '';

/** The parameters of all that can narrow, taken away. */
export const withoutFilters: Parameters = {
  status: null,
  type: null,
  tender: null,
  item: null,
  having: null,
  hour: null,
  search: null,
  page: null,
};

export const tableSort = ({ sort, direction }: OrdersView): DataTableSort => ({
  columnId: sort,
  direction: direction === 'asc' ? 'ascending' : 'descending',
});

/** A new column begins with its largest; the same one turns. */
export function sortParameters(view: OrdersView, next: DataTableSort): Parameters {
  const sort = orderSorts.find((known) => known === next.columnId) ?? view.sort;
  const direction = sort !== view.sort ? 'desc' : view.direction === 'desc' ? 'asc' : 'desc';
  return {
    sort: sort === 'openedAt' ? null : sort,
    direction: direction === 'desc' ? null : direction,
    page: null,
  };
}
