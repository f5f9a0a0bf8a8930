import { z } from 'zod';
import { CashReport } from '@auraconnect/shared/cash/cash.ts';
import { BusinessDate } from '@auraconnect/shared/time/instant.ts';
import { Key, Uuid } from '@auraconnect/shared/time/ids.ts';
import type { Reader } from '../../../reports/reader.ts';
import type { ReportTables } from '../../../reports/report-tables.ts';
import { salesReportOf } from '../../../reports/sales.ts';
import type { Core } from '../../../store/core.ts';
import { HttpProblem } from '../problems.ts';
import { route, type Route } from '../route.ts';

export interface FloorRouteParts {
  core: Core & { durable(seq: number): Promise<void> };
  reader: Reader;
  tables: ReportTables;
}

const TicketsQuery = z.strictObject({
  /** A station's key; all of them when absent. */
  station: Key.optional(),
  status: z.enum(['pending', 'shown', 'bumped', 'cancelled']).optional(),
  orderId: Uuid.optional(),
});
const SessionsQuery = z.strictObject({
  status: z.enum(['open']).optional(),
  businessDate: BusinessDate.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const SalesQuery = z
  .strictObject({ from: BusinessDate, to: BusinessDate })
  .refine(({ from, to }) => from <= to, { message: 'must not be before `from`', path: ['to'] });
const ReconcileQuery = z.strictObject({ from: BusinessDate.optional(), to: BusinessDate.optional() });

/** So many days are a few rows; more is the reader's work. */
const mostDaysHere = 7;
const dayMs = 86_400_000;

const unknownSession = (): HttpProblem =>
  new HttpProblem(404, 'session_unknown', 'This drawer session does not exist.');

/** Kitchen, drawers and reports. */
export function floorRoutes({ core, reader, tables }: FloorRouteParts): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/tickets',
      access: 'device',
      summary: 'Kitchen tickets',
      query: TicketsQuery,
      answer: { description: 'Those that a board shows, or all of one order; in the order of firing.' },
      async handle({ query: { station, status, orderId } }) {
        const tickets = await core.read((view) => {
          if (orderId === undefined) return view.activeTickets();
          return (view.order(orderId)?.tickets ?? []).flatMap(({ ticketId }) => view.ticket(ticketId) ?? []);
        });
        return {
          body: tickets.filter(
            (ticket) =>
              (station === undefined || ticket.stationId === station) &&
              (status === undefined || ticket.status === status),
          ),
        };
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/cash-sessions',
      access: 'device',
      summary: 'Drawer sessions, the latest first',
      query: SessionsQuery,
      answer: { description: 'Open ones, or those of a business day, or the latest.' },
      async handle({ query: { status, businessDate, limit } }) {
        const sessions = await core.read((view) =>
          status === 'open' ? view.openCashSessions() : view.cashSessions(businessDate ?? null, limit),
        );
        return { body: sessions };
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/cash-sessions/:id',
      access: 'device',
      summary: 'One drawer session',
      params: { id: Uuid },
      answer: { description: 'The drawer as it is now.' },
      async handle({ params }) {
        const session = await core.read((view) => view.cashSession(params['id'] ?? ''));
        if (session === null) throw unknownSession();
        return { body: session };
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/cash-sessions/:id/report',
      access: { permission: 'cash.report' },
      summary: 'An X reading of an open drawer, the Z of a closed one',
      params: { id: Uuid },
      answer: { description: 'The report’s figures.', schema: CashReport },
      async handle({ params, staffId }) {
        const report = await core.read((view) => view.cashReport(params['id'] ?? '', staffId ?? ''));
        if (report === null) throw unknownSession();
        return { body: report };
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/reports/sales',
      access: { permission: 'cash.report' },
      summary: 'Sales of a span of business days, both inclusive',
      query: SalesQuery,
      answer: { description: 'The same figures as the cloud’s.' },
      async handle({ query: { from, to } }) {
        const openOrders = (): Promise<number> => core.read((view) => view.openOrders().length);
        if (Date.parse(to) - Date.parse(from) <= mostDaysHere * dayMs) {
          return { body: await core.read((view) => salesReportOf(tables, from, to, view.openOrders().length)) };
        }
        const { report, seq } = await reader.ask('sales', { from, to });
        await core.durable(seq);
        return { body: { ...report, openOrderCount: await openOrders() } };
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/reports/reconciliation',
      access: { permission: 'cash.report' },
      summary: 'The journal folded again from its first event, beside the running sums',
      query: ReconcileQuery,
      answer: {
        description:
          'Orders, lines, quantity and revenue before tax, counted in both ways, and whether the hash chain holds.',
      },
      async handle({ query: { from = null, to = null } }) {
        return { body: await reader.ask('reconcile', { from, to, throughSeq: core.durableSeq }) };
      },
    }),
  ];
}
