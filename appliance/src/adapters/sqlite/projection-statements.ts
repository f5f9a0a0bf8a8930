import type { Database } from 'better-sqlite3';
import { sql } from 'kysely';
import type { ItemSales, SalesDay } from '../../store/state.ts';
import { prepare } from './statement.ts';

/** A day as its row has it. */
export type SalesDayRow = Omit<SalesDay, 'tenders'> & { tenders: string };

export type ProjectionStatements = ReturnType<typeof projectionStatements>;

/**
 * Every statement that reads or writes a projection, compiled from its typed query at first use. Conditions of partial indexes are
 * literals: SQLite does not see that a parameter would fit.
 */
export function projectionStatements(db: Database) {
  return {
    store: prepare<object, { state: string }>(db, (query) => query.selectFrom('store_state').select('state')),
    putStore: prepare<{ state: string }>(db, (query, param) =>
      query
        .insertInto('store_state')
        .values({ id: 1, state: param('state') })
        .onConflict((conflict) => conflict.column('id').doUpdateSet((row) => ({ state: row.ref('excluded.state') }))),
    ),
    ...orderStatements(db),
    ...salesStatements(db),
    session: prepare<{ id: Buffer }, { opened_seq: number; doc: string }>(db, (query, param) =>
      query.selectFrom('cash_session').select(['opened_seq', 'doc']).where('session_id', '=', param('id')),
    ),
    openSessions: prepare<object, { opened_seq: number; doc: string }>(db, (query) =>
      query
        .selectFrom('cash_session')
        .select(['opened_seq', 'doc'])
        .where('is_open', '=', sql.lit(1))
        .orderBy('opened_seq'),
    ),
    sessions: prepare<object, { opened_seq: number; doc: string }>(db, (query) =>
      query.selectFrom('cash_session').select(['opened_seq', 'doc']).orderBy('opened_seq', 'desc'),
    ),
    putSession: prepare<{ id: Buffer; device: Buffer; isOpen: number; openedSeq: number; doc: string }>(
      db,
      (query, param) =>
        query
          .insertInto('cash_session')
          .values({
            session_id: param('id'),
            device: param('device'),
            is_open: param('isOpen'),
            opened_seq: param('openedSeq'),
            doc: param('doc'),
          })
          .onConflict((conflict) =>
            conflict
              .column('session_id')
              .doUpdateSet((row) => ({ is_open: row.ref('excluded.is_open'), doc: row.ref('excluded.doc') })),
          ),
    ),
    sessionOrders: prepare<{ openedSeq: number }, { order_key: number }>(db, (query, param) =>
      query
        .selectFrom('session_order')
        .select('order_key')
        .where('opened_seq', '=', param('openedSeq'))
        .orderBy('order_key'),
    ),
    putSessionOrder: prepare<{ openedSeq: number; orderKey: number }>(db, (query, param) =>
      query
        .insertInto('session_order')
        .values({ opened_seq: param('openedSeq'), order_key: param('orderKey') })
        .onConflict((conflict) => conflict.doNothing()),
    ),
    entries: prepare<
      object,
      {
        entity: string;
        id: string;
        rev: number;
        schema_version: number;
        deleted: number;
        payload: string | null;
        settled: string | null;
      }
    >(db, (query) => query.selectFrom('catalogue_entry').selectAll().orderBy('entity').orderBy('id')),
    putEntry: prepare<{
      entity: string;
      id: string;
      rev: number;
      schemaVersion: number;
      deleted: number;
      payload: string | null;
      settled: string | null;
    }>(db, (query, param) =>
      query
        .insertInto('catalogue_entry')
        .values({
          entity: param('entity'),
          id: param('id'),
          rev: param('rev'),
          schema_version: param('schemaVersion'),
          deleted: param('deleted'),
          payload: param('payload'),
          settled: param('settled'),
        })
        .onConflict((conflict) =>
          conflict.columns(['entity', 'id']).doUpdateSet((row) => ({
            rev: row.ref('excluded.rev'),
            schema_version: row.ref('excluded.schema_version'),
            deleted: row.ref('excluded.deleted'),
            payload: row.ref('excluded.payload'),
            settled: row.ref('excluded.settled'),
          })),
        ),
    ),
    pendingEdits: prepare<object, { doc: string }>(db, (query) => query.selectFrom('pending_edit').select('doc')),
    putPendingEdit: prepare<{ id: Buffer; doc: string }>(db, (query, param) =>
      query.insertInto('pending_edit').values({ edit_id: param('id'), doc: param('doc') }),
    ),
    dropPendingEdit: prepare<{ id: Buffer }>(db, (query, param) =>
      query.deleteFrom('pending_edit').where('edit_id', '=', param('id')),
    ),
    availabilities: prepare<object, { item_id: string; remaining: number }>(db, (query) =>
      query.selectFrom('availability').selectAll().orderBy('item_id'),
    ),
    putAvailability: prepare<{ itemId: string; remaining: number }>(db, (query, param) =>
      query
        .insertInto('availability')
        .values({ item_id: param('itemId'), remaining: param('remaining') })
        .onConflict((conflict) =>
          conflict.column('item_id').doUpdateSet((row) => ({ remaining: row.ref('excluded.remaining') })),
        ),
    ),
    dropAvailability: prepare<{ itemId: string }>(db, (query, param) =>
      query.deleteFrom('availability').where('item_id', '=', param('itemId')),
    ),
    devices: prepare<object, { doc: string }>(db, (query) =>
      query.selectFrom('device').select('doc').orderBy('device_id'),
    ),
    putDevice: prepare<{ id: Buffer; doc: string }>(db, (query, param) =>
      query
        .insertInto('device')
        .values({ device_id: param('id'), doc: param('doc') })
        .onConflict((conflict) =>
          conflict.column('device_id').doUpdateSet((row) => ({ doc: row.ref('excluded.doc') })),
        ),
    ),
    job: prepare<{ id: Buffer }, { doc: string }>(db, (query, param) =>
      query.selectFrom('print_job').select('doc').where('job_id', '=', param('id')),
    ),
    openJobs: prepare<object, { doc: string }>(db, (query) =>
      query.selectFrom('print_job').select('doc').where('is_open', '=', sql.lit(1)).orderBy('queued_seq'),
    ),
    putJob: prepare<{ id: Buffer; isOpen: number; queuedSeq: number; doc: string }>(db, (query, param) =>
      query
        .insertInto('print_job')
        .values({ job_id: param('id'), is_open: param('isOpen'), queued_seq: param('queuedSeq'), doc: param('doc') })
        .onConflict((conflict) =>
          conflict
            .column('job_id')
            .doUpdateSet((row) => ({ is_open: row.ref('excluded.is_open'), doc: row.ref('excluded.doc') })),
        ),
    ),
  };
}

