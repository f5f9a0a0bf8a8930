export interface TableName {
  schema: string;
  name: string;
}

/** What a name was read as, or Electric's words about what is wrong with it. */
export type ReadName<T> = { ok: true; value: T } | { ok: false; error: string };

/** `orders`, `shop.orders`, `"Shop"."Orders"`. */
export function readTableName(text: string): ReadName<TableName> {
  const read = readNames(text, '.');
  if (!read.ok) return read;
  const [first = '', second, ...more] = read.value;
  if (more.length > 0) return { ok: false, error: `Invalid name of a table: ${text}` };
  return {
    ok: true,
    value: second === undefined ? { schema: 'public', name: first } : { schema: first, name: second },
  };
}

/** `id,"a,b"`. */
export const readColumnNames = (text: string): ReadName<string[]> => readNames(text, ',');

function readNames(text: string, separator: ',' | '.'): ReadName<string[]> {
  const names: string[] = [];
  for (const part of text.split(separator === ',' ? commas : dots)) {
    const read = readName(part.trim());
    if (!read.ok) return read;
    names.push(read.value);
  }
  return { ok: true, value: names };
}

/** Those that are outside of quotes: an even number of quotes follows. */
const commas = /,(?=(?:[^"]*"[^"]*")*[^"]*$)/;
const dots = /\.(?=(?:[^"]*"[^"]*")*[^"]*$)/;

function readName(text: string): ReadName<string> {
  if (text === '' || text === '"' || text === '""')
    return { ok: false, error: 'Invalid zero-length delimited identifier' };
  if (text.startsWith('"') && text.endsWith('"')) {
    const inner = text.slice(1, -1);
    if (inner.replaceAll('""', '').includes('"'))
      return { ok: false, error: `Invalid identifier with unescaped quote: ${inner}` };
    return { ok: true, value: inner.replaceAll('""', '"') };
  }
  if (!/^[\p{L}_][\p{L}\p{N}_$]*$/u.test(text))
    return { ok: false, error: `Invalid unquoted identifier contains special characters: ${text}` };
  // As Postgres does in a UTF-8 database: only these letters are folded.
  return { ok: true, value: text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()) };
}
