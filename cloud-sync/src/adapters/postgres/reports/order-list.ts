import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
  type Expression,
  type SqlBool,
} from 'kysely';
import { normalizeDecimal } from '@auraconnect/shared/money/decimal.ts';
import type { OrderRow, OrdersPage, OrdersQuery } from '@auraconnect/shared/protocol/portal-api.ts';
import type { Transaction } from '../database.ts';
import { storeIdsOf, type SalesScopeOf } from './scope.ts';

interface Tables {
  orders: {
    tenant: string;
    store: string;
    order_id: string;
    status: OrderRow['status'];
    number: string;
    label: string;
    order_type_id: string;
    currency: string;
    opened_at: string;
    closed_at: string | null;
    business_date: string;
    report_date: string;
    closed_hour: number | null;
    opened_by: string;
    line_count: number;
    quantity: string;
    revenue_minor: number;
    tax_minor: number;
    total_minor: number;
    discount_minor: number;
    comp_minor: number;
    tip_minor: number;
    refunded_minor: number;
    tenders: string[];
    held: boolean;
  };
  order_line: { tenant: string; store: string; order_id: string; item_id: string | null; name: string };
  store: { tenant: string; id: string; name: string };
}

/** Only writes statements; they run in the tenant's transaction. */
const compiler = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

const sortColumns = {
  openedAt: 'o.opened_at',
  closedAt: 'o.closed_at',
  number: 'o.number',
  total: 'o.total_minor',
  revenue: 'o.revenue_minor',
  lines: 'o.line_count',
  store: 's.name',
} as const satisfies Record<OrdersQuery['sort'], string>;

function matching(tenantId: string, scope: SalesScopeOf, query: OrdersQuery) {
  return compiler
    .selectFrom('orders as o')
    .innerJoin('store as s', (join) => join.onRef('s.tenant', '=', 'o.tenant').onRef('s.id', '=', 'o.store'))
    .where((eb) => {
      const all: Expression<SqlBool>[] = [
        eb('o.tenant', '=', tenantId),
        eb('o.currency', '=', scope.currency),
        sql<SqlBool>`o.store = any(${storeIdsOf(scope)}::uuid[])`,
      ];
      if (query.from !== undefined) all.push(eb('o.report_date', '>=', query.from));
      if (query.to !== undefined) all.push(eb('o.report_date', '<=', query.to));
      if (query.status !== undefined) all.push(eb('o.status', '=', query.status));
      if (query.orderTypeId !== undefined) all.push(eb('o.order_type_id', '=', query.orderTypeId));
      if (query.tender !== undefined) all.push(sql<SqlBool>`${query.tender} = any(o.tenders)`);
      if (query.hour !== undefined) all.push(eb('o.closed_hour', '=', query.hour));
      if (query.having === 'refund') all.push(eb('o.refunded_minor', '>', 0));
      if (query.having === 'discount') all.push(eb('o.discount_minor', '>', 0));
      if (query.having === 'comp') all.push(eb('o.comp_minor', '>', 0));
      const itemId = query.itemId;
      if (itemId !== undefined) all.push(eb.exists(linesOf().where('l.item_id', '=', itemId)));
      if (query.search !== undefined && query.search !== '') {
        const pattern = `%${query.search.replaceAll(/[\\%_]/g, '\\$&')}%`;
        all.push(
          eb.or([
            eb('o.number', 'ilike', pattern),
            eb('o.label', 'ilike', pattern),
            eb.exists(linesOf().where('l.name', 'ilike', pattern)),
          ]),
        );
      }
      return eb.and(all);
    });
}

const linesOf = () =>
  compiler
    .selectFrom('order_line as l')
    .select(sql<number>`1`.as('one'))
    .whereRef('l.tenant', '=', sql.ref('o.tenant'))
    .whereRef('l.store', '=', sql.ref('o.store'))
    .whereRef('l.order_id', '=', sql.ref('o.order_id'));

