import { quoteName } from '../../../shape/tables/sql-words.ts';
import type { Column, ShapeDefinition, TableShape } from '../../../shape/tables/table-shape.ts';

/** A row's values as a JSON list of texts. */
const textsOf = (alias: string, columns: readonly Column[]): string =>
  `to_json(array[${columns.map(({ name }) => `${alias}.${quoteName(name)}::text`).join(', ')}]::text[])::text`;

export const tableSql = ({ schema, name }: ShapeDefinition['table']): string =>
  `${quoteName(schema)}.${quoteName(name)}`;

/** The table under its own name, by which a filter may call it. */
export function fromTable({ table }: ShapeDefinition): string {
  return `from ${tableSql(table)} as ${quoteName(table.name)}`;
}

/** The told rows; `tail` is what follows `where`. */
export function rowsSql({ definition, columns, whereSql }: TableShape, tail = whereSql): string {
  return `select ${textsOf(quoteName(definition.table.name), columns)} as row ${fromTable(definition)} where ${tail}`;
}

/**
 * Changes after a place as this shape sees them. The filter is asked of the row itself, read again from its text, so that it means what
 * it means in the snapshot. No row at all: the handle is over. One row without a batch: nothing has changed.
 * $1 handle, $2 batch and $3 number that were seen, $4 the newest batch to tell, $5 how many.
 */
export function changesSql({ definition, facts, columns, whereSql }: TableShape): string {
  const rowType = tableSql(definition.table);
  const alias = quoteName(definition.table.name);
  const side = (row: string, had: string): string => `
    left join lateral (
      select ${textsOf(alias, columns)} as texts from (select (shape_change.${row}).*) as ${alias}
      where shape_change.${had} and (${whereSql})
    ) as ${row}_told on true`;
  return `
select x.batch, x.seq, x.xid, x.operation, x.before, x.after
from shape_source.shape h
left join lateral (
  select shape_change.batch, shape_change.seq, shape_change.xid, shape_change.operation,
    old_told.texts as before, new_told.texts as after
  from (
    select c.batch, c.seq, c.xid::text as xid, c.operation, c.old_row::${rowType} as old, c.new_row::${rowType} as new,
      c.old_row is not null as had_old, c.new_row is not null as had_new
    from shape_source.change c
    where c.relation = ${facts.oid} and c.batch >= $2 and c.batch <= $4 and (c.batch, c.seq) > ($2::bigint, $3::bigint)
      and not pg_visible_in_snapshot(c.xid, h.snapshot)
    -- Keeps the two rows from being read anew for each of their columns.
    order by c.batch, c.seq offset 0
  ) as shape_change${side('old', 'had_old')}${side('new', 'had_new')}
  where old_told.texts is not null or new_told.texts is not null or shape_change.operation = 'truncate'
  order by shape_change.batch, shape_change.seq limit $5
) x on true
where h.handle = $1 and h.retired_at is null and h.fingerprint = shape_source.fingerprint(h.relation)
  and $2 >= (select forgotten_through from shape_source.clock)
order by x.batch, x.seq`;
}
