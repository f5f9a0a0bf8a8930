import type { TableName } from './names.ts';

/** By their number, from 1 on; null is no value. */
export type Params = ReadonlyMap<number, string | null>;

/** What makes a shape this one and no other. */
export interface ShapeDefinition {
  table: TableName;
  where: string | null;
  params: Params;
  columns: readonly string[] | null;
  /** Columns that subsets may go by and that may be told; null: all of them. It changes nothing about the log. */
  queryable: readonly string[] | null;
  replica: 'default' | 'full';
  log: 'full' | 'changes_only';
}

export const toldColumns = ({ columns, queryable }: ShapeDefinition): readonly string[] | null => columns ?? queryable;

export function identityOf(definition: ShapeDefinition): string {
  const { table, where, params, replica, log } = definition;
  const sortedParams = [...params].sort(([a], [b]) => a - b);
  const columns = toldColumns(definition)?.toSorted() ?? null;
  return JSON.stringify([table.schema, table.name, where, sortedParams, columns, replica, log]);
}

export interface Column {
  name: string;
  /** As the client's parsers are chosen: type, dims, not_null, pk_index and what the type was declared with. */
  info: Readonly<Record<string, unknown>>;
  /** Place in the primary key, or null. */
  keyIndex: number | null;
}

/** A table as it is now. Another fingerprint: it is not the table that a shape began with. */
export interface TableFacts {
  oid: number;
  fingerprint: string;
  /** Its changes are written down. */
  logged: boolean;
  columns: readonly Column[];
}

/** A shape of a table that is there: what was asked, checked against the table. */
export interface TableShape {
  definition: ShapeDefinition;
  identity: string;
  facts: TableFacts;
  /** The columns that are told, in the table's order. */
  columns: readonly Column[];
  /** Names that make a row's key: the primary key, or every column of a table without one. */
  keyColumns: readonly string[];
  /** The filter as SQL. */
  whereSql: string;
}

export function keyColumnsOf(columns: readonly Column[]): string[] {
  const key = columns.filter(({ keyIndex }) => keyIndex !== null);
  const used = key.length === 0 ? columns : key.sort((a, b) => (a.keyIndex ?? 0) - (b.keyIndex ?? 0));
  return used.map(({ name }) => name);
}

export function schemaHeader(columns: readonly Column[]): string {
  return JSON.stringify(Object.fromEntries(columns.map(({ name, info }) => [name, info])));
}