function rowsOf(tenantId: string, scope: SalesScopeOf, query: OrdersQuery) {
  return matching(tenantId, scope, query)
    .select([
      'o.order_id as orderId',
      'o.store as storeId',
      's.name as storeName',
      'o.status',
      'o.number',
      'o.label',
      'o.order_type_id as orderTypeId',
      'o.opened_at as openedAt',
      'o.closed_at as closedAt',
      'o.report_date as businessDate',
      'o.opened_by as openedBy',
      'o.line_count as lineCount',
      'o.quantity',
      'o.revenue_minor as revenueMinor',
      'o.tax_minor as taxMinor',
      'o.total_minor as totalMinor',
      'o.discount_minor as discountMinor',
      'o.tip_minor as tipMinor',
      'o.refunded_minor as refundedMinor',
      'o.tenders',
      'o.currency',
      'o.held',
    ])
    .orderBy(sortColumns[query.sort], (order) =>
      query.direction === 'asc' ? order.asc().nullsLast() : order.desc().nullsLast(),
    )
    .orderBy('o.opened_at', query.direction)
    .orderBy('o.order_id');
}

type ListedRow = Omit<OrderRow, 'openedByName'>;

export async function ordersPage(
  tx: Transaction,
  tenantId: string,
  scope: SalesScopeOf,
  query: OrdersQuery,
  nameOf: (actor: string) => string,
): Promise<OrdersPage> {
  const { page, pageSize } = query;
  const listed = rowsOf(tenantId, scope, query)
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .compile();
  const rows = await tx.rows<ListedRow & Record<string, unknown>>(listed.sql, listed.parameters);
  // What was voided was not sold: it stands in the list, and in the sums only where it is what was asked for.
  const counted = query.status === 'voided' ? sql`true` : sql`o.status <> 'voided'`;
  const summed = matching(tenantId, scope, query)
    .select((eb) => [
      eb.fn.countAll<number>().as('orderCount'),
      ...(
        [
          'line_count',
          'revenue_minor',
          'tax_minor',
          'total_minor',
          'discount_minor',
          'tip_minor',
          'refunded_minor',
        ] as const
      ).map((column) =>
        sql<number>`coalesce(sum(o.${sql.ref(column)}) filter (where ${counted}), 0)::bigint`.as(column),
      ),
      sql<string>`coalesce(sum(o.quantity) filter (where ${counted}), 0)`.as('quantity'),
    ])
    .compile();
  const sums = await tx.row<Record<string, number> & { orderCount: number; quantity: string }>(
    summed.sql,
    summed.parameters,
  );
  return {
    rows: rows.map((row) => finished(row, nameOf)),
    page,
    pageSize,
    rowCount: sums?.orderCount ?? 0,
    currency: scope.currency,
    totals: {
      orderCount: sums?.orderCount ?? 0,
      lineCount: sums?.['line_count'] ?? 0,
      quantity: normalizeDecimal(sums?.quantity ?? '0'),
      revenueMinor: sums?.['revenue_minor'] ?? 0,
      taxMinor: sums?.['tax_minor'] ?? 0,
      totalMinor: sums?.['total_minor'] ?? 0,
      discountMinor: sums?.['discount_minor'] ?? 0,
      tipMinor: sums?.['tip_minor'] ?? 0,
      refundedMinor: sums?.['refunded_minor'] ?? 0,
    },
  };
}

/** Every order that matches, some hundred at a time, so that a year's export is never held at once. */
export async function eachOrder(
  tx: Transaction,
  tenantId: string,
  scope: SalesScopeOf,
  query: OrdersQuery,
  nameOf: (actor: string) => string,
  take: (rows: OrderRow[]) => Promise<void>,
): Promise<void> {
  const all = rowsOf(tenantId, scope, query).compile();
  await tx.rows(`declare exported_orders no scroll cursor for ${all.sql}`, all.parameters);
  for (;;) {
    const rows = await tx.rows<ListedRow & Record<string, unknown>>('fetch 500 from exported_orders');
    await take(rows.map((row) => finished(row, nameOf)));
    if (rows.length < 500) break;
  }
  await tx.rows('close exported_orders');
}

const finished = (row: ListedRow, nameOf: (actor: string) => string): OrderRow => ({
  ...row,
  quantity: normalizeDecimal(row.quantity),
  openedByName: nameOf(row.openedBy),
});
