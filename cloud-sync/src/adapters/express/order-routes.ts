import { once } from 'node:events';
import { z } from 'zod';
import { OrdersQuery, ReconciliationQuery } from '@auraconnect/shared/protocol/portal-api.ts';
import { Uuid } from '@auraconnect/shared/time/ids.ts';
import { orderCsvLine, ordersCsvHeader } from '../../orders/orders-csv.ts';
import type { Database } from '../postgres/database.ts';
import { peopleNames } from '../postgres/people.ts';
import { reconcile } from '../postgres/reconciliation.ts';
import { orderDetail } from '../postgres/reports/order-detail.ts';
import { eachOrder, ordersPage } from '../postgres/reports/order-list.ts';
import { resolveScope } from '../postgres/reports/scope.ts';
import { notFound } from './refused.ts';
import { route, type Route } from './route.ts';
import { scopeOf } from './sales-routes.ts';

export function orderRoutes(database: Database): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/orders',
      summary: 'Orders, sorted, filtered, by the page, with totals',
      access: 'owner',
      query: OrdersQuery,
      answer: 'OrdersPage',
      handle: async ({ who, query }) => ({
        json: await database.tenantSnapshot(who.tenantId, async (tx) =>
          ordersPage(
            tx,
            who.tenantId,
            await scopeOf(tx, who.tenantId, query),
            query,
            await peopleNames(tx, who.tenantId),
          ),
        ),
      }),
    }),
    route({
      method: 'get',
      path: '/api/v1/orders.csv',
      summary: 'The same orders as a table for spreadsheets, all pages',
      access: 'owner',
      query: OrdersQuery,
      answer: 'text/csv',
      async handle({ who, query, response }) {
        await database.tenantSnapshot(who.tenantId, async (tx) => {
          const scope = await scopeOf(tx, who.tenantId, query);
          response.setHeader('cache-control', 'no-store');
          response.setHeader(
            'content-disposition',
            `attachment; filename="orders${query.from === undefined ? '' : `-${query.from}`}${query.to === undefined ? '' : `-${query.to}`}.csv"`,
          );
          response.type('text/csv; charset=utf-8').write(ordersCsvHeader);
          await eachOrder(tx, who.tenantId, scope, query, await peopleNames(tx, who.tenantId), async (rows) => {
            if (response.destroyed) throw new Error('the reader went away');
            if (!response.write(rows.map(orderCsvLine).join('')))
              await Promise.race([once(response, 'drain'), once(response, 'close')]);
          });
        });
        response.end();
        return null;
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/orders/:orderId',
      summary: 'One order with its events and its receipt',
      access: 'owner',
      params: z.strictObject({ orderId: Uuid }),
      answer: 'OrderDetail',
      async handle({ who, params }) {
        const detail = await database.tenantSnapshot(who.tenantId, (tx) =>
          orderDetail(tx, who.tenantId, params.orderId),
        );
        if (detail === null) throw notFound();
        return { json: detail };
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/reconciliation',
      summary: "The same sales counted from the journal, from the read models and from the portal's figures",
      access: 'owner',
      query: ReconciliationQuery,
      answer: 'Reconciliation',
      async handle({ who, query }) {
        const storeIds = await database.tenant(who.tenantId, async (tx) => {
          const scope = await resolveScope(tx, who.tenantId, { storeId: query.storeId });
          if (scope === null) throw notFound();
          const all = await tx.rows<{ id: string }>(
            'select id from store where tenant = $1 and ($2::uuid is null or id = $2)',
            [who.tenantId, query.storeId ?? null],
          );
          return all.map(({ id }) => id);
        });
        return {
          json: await reconcile(database, who.tenantId, {
            storeIds,
            from: query.from ?? '0001-01-01',
            to: query.to ?? '9999-12-31',
          }),
        };
      },
    }),
  ];
}
