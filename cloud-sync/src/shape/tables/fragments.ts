import { filterFunctions, filterWords, orderWords } from './filter-words.ts';
import { FragmentRefused, nameOf, quoteText, sqlWords, type SqlWord } from './sql-words.ts';
import type { Params } from './table-shape.ts';

/** A client's fragment as it goes into a statement, and the way back from a place in it to the client's own text. */
export interface Fragment {
  sql: string;
  /** For each piece: where it begins in `sql` and in what the client sent. */
  places: readonly { out: number; at: number }[];
}

export interface FragmentScope {
  table: string;
  columns: ReadonlySet<string>;
}

/**
 * A filter of one table's rows, with its parameters as literals. Postgres itself says whether it is right; here is only seen that it
 * cannot be more than a filter.
 * @throws {FragmentRefused}
 */
export function filterFragment(text: string, params: Params, scope: FragmentScope): Fragment {
  const words = sqlWords(text);
  if (words.length === 0) throw new FragmentRefused('syntax error at end of input', text.length);
  let depth = 0;
  words.forEach((word, index) => {
    if (word.text === '(') depth += 1;
    if (word.text === ')') depth -= 1;
    if (depth < 0) throw new FragmentRefused('syntax error at or near ")"', word.at);
    if (word.kind === 'word' || word.kind === 'quoted') checkName(word, words[index - 1], words[index + 1], scope);
  });
  if (depth > 0) throw new FragmentRefused('syntax error at end of input', text.length);
  return assemble(words, params);
}

/** @throws {FragmentRefused} */
export function orderFragment(text: string, scope: FragmentScope): Fragment {
  const words = sqlWords(text);
  for (const word of words) {
    const known =
      word.text === ',' ||
      (word.kind === 'word' && orderWords.has(word.text.toLowerCase())) ||
      ((word.kind === 'word' || word.kind === 'quoted') && scope.columns.has(nameOf(word)));
    if (!known) throw new FragmentRefused(`"${word.text}" is nothing to order by`, word.at);
  }
  return assemble(words, new Map());
}

function checkName(word: SqlWord, before: SqlWord | undefined, after: SqlWord | undefined, scope: FragmentScope): void {
  const name = nameOf(word);
  const refused = (): FragmentRefused => new FragmentRefused(`unknown reference ${name}`, word.at, true);
  if (word.kind === 'word' && (name === 'select' || name === 'exists'))
    throw new FragmentRefused('Subqueries are not supported', null);
  // A type's name only says how a value is read.
  if (before?.text === '::') return;
  if (after?.text === '(') {
    if (word.kind === 'quoted' || before?.text === '.' || !filterFunctions.has(name))
      throw new FragmentRefused(`unknown or unsupported function ${name}`, word.at, true);
    return;
  }
  if (after?.text === '.') {
    if (name !== scope.table) throw refused();
    return;
  }
  if (scope.columns.has(name)) return;
  if (word.kind === 'quoted' || before?.text === '.' || !filterWords.has(name)) throw refused();
}

function assemble(words: readonly SqlWord[], params: Params): Fragment {
  const places: { out: number; at: number }[] = [];
  let sql = '';
  for (const { kind, text, at } of words) {
    places.push({ out: sql.length, at });
    sql += `${kind === 'parameter' ? literalOf(Number(text.slice(1)), at, params) : text} `;
  }
  return { sql: sql.trimEnd(), places };
}

function literalOf(n: number, at: number, params: Params): string {
  const value = params.get(n);
  if (value === undefined) throw new FragmentRefused(`parameter $${n} was not provided`, at);
  if (value === null) return 'null';
  if (value.includes('\0')) throw new FragmentRefused(`parameter $${n} holds a zero byte`, at);
  return quoteText(value);
}

/** Where in the client's text a place of the statement is. */
export function placeIn({ places }: Fragment, out: number): number {
  return places.findLast((place) => place.out <= out)?.at ?? 0;
}

/** Electric counts from the beginning of `SELECT 1 WHERE <where>`. */
export function locatedMessage(message: string, at: number): string {
  return `At location ${'SELECT 1 WHERE '.length + at}: ${message}`;
}
