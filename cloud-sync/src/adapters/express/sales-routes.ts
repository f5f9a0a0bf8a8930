import { SalesRange, SalesScope, SalesSeriesQuery, TopItemsQuery } from '@auraconnect/shared/protocol/portal-api.ts';
import { daysBetween } from '@auraconnect/shared/time/business-day.ts';
import type { CloudPorts } from '../../ports.ts';
import type { Database, Transaction } from '../postgres/database.ts';
import { salesNow } from '../postgres/reports/sales-now.ts';
import { salesSeries, tenders, topItems } from '../postgres/reports/sales-over-time.ts';
import { resolveScope, type SalesScopeOf } from '../postgres/reports/scope.ts';
import { notFound, Refused } from './refused.ts';
import { route, type Route } from './route.ts';

/** As many points as a screen can show and a person can read. */
const mostDays = 3_700;
const mostHourlyDays = 62;

export function salesRoutes(database: Database, ports: CloudPorts): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/sales/now',
      summary: 'Today against the same weekday, up to the same time',
      access: 'owner',
      query: SalesScope,
      answer: 'SalesNow',
      handle: async ({ who, query }) => ({
        json: await database.tenantSnapshot(who.tenantId, async (tx) =>
          salesNow(tx, who.tenantId, await scopeOf(tx, who.tenantId, query), ports.clock.nowMs()),
        ),
      }),
    }),
    route({
      method: 'get',
      path: '/api/v1/sales/series',
      summary: 'Figures by hour, day or week',
      access: 'owner',
      query: SalesSeriesQuery,
      answer: 'SalesSeries',
      handle: async ({ who, query }) => {
        refuseSpan(query, query.by === 'hour' ? mostHourlyDays : mostDays);
        return {
          json: await database.tenantSnapshot(who.tenantId, async (tx) =>
            salesSeries(tx, who.tenantId, await scopeOf(tx, who.tenantId, query), query.by, query),
          ),
        };
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/sales/items',
      summary: 'What sold, best first',
      access: 'owner',
      query: TopItemsQuery,
      answer: 'TopItems',
      handle: async ({ who, query }) => {
        refuseSpan(query, mostDays);
        return {
          json: await database.tenantSnapshot(who.tenantId, async (tx) =>
            topItems(tx, who.tenantId, await scopeOf(tx, who.tenantId, query), query, query.sort, query.limit),
          ),
        };
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/sales/tenders',
      summary: 'What was paid how',
      access: 'owner',
      query: SalesRange,
      answer: 'Tenders',
      handle: async ({ who, query }) => {
        refuseSpan(query, mostDays);
        return {
          json: await database.tenantSnapshot(who.tenantId, async (tx) =>
            tenders(tx, who.tenantId, await scopeOf(tx, who.tenantId, query), query),
          ),
        };
      },
    }),
  ];
}

export async function scopeOf(tx: Transaction, tenantId: string, asked: SalesScope): Promise<SalesScopeOf> {
  const scope = await resolveScope(tx, tenantId, asked);
  if (scope === null) throw notFound();
  return scope;
}

function refuseSpan({ from, to }: SalesRange, mostDaysHere: number): void {
  const days = daysBetween(from, to);
  if (days < 0)
    throw new Refused(400, 'bad_request', 'The span ends before it begins.', {
      errors: [{ pointer: '/query/to', detail: 'is before from' }],
    });
  if (days >= mostDaysHere)
    throw new Refused(400, 'bad_request', `At most ${mostDaysHere} days can be shown so finely.`, {
      errors: [{ pointer: '/query/from', detail: 'is too far from to' }],
    });
}
