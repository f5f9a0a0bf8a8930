import type { ProvisionalDay } from '@auraconnect/shared/protocol/portal-api.ts';
import type { DaySoFar } from '@auraconnect/shared/protocol/sync.ts';
import type { Transaction } from '../database.ts';

export interface ToldDay extends ProvisionalDay {
  businessDate: string;
}

/**
 * What stores say of their own day, by store, where the cloud has not come to that place of their journal yet. Nothing of a store that has
 * nothing to send any more: then the journal says it all, whatever was told before.
 */
export async function toldDays(tx: Transaction, tenantId: string, currency: string): Promise<Map<string, ToldDay>> {
  const rows = await tx.rows<{
    store: string;
    businessDate: string;
    asOf: string;
    sales: string;
    pendingEvents: number;
  }>(
    `select d.store, d.business_date as "businessDate", d.as_of as "asOf", d.sales, h.durable_seq - h.cursor_seq as "pendingEvents"
     from day_so_far d join store_health h on h.tenant = d.tenant and h.store = d.store
     left join sync_cursor c on c.tenant = d.tenant and c.store = d.store and c.epoch = d.epoch
     where d.tenant = $1 and coalesce(c.seq, 0) < d.through_seq and h.durable_seq > h.cursor_seq`,
    [tenantId],
    'told-days',
  );
  return new Map(
    rows.map(({ store, businessDate, asOf, sales, pendingEvents }) => {
      const told = (JSON.parse(sales) as DaySoFar['sales']).find((one) => one.currency === currency);
      const { orderCount, revenueMinor, taxMinor } = told ?? { orderCount: 0, revenueMinor: 0, taxMinor: 0 };
      const figures = { orderCount, revenueMinor, totalMinor: revenueMinor + taxMinor };
      return [store, { ...figures, businessDate, asOf, pendingEvents }];
    }),
  );
}

interface StoreToday {
  orderCount: number;
  revenueMinor: number;
  totalMinor: number;
  provisional: ProvisionalDay | null;
}

/** Today over stores, with what a store says of itself in the place of what the cloud has of it. Null when no store has to. */
export function provisionalToday(stores: readonly StoreToday[]): ProvisionalDay | null {
  const told = stores.flatMap(({ provisional }) => provisional ?? []);
  const sumOf = (figure: 'orderCount' | 'revenueMinor' | 'totalMinor'): number =>
    stores.reduce((sum, store) => sum + (store.provisional ?? store)[figure], 0);
  const [first] = told.toSorted((one, other) => Date.parse(one.asOf) - Date.parse(other.asOf));
  if (first === undefined) return null;
  return {
    orderCount: sumOf('orderCount'),
    revenueMinor: sumOf('revenueMinor'),
    totalMinor: sumOf('totalMinor'),
    pendingEvents: told.reduce((sum, { pendingEvents }) => sum + pendingEvents, 0),
    asOf: first.asOf,
  };
}
