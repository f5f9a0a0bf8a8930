import { effectiveRow } from '@auraconnect/shared/journal/epoch-events.ts';
import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import { noOrder } from '@auraconnect/shared/order/evolve.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import { contextOf, foldOrder, isOrderEvent, readRow } from './fold-order.ts';

/** A journal row as it is read for folding. */
export type HistoryRow = Pick<
  JournalRow,
  | 'epoch'
  | 'seq'
  | 'id'
  | 'type'
  | 'schemaVersion'
  | 'orderId'
  | 'actor'
  | 'device'
  | 'occurredAt'
  | 'businessDate'
  | 'bytes'
>;

/** Every order of the rows after all of them, stopping where an order can no longer be worked out. */
export function foldHistory(rows: readonly HistoryRow[]): Map<string, Order> {
  const orders = new Map<string, Order>();
  const seen = new Set<string>();
  const stopped = new Set<string>();
  for (const stored of rows) {
    const row = effectiveRow(stored);
    if (row === null) continue;
    if (row.orderId === null || seen.has(row.id) || stopped.has(row.orderId)) continue;
    seen.add(row.id);
    const read = readRow(row);
    if (read.kind === 'poison') stopped.add(row.orderId);
    if (read.kind !== 'event' || !isOrderEvent(read.event)) continue;
    const folded = foldOrder(orders.get(row.orderId) ?? noOrder(row.orderId), read.event, contextOf(row));
    if (folded.kind === 'changed') orders.set(row.orderId, folded.order);
    else if (folded.kind === 'impossible') stopped.add(row.orderId);
  }
  return orders;
}
