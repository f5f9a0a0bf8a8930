import type pg from 'pg';
import { FragmentRefused, type SqlWord } from '../../../shape/tables/sql-words.ts';
import {
  filterFragment,
  locatedMessage,
  orderFragment,
  placeIn,
  type Fragment,
  type FragmentScope,
} from '../../../shape/tables/fragments.ts';
import type { Checked, SubsetRequest } from '../../../shape/tables/table-log.ts';
import {
  identityOf,
  keyColumnsOf,
  type ShapeDefinition,
  type TableFacts,
  type TableShape,
} from '../../../shape/tables/table-shape.ts';
import { databaseErrorOf } from './database-error.ts';
import { fromTable } from './shape-statements.ts';

export async function checkShape(
  pool: pg.Pool,
  definition: ShapeDefinition,
  facts: TableFacts,
): Promise<Checked<TableShape>> {
  const keyColumns = keyColumnsOf(facts.columns);
  const errors = columnErrors(definition, facts, keyColumns);
  if (errors.length > 0) return { ok: false, errors: { columns: errors } };
  const where = await checkedFilter(pool, definition, facts, definition.where, definition.params);
  if (!where.ok) return where;
  const told = definition.columns;
  return {
    ok: true,
    value: {
      definition,
      identity: identityOf(definition),
      facts,
      columns: facts.columns.filter(({ name }) => told === null || told.includes(name)),
      keyColumns,
      whereSql: where.value,
    },
  };
}

function columnErrors({ columns }: ShapeDefinition, facts: TableFacts, keyColumns: readonly string[]): string[] {
  if (columns === null) return [];
  const unknown = columns.filter((name) => !facts.columns.some((column) => column.name === name));
  if (unknown.length > 0) return [`The following columns are not found on the table: ${unknown.join(', ')}`];
  const hasKey = facts.columns.some(({ keyIndex }) => keyIndex !== null);
  const missing = hasKey ? keyColumns.filter((name) => !columns.includes(name)) : [];
  return missing.length === 0
    ? []
    : [`The list of columns must include all primary key columns, missing: ${missing.join(', ')}`];
}

/** The filter as SQL that Postgres accepts. */
async function checkedFilter(
  pool: pg.Pool,
  definition: ShapeDefinition,
  facts: TableFacts,
  text: string | null,
  params: ReadonlyMap<number, string>,
): Promise<Checked<string>> {
  if (text === null) return { ok: true, value: 'true' };
  return checked(
    'where',
    () => filterFragment(text, params, scopeOf(definition, facts)),
    (sql) => tried(pool, `select 1 ${fromTable(definition)} where (`, sql, ') limit 0'),
  );
}

/** What follows `where` in the statement that reads a subset. */
export async function subsetTail(
  pool: pg.Pool,
  { definition, facts, whereSql }: TableShape,
  { where, params, orderBy, limit, offset }: SubsetRequest,
): Promise<Checked<string>> {
  const filter = await checkedFilter(pool, definition, facts, where, params);
  if (!filter.ok) return filter;
  const order =
    orderBy === null
      ? null
      : await checked(
          'order_by',
          () => orderFragment(orderBy, scopeOf(definition, facts)),
          (sql) => tried(pool, `select 1 ${fromTable(definition)} order by `, sql, ' limit 0'),
        );
  if (order?.ok === false) return order;
  const tail = [
    `(${whereSql}) and (${filter.value})`,
    order === null ? '' : `order by ${order.value}`,
    limit === null ? '' : `limit ${limit}`,
    offset === null ? '' : `offset ${offset}`,
  ];
  return { ok: true, value: tail.join(' ') };
}

const scopeOf = ({ table }: ShapeDefinition, { columns }: TableFacts): FragmentScope => ({
  table: table.name,
  columns: new Set(columns.map(({ name }) => name)),
});

async function checked(
  field: string,
  read: () => Fragment,
  trial: (sql: string) => Promise<{ message: string; out: number } | null>,
): Promise<Checked<string>> {
  const refused = (message: string, at: SqlWord['at']): Checked<string> => ({
    ok: false,
    errors: { [field]: [field === 'where' ? locatedMessage(message, at) : message] },
  });
  try {
    const fragment = read();
    const wrong = await trial(fragment.sql);
    return wrong === null ? { ok: true, value: fragment.sql } : refused(wrong.message, placeIn(fragment, wrong.out));
  } catch (error) {
    if (error instanceof FragmentRefused) return refused(error.message, error.at);
    throw error;
  }
}

/** What Postgres has against it, and where in the fragment. */
async function tried(
  pool: pg.Pool,
  before: string,
  sql: string,
  after: string,
): Promise<{ message: string; out: number } | null> {
  try {
    await pool.query(`${before}${sql}${after}`);
    return null;
  } catch (error) {
    const known = databaseErrorOf(error);
    // Classes 22 and 42: the data and the statement, as against a database that is away.
    if (known === null || !/^(?:22|42)/.test(known.code)) throw error;
    return { message: known.message, out: Math.max(0, Number(known.position ?? 0) - 1 - before.length) };
  }
}
