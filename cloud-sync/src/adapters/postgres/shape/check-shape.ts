import type pg from 'pg';
import { FragmentRefused } from '../../../shape/tables/sql-words.ts';
import {
  filterFragment,
  locatedMessage,
  orderFragment,
  placeIn,
  type Fragment,
  type FragmentScope,
} from '../../../shape/tables/fragments.ts';
import type { Checked, ShapeErrors, SubsetRequest } from '../../../shape/tables/table-log.ts';
import {
  identityOf,
  keyColumnsOf,
  toldColumns,
  type Params,
  type ShapeDefinition,
  type TableFacts,
  type TableShape,
} from '../../../shape/tables/table-shape.ts';
import { databaseErrorOf } from './database-error.ts';
import { onOneConnection } from './on-one-connection.ts';
import { fromTable } from './shape-statements.ts';

export async function checkShape(
  pool: pg.Pool,
  definition: ShapeDefinition,
  facts: TableFacts,
): Promise<Checked<TableShape>> {
  const keyColumns = keyColumnsOf(facts.columns);
  const errors = columnErrors(definition, facts, keyColumns);
  if (errors !== null) return { ok: false, errors };
  const where = await checkedFilter(pool, definition, facts, definition.where, definition.params);
  if (!where.ok) return where;
  const told = toldColumns(definition);
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

function columnErrors(
  { columns, queryable }: ShapeDefinition,
  facts: TableFacts,
  keyColumns: readonly string[],
): ShapeErrors | null {
  const wrongList = listError(queryable, facts, keyColumns);
  if (wrongList !== null) return { queryable_columns: [wrongList] };
  const wrong = listError(columns, facts, keyColumns);
  if (wrong !== null) return { columns: [wrong] };
  const hidden = columns?.filter((name) => queryable?.includes(name) === false) ?? [];
  return hidden.length === 0
    ? null
    : { columns: [`The following columns are not among the queryable columns: ${hidden.join(', ')}`] };
}

function listError(names: readonly string[] | null, facts: TableFacts, keyColumns: readonly string[]): string | null {
  if (names === null) return null;
  const hasKey = facts.columns.some(({ keyIndex }) => keyIndex !== null);
  const missing = hasKey ? keyColumns.filter((name) => !names.includes(name)) : [];
  if (missing.length > 0)
    return `The list of columns must include all primary key columns, missing: ${missing.join(', ')}`;
  const unknown = names.filter((name) => !facts.columns.some((column) => column.name === name));
  return unknown.length === 0 ? null : `The following columns are not found on the table: ${unknown.join(', ')}`;
}

/** The filter as SQL that Postgres accepts. */
async function checkedFilter(
  pool: pg.Pool,
  definition: ShapeDefinition,
  facts: TableFacts,
  text: string | null,
  params: Params,
  scope = scopeOf(definition, facts),
): Promise<Checked<string>> {
  if (text === null) return { ok: true, value: 'true' };
  return checked(
    'where',
    text,
    () => filterFragment(text, params, scope),
    (sql) => tried(pool, `select 1 ${fromTable(definition)} where (`, sql, ') limit 0'),
    () => parsed(pool, `select 1 ${fromTable(definition)} where (`, text, ')'),
  );
}

/** What follows `where` in the statement that reads a subset. */
export async function subsetTail(
  pool: pg.Pool,
  { definition, facts, whereSql }: TableShape,
  { where, params, orderBy, limit, offset }: SubsetRequest,
): Promise<Checked<string>> {
  const scope = subsetScope(definition, facts);
  const filter = await checkedFilter(pool, definition, facts, where, params, scope);
  if (!filter.ok) return filter;
  const order =
    orderBy === null
      ? null
      : await checked(
          'order_by',
          orderBy,
          () => orderFragment(orderBy, scope),
          (sql) => tried(pool, `select 1 ${fromTable(definition)} order by `, sql, ' limit 0'),
          () => parsed(pool, `select 1 ${fromTable(definition)} order by `, orderBy, ''),
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

/** What a client may go by who was given a list of columns for that. */
function subsetScope(definition: ShapeDefinition, facts: TableFacts): FragmentScope {
  const scope = scopeOf(definition, facts);
  return definition.queryable === null ? scope : { ...scope, columns: new Set(definition.queryable) };
}

async function checked(
  field: string,
  text: string,
  read: () => Fragment,
  trial: (sql: string) => Promise<{ message: string; out: number } | null>,
  parse: () => Promise<{ message: string; out: number } | null>,
): Promise<Checked<string>> {
  const refused = (message: string, at: number | null): Checked<string> => ({
    ok: false,
    errors: { [field]: [field === 'where' && at !== null ? locatedMessage(message, at) : message] },
  });
  try {
    const fragment = read();
    const wrong = await trial(fragment.sql);
    if (wrong === null) return { ok: true, value: fragment.sql };
    // What Postgres stumbles over may be what was put behind the fragment.
    return wrong.out >= fragment.sql.length
      ? refused('syntax error at end of input', text.length)
      : refused(wrong.message, placeIn(fragment, wrong.out));
  } catch (error) {
    if (!(error instanceof FragmentRefused)) throw error;
    const broken = error.isForeign ? await parse() : null;
    return broken === null ? refused(error.message, error.at) : refused(broken.message, broken.out);
  }
}

/**
 * Whether it is SQL at all. PREPARE reads a statement and does not run it, and without a semicolon, a comment or a bracket too many
 * (which were looked for) it is this one statement.
 */
async function parsed(
  pool: pg.Pool,
  before: string,
  text: string,
  after: string,
): Promise<{ message: string; out: number } | null> {
  const name = 'shape_source_parsed';
  const start = `prepare ${name} as ${before}`;
  return onOneConnection(pool, async (client) => {
    try {
      await client.query(`${start}${text}${after}`);
      await client.query(`deallocate ${name}`);
      return null;
    } catch (error) {
      const known = databaseErrorOf(error);
      if (known === null) throw error;
      const out = Number(known.position ?? 0) - 1 - start.length;
      return known.code === '42601' && out >= 0 ? { message: known.message, out } : null;
    }
  });
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
    // Classes 22, 42 and 54: the data, the statement and its size, as against a database that is away.
    if (known === null || !/^(?:22|42|54)/.test(known.code)) throw error;
    return { message: known.message, out: Math.max(0, Number(known.position ?? 0) - 1 - before.length) };
  }
}
