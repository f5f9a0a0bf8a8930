import type { UseQueryResult } from '@tanstack/react-query';
import type {
  ExceptionsAnswer,
  OrderDetail,
  OrdersPage,
  SalesNow,
  SalesSeries,
  StoreDetail,
  StoreSummary,
  Tenders,
  TopItems,
} from '@auraconnect/shared/protocol/portal-api.ts';
import type { Parameters } from '../place/place.ts';
import type { DateSpan, Step } from '../range/range.ts';
import type { ApiFault } from '../session/api-fault.ts';
import { useCloud } from './use-cloud.ts';

/** Everything the portal reads, by the trade's names. Addresses and shapes are those of `portal-api.ts`. */
type Answer<T> = UseQueryResult<T, ApiFault>;

export interface Scope {
  storeId: string | null;
  currency?: string | null | undefined;
}

const liveMs = 5_000;
const calmMs = 30_000;

export const useStores = (): Answer<{ stores: StoreSummary[] }> => useCloud('/stores', {}, { everyMs: liveMs });

export const useStore = (storeId: string): Answer<StoreDetail> =>
  useCloud(`/stores/${storeId}`, {}, { everyMs: liveMs });

export interface ExceptionsAsked {
  storeId: string | null;
  state: 'open' | 'settled';
  /** Counted from 1. */
  page: number;
}

export const useExceptions = ({ storeId, state, page }: ExceptionsAsked): Answer<ExceptionsAnswer> =>
  useCloud('/exceptions', { storeId, state, page }, { keepLast: true, everyMs: calmMs });

export const useSalesNow = ({ storeId, currency }: Scope): Answer<SalesNow> =>
  useCloud('/sales/now', { storeId, currency }, { everyMs: liveMs });

export interface SeriesAsked extends Scope {
  span: DateSpan | null;
  by: Step;
  /** It includes today and moves. */
  live?: boolean;
}

export const useSalesSeries = ({ storeId, currency, span, by, live = false }: SeriesAsked): Answer<SalesSeries> =>
  useCloud(
    '/sales/series',
    { by, from: span?.from, to: span?.to, storeId, currency },
    { enabled: span !== null, keepLast: true, everyMs: live ? calmMs : undefined },
  );

export interface ItemsAsked extends Scope {
  span: DateSpan | null;
  sort: 'revenue' | 'quantity';
  limit: number;
  live?: boolean;
}

export const useTopItems = ({ storeId, currency, span, sort, limit, live = false }: ItemsAsked): Answer<TopItems> =>
  useCloud(
    '/sales/items',
    { from: span?.from, to: span?.to, storeId, currency, sort, limit },
    { enabled: span !== null, keepLast: true, everyMs: live ? calmMs : undefined },
  );

export const useTenders = ({ storeId, currency, span }: Scope & { span: DateSpan | null }): Answer<Tenders> =>
  useCloud(
    '/sales/tenders',
    { from: span?.from, to: span?.to, storeId, currency },
    { enabled: span !== null, keepLast: true },
  );

export const useOrders = (parameters: Parameters, live: boolean, enabled: boolean): Answer<OrdersPage> =>
  useCloud('/orders', parameters, { enabled, keepLast: true, everyMs: live ? calmMs : undefined });

export const useOrder = (orderId: string): Answer<OrderDetail> =>
  useCloud(`/orders/${orderId}`, {}, { everyMs: calmMs });
