import { nameOf, sqlWords, type SqlWord } from './sql-words.ts';

export interface TableName {
  schema: string;
  name: string;
}

/** Splits `a, "b,c"` or `schema.table` into names; null when it is no such list. */
function readNames(text: string, separator: ',' | '.'): string[] | null {
  let words: SqlWord[];
  try {
    words = sqlWords(text);
  } catch {
    return null;
  }
  const fits = words.every(({ kind, text: word }, index) =>
    index % 2 === 0 ? kind === 'word' || kind === 'quoted' : word === separator,
  );
  return fits && words.length % 2 === 1 ? words.filter((_, index) => index % 2 === 0).map(nameOf) : null;
}

/** `orders`, `shop.orders`, `"Shop"."Orders"`; null when it is no table's name. */
export function readTableName(text: string): TableName | null {
  const [first, second, ...more] = readNames(text, '.') ?? [];
  if (first === undefined || more.length > 0) return null;
  return second === undefined ? { schema: 'public', name: first } : { schema: first, name: second };
}

/** `id,"a,b"`; null when it is no list of columns. */
export const readColumnNames = (text: string): string[] | null => readNames(text, ',');
