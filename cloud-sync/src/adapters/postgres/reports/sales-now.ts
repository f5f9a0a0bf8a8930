import type { ProvisionalDay, SalesNow } from '@auraconnect/shared/protocol/portal-api.ts';
import { addDecimal } from '@auraconnect/shared/money/decimal.ts';
import { addDays, businessDateAt } from '@auraconnect/shared/time/business-day.ts';
import { zonedAt } from '@auraconnect/shared/time/zone-offset.ts';
import type { Transaction } from '../database.ts';
import { storeSummaries } from '../stores.ts';
import { noFigures, plainFigures, sumOfFigures, sumOfOrders, type FiguresRow } from './figures.ts';
import { provisionalToday, toldDays, type ToldDay } from './provisional-day.ts';
import type { SalesScopeOf, ScopedStore } from './scope.ts';

interface StoreDay {
  storeId: string;
  today: string;
  /** The same weekday a week ago, and the moment of it that is as far into the day as now. */
  weekAgo: string;
  weekAgoUntil: string;
}

/** How are we doing now: every store's own today against the same weekday, up to the same time on its clock. */
export async function salesNow(
  tx: Transaction,
  tenantId: string,
  scope: SalesScopeOf,
  nowMs: number,
): Promise<SalesNow> {
  const told = await toldDays(tx, tenantId, scope.currency);
  const days = scope.stores.map((store) => dayOf(store, told.get(store.storeId), nowMs));
  const columns = [
    days.map((day) => day.storeId),
    days.map((day) => day.today),
    days.map((day) => day.weekAgo),
    days.map((day) => day.weekAgoUntil),
  ];
  const dayRows = `unnest($2::uuid[], $3::date[], $4::date[], $5::timestamptz[]) as day(store, today, then_day, then_until)`;
  const sums = await tx.rows<FiguresRow & { part: string; store: string }>(
    `select 'today' as part, d.store, ${sumOfFigures} from daily_sales d join ${dayRows} on day.store = d.store and day.today = d.business_date
       where d.tenant = $1 and d.currency = $6 group by d.store
     union all
     select 'wholeDay', null, ${sumOfFigures} from daily_sales d join ${dayRows} on day.store = d.store and day.then_day = d.business_date where d.tenant = $1 and d.currency = $6
     union all
     select 'untilNow', null, ${sumOfOrders} from orders o join ${dayRows} on day.store = o.store and day.then_day = o.report_date and o.closed_at <= day.then_until
       where o.tenant = $1 and o.status = 'closed' and o.currency = $6`,
    [tenantId, ...columns, scope.currency],
  );
  const open = await tx.row<{ count: number; due: number; kitchen: string | null }>(
    `select count(*) as count, coalesce(sum(due_minor), 0)::bigint as due,
       (select avg(extract(epoch from t.bumped_at - t.fired_at)) from ticket t join ${dayRows} on day.store = t.store and day.today = t.business_date
        where t.tenant = $1 and t.bumped_at is not null) as kitchen
     from orders where tenant = $1 and store = any($2::uuid[]) and status = 'open' and currency = $6`,
    [tenantId, ...columns, scope.currency],
  );
  const summaries = await storeSummaries(tx, tenantId, nowMs);
  const figuresOf = (part: string): typeof noFigures => {
    const found = sums.find((row) => row.part === part);
    return found === undefined ? noFigures : plainFigures(found);
  };
  const today = sums
    .filter((row) => row.part === 'today')
    .map(plainFigures)
    .reduce(add, noFigures);
  const untilNow = figuresOf('untilNow');
  const counted = scope.stores.map(({ storeId, name }) => {
    const sold = sums.find((row) => row.part === 'today' && row.store === storeId);
    const ownDay = told.get(storeId);
    const summary = summaries.find((store) => store.storeId === storeId);
    return {
      storeId,
      name,
      orderCount: sold?.orderCount ?? 0,
      revenueMinor: sold?.revenueMinor ?? 0,
      totalMinor: sold?.totalMinor ?? 0,
      health: summary?.health ?? ('never' as const),
      pendingEvents: summary?.pendingEvents ?? 0,
      lastContactAt: summary?.lastContactAt ?? null,
      provisional:
        ownDay !== undefined && days.some((day) => day.storeId === storeId && day.today === ownDay.businessDate)
          ? plainProvisional(ownDay)
          : null,
    };
  });
  const stores = counted.map(({ totalMinor: _total, ...store }) => store);
  return {
    currency: scope.currency,
    currencies: scope.currencies,
    businessDate: days[0]?.today ?? new Date(nowMs).toISOString().slice(0, 10),
    asOf: new Date(nowMs).toISOString(),
    today,
    comparison: { businessDate: days[0]?.weekAgo ?? '', untilNow, wholeDay: figuresOf('wholeDay') },
    openOrderCount: open?.count ?? 0,
    openOrdersDueMinor: open?.due ?? 0,
    averageTicketMinor: average(today),
    comparisonAverageTicketMinor: average(untilNow),
    kitchenSeconds: open?.kitchen === null || open === null ? null : Math.round(Number(open.kitchen)),
    provisional: provisionalToday(counted),
    completeUntil: oldestContact(stores.map(({ lastContactAt }) => lastContactAt)),
    stores,
  };
}

const plainProvisional = ({ businessDate: _day, ...day }: ToldDay): ProvisionalDay => day;

/**
 * The day is what the store says, or else what its journal says as far as it has come; its clock only proposes. A store that has been silent
 * for days is shown the real date.
 */
function dayOf(store: ScopedStore, told: ToldDay | undefined, nowMs: number): StoreDay {
  const proposed = businessDateAt(nowMs, store.timeZone, store.dayCutOff);
  const isNear = (date: string | null | undefined): date is string =>
    typeof date === 'string' && date >= addDays(proposed, -1) && date <= addDays(proposed, 1);
  const today = [told?.businessDate, store.businessDate].find(isNear) ?? proposed;
  const weekAgoUntil = new Date(zonedAt(nowMs, store.timeZone).subtract({ days: 7 }).epochMilliseconds).toISOString();
  return { storeId: store.storeId, today, weekAgo: addDays(today, -7), weekAgoUntil };
}

/** Null as soon as one was never heard of: nothing is known to be complete then. */
function oldestContact(contacts: readonly (string | null)[]): string | null {
  const known = contacts.filter((contact) => contact !== null).sort();
  return known.length < contacts.length ? null : (known[0] ?? null);
}

const average = ({ orderCount, totalMinor }: typeof noFigures): number | null =>
  orderCount === 0 ? null : Math.round(totalMinor / orderCount);

function add(a: typeof noFigures, b: typeof noFigures): typeof noFigures {
  return {
    orderCount: a.orderCount + b.orderCount,
    lineCount: a.lineCount + b.lineCount,
    quantity: addDecimal(a.quantity, b.quantity),
    revenueMinor: a.revenueMinor + b.revenueMinor,
    taxMinor: a.taxMinor + b.taxMinor,
    discountMinor: a.discountMinor + b.discountMinor,
    compMinor: a.compMinor + b.compMinor,
    tipMinor: a.tipMinor + b.tipMinor,
    refundMinor: a.refundMinor + b.refundMinor,
    totalMinor: a.totalMinor + b.totalMinor,
  };
}
