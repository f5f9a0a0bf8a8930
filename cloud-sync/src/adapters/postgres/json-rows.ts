/** Escapes that JSON knows and Postgres' text does not: NUL, and half of a surrogate pair. */
const unstorable = /\\u(?:0000|[dD][89a-fA-F])/;

/**
 * Rows as one JSON parameter for `json_populate_recordset`. A NUL or a lone surrogate that a guest's note may hold becomes a
 * replacement character: the read models show it, the journal keeps what was written.
 */
export function jsonRows(rows: readonly object[]): string {
  const text = JSON.stringify(rows);
  if (!unstorable.test(text)) return text;
  return JSON.stringify(rows, (_key, value: unknown) => (typeof value === 'string' ? storable(value) : value));
}

export const storable = (text: string): string => text.toWellFormed().replaceAll('\0', '\ufffd');
