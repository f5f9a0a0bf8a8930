import Database from 'better-sqlite3';
import { effectiveRow } from '@auraconnect/shared/journal/epoch-events.ts';
import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import { SqliteStorage } from '@auraconnect/appliance/adapters/sqlite/sqlite-storage.ts';
import { verifyStore } from '@auraconnect/appliance/adapters/sqlite/verify-store.ts';
import { sentenceOf } from '@auraconnect/appliance/integrity/store-report.ts';
import { loadState } from '@auraconnect/appliance/store/state-source.ts';
import { missingOrders } from '../../../tooling/bench/store/check-store.ts';

/**
 * What is wrong with a store after a fault: every acknowledged order is there exactly once, nothing happened twice, the money adds
 * up, and the store stands an auditor's check from the first event to the last. Empty: it survived.
 */
export function wrongAfter(databasePath: string, acknowledged: Iterable<string>): string[] {
  const { missing, chain } = missingOrders(databasePath, acknowledged);
  const db = new Database(databasePath, { readonly: true });
  try {
    const storage = new SqliteStorage(db);
    const rows = storage.journal.rows(0, storage.journal.head().seq).flatMap((row) => effectiveRow(row) ?? []);
    return [
      ...missing.map((orderId) => `order ${orderId} was acknowledged and is not there once`),
      ...(chain === null ? [] : [`the chain is broken: ${chain}`]),
      ...doubled(rows),
      ...moneyWrong(db, storage, rows),
      ...verifyStore(db).findings.map(sentenceOf),
    ];
  } finally {
    db.close();
  }
}

const payloadOf = ({ bytes }: JournalRow): Record<string, unknown> => JSON.parse(bytes) as Record<string, unknown>;

/** By the type of an event, what may happen only once. */
const once: readonly (readonly [type: string, idOf: (row: JournalRow) => string])[] = [
  ['order.opened', ({ orderId }) => orderId ?? ''],
  ['order.closed', ({ orderId }) => orderId ?? ''],
  ['order.line_added', (row) => (payloadOf(row)['line'] as { lineId: string }).lineId],
  ['order.payment_taken', (row) => (payloadOf(row)['payment'] as { paymentId: string }).paymentId],
  ['order.sent', (row) => String(payloadOf(row)['sendId'])],
  ['print.confirmed', (row) => String(payloadOf(row)['jobId'])],
];

function doubled(rows: readonly JournalRow[]): string[] {
  return once.flatMap(([type, idOf]) => {
    const ids = rows.filter((row) => row.type === type).map(idOf);
    const twice = ids.length - new Set(ids).size;
    return twice === 0 ? [] : [`${type} happened twice for ${twice}`];
  });
}

/** Per order: tendered = applied + tip + change, and applied = total. Over all: the days and the drawers come to what the orders do. */
function moneyWrong(db: Database.Database, storage: SqliteStorage, rows: readonly JournalRow[]): string[] {
  const wrong: string[] = [];
  const state = loadState(storage);
  let revenueMinor = 0;
  let cashMinor = 0;
  for (const { orderId } of rows.filter(({ type }) => type === 'order.closed')) {
    const order = state.orders.get(orderId ?? '');
    if (order === null) continue;
    revenueMinor += order.totals.revenueMinor;
    let appliedMinor = 0;
    for (const payment of order.payments) {
      appliedMinor += payment.amountMinor - payment.roundingMinor;
      if (payment.tender !== 'cash') continue;
      cashMinor += payment.amountMinor + payment.tipMinor;
      if (payment.tenderedMinor !== payment.amountMinor + payment.tipMinor + payment.changeMinor)
        wrong.push(`a payment of ${orderId} does not add up`);
    }
    if (appliedMinor !== order.totals.totalMinor)
      wrong.push(`${orderId} is closed at ${order.totals.totalMinor} and paid with ${appliedMinor}`);
  }
  const sum = (expression: string): number =>
    (db.prepare(`SELECT coalesce(sum(${expression}), 0) FROM sales_day`).pluck().get() as number | null) ?? 0;
  const daysMinor = sum('revenue_minor');
  if (daysMinor !== revenueMinor) wrong.push(`the days come to ${daysMinor}, the orders to ${revenueMinor}`);
  const countedMinor = sum(`coalesce(json_extract(tenders, '$.cash.amountMinor'), 0)`);
  if (countedMinor !== cashMinor) wrong.push(`${countedMinor} was counted as cash, ${cashMinor} was taken`);
  return wrong;
}
