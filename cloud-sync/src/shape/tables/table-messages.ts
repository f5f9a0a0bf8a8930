import { quoteName } from './sql-words.ts';
import type { RowTexts, TableChange } from './table-log.ts';
import type { TableShape } from './table-shape.ts';

/**
 * A change of batch n has the position 2n, and who is up to date after batch n is at 2n+1: a client that takes its next offset from
 * what it last saw (as over SSE) is told no change twice.
 */
export const positionOfBatch = (batch: number): number => batch * 2;
export const positionAfterBatch = (batch: number): number => batch * 2 + 1;

/** Every change has two places: one that moves a row to another key is a delete and an insert. */
export const operationOf = (seq: number): number => seq * 2;

/** The batch and the number of the last change that a client at this place has seen. */
export function placeOf(position: number, operation: number): { batch: number; seq: number } {
  return position % 2 === 1
    ? { batch: (position - 1) / 2, seq: Number.MAX_SAFE_INTEGER }
    : { batch: position / 2, seq: Math.floor((operation - 1) / 2) };
}

export function keyOf({ definition, columns, keyColumns }: TableShape, row: RowTexts): string {
  const values = keyColumns.map((name) => row[columns.findIndex((column) => column.name === name)] ?? null);
  const quoted = (text: string): string => `"${text.replaceAll('"', '""').replaceAll('/', '//')}"`;
  const { schema, name } = definition.table;
  return [
    `${quoteName(schema)}.${quoteName(name)}`,
    ...values.map((value) => (value === null ? '_' : quoted(value))),
  ].join('/');
}

function valueOf({ columns }: TableShape, row: RowTexts, only?: (name: string, index: number) => boolean) {
  const told = columns.map(({ name }, index) => [name, row[index] ?? null, index] as const);
  return Object.fromEntries(
    told.filter(([name, , index]) => only?.(name, index) ?? true).map(([name, value]) => [name, value]),
  );
}

export function insertMessage(shape: TableShape, row: RowTexts, more: Record<string, unknown> = {}): string {
  const { schema, name } = shape.definition.table;
  return JSON.stringify({
    key: keyOf(shape, row),
    value: valueOf(shape, row),
    headers: { operation: 'insert', relation: [schema, name], ...more },
  });
}

/** What one change tells a client: nothing, one message, or two. */
export function changeMessages(shape: TableShape, change: TableChange, isLastOfBatch: boolean): string[] {
  const { schema, name } = shape.definition.table;
  const { before, after, batch, seq } = change;
  const headers = (operation: string, place: number, isLast: boolean, more: Record<string, unknown> = {}) => ({
    operation,
    relation: [schema, name],
    ...more,
    txids: [Number(BigInt(change.xid) & 0xffff_ffffn)],
    lsn: String(positionOfBatch(batch)),
    op_position: place,
    ...(isLast && isLastOfBatch ? { last: true } : {}),
  });
  const full = shape.definition.replica === 'full';
  const inKey = (column: string): boolean => shape.keyColumns.includes(column);
  const deleted = (row: RowTexts) => valueOf(shape, row, full ? undefined : inKey);
  const first = operationOf(seq);

  if (before === null && after === null) return [];
  if (before === null) return [insertMessage(shape, after ?? [], headers('insert', first, true))];
  const oldKey = keyOf(shape, before);
  if (after === null)
    return [JSON.stringify({ key: oldKey, value: deleted(before), headers: headers('delete', first, true) })];
  const key = keyOf(shape, after);
  if (key !== oldKey)
    return [
      JSON.stringify({
        key: oldKey,
        value: deleted(before),
        headers: headers('delete', first, false, { key_change_to: key }),
      }),
      insertMessage(shape, after, headers('insert', first + 1, true, { key_change_from: oldKey })),
    ];
  const changed = (_: string, index: number): boolean => before[index] !== after[index];
  // Only columns that this shape does not tell have changed.
  if (!shape.columns.some(({ name: column }, index) => changed(column, index))) return [];
  return [
    JSON.stringify({
      key,
      value: valueOf(shape, after, full ? undefined : (column, index) => inKey(column) || changed(column, index)),
      ...(full ? { old_value: valueOf(shape, before, changed) } : {}),
      headers: headers('update', first, true),
    }),
  ];
}