function orderStatements(db: Database) {
  return {
    openOrders: prepare<object, { order_key: number }>(db, (query) =>
      query.selectFrom('order_doc').select('order_key').where('status', '=', sql.lit(1)).orderBy('order_key'),
    ),
    numbered: prepare<{ number: string; day: number }, { order_key: number }>(db, (query, param) =>
      query
        .selectFrom('order_doc')
        .select('order_key')
        .where('business_date', '=', param('day'))
        .where('number', '=', param('number')),
    ),
    putOrder: prepare<{ orderKey: number; status: number; businessDate: number; number: string; label: string }>(
      db,
      (query, param) =>
        query
          .insertInto('order_doc')
          .values({
            order_key: param('orderKey'),
            status: param('status'),
            business_date: param('businessDate'),
            number: param('number'),
            label: param('label'),
          })
          .onConflict((conflict) =>
            conflict.column('order_key').doUpdateSet((row) => ({
              status: row.ref('excluded.status'),
              business_date: row.ref('excluded.business_date'),
              number: row.ref('excluded.number'),
              label: row.ref('excluded.label'),
            })),
          ),
    ),
    activeTickets: prepare<object, { ticket_id: Buffer; order_key: number }>(db, (query) =>
      query
        .selectFrom('ticket')
        .select(['ticket_id', 'order_key'])
        .where('is_active', '=', sql.lit(1))
        .orderBy('order_key')
        .orderBy('ticket_id'),
    ),
    ticket: prepare<{ id: Buffer }, { order_key: number; is_active: number }>(db, (query, param) =>
      query.selectFrom('ticket').select(['order_key', 'is_active']).where('ticket_id', '=', param('id')),
    ),
    putTicket: prepare<{ id: Buffer; orderKey: number; isActive: number; status: string }>(db, (query, param) =>
      query
        .insertInto('ticket')
        .values({
          ticket_id: param('id'),
          order_key: param('orderKey'),
          is_active: param('isActive'),
          status: param('status'),
        })
        .onConflict((conflict) =>
          conflict.column('ticket_id').doUpdateSet((row) => ({
            is_active: row.ref('excluded.is_active'),
            status: row.ref('excluded.status'),
          })),
        ),
    ),
  };
}

function salesStatements(db: Database) {
  return {
    day: prepare<{ businessDate: number }, SalesDayRow>(db, (query, param) =>
      query
        .selectFrom('sales_day')
        .select([
          'order_count as orderCount',
          'line_count as lineCount',
          'quantity_thousandths as quantityThousandths',
          'revenue_minor as revenueMinor',
          'tax_minor as taxMinor',
          'discount_minor as discountMinor',
          'comp_minor as compMinor',
          'tip_minor as tipMinor',
          'refund_minor as refundMinor',
          'tenders',
        ])
        .where('business_date', '=', param('businessDate')),
    ),
    putDay: prepare<{ businessDate: number } & SalesDayRow>(db, (query, param) =>
      query.replaceInto('sales_day').values({
        business_date: param('businessDate'),
        order_count: param('orderCount'),
        line_count: param('lineCount'),
        quantity_thousandths: param('quantityThousandths'),
        revenue_minor: param('revenueMinor'),
        tax_minor: param('taxMinor'),
        discount_minor: param('discountMinor'),
        comp_minor: param('compMinor'),
        tip_minor: param('tipMinor'),
        refund_minor: param('refundMinor'),
        tenders: param('tenders'),
      }),
    ),
    item: prepare<{ businessDate: number; item: string }, ItemSales>(db, (query, param) =>
      query
        .selectFrom('sales_item')
        .select(['name', 'quantity_thousandths as quantityThousandths', 'revenue_minor as revenueMinor'])
        .where('business_date', '=', param('businessDate'))
        .where('item', '=', param('item')),
    ),
    putItem: prepare<{ businessDate: number; item: string } & ItemSales>(db, (query, param) =>
      query.replaceInto('sales_item').values({
        business_date: param('businessDate'),
        item: param('item'),
        name: param('name'),
        quantity_thousandths: param('quantityThousandths'),
        revenue_minor: param('revenueMinor'),
      }),
    ),
  };
}
