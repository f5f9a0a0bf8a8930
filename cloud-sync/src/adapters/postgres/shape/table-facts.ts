import type pg from 'pg';
import type { TableName } from '../../../shape/tables/names.ts';
import type { Column, TableFacts } from '../../../shape/tables/table-shape.ts';
import { triggerName } from './source-schema.ts';

const factsSql = `
select c.oid::bigint as oid, shape_source.fingerprint(c.oid) as fingerprint,
  exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = '${triggerName}' and t.tgenabled in ('O', 'A')) as logged,
  (
    select json_agg(json_build_object(
      'name', a.attname, 'type', coalesce(e.typname, b.typname, t.typname), 'isArray', e.oid is not null, 'dims', a.attndims,
      'notNull', a.attnotnull, 'mod', a.atttypmod,
      'keyIndex', (select k.place - 1 from pg_index i, unnest(i.indkey::int2[]) with ordinality k (attnum, place)
                   where i.indrelid = c.oid and i.indisprimary and k.attnum = a.attnum)
    ) order by a.attnum)
    from pg_attribute a
    join pg_type t on t.oid = a.atttypid
    left join pg_type b on b.oid = t.typbasetype
    left join pg_type e on e.oid = t.typelem and t.typcategory = 'A'
    -- Virtual columns (Postgres 18) are not part of what a trigger sees.
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated <> 'v'
  ) as columns
from pg_class c join pg_namespace n on n.oid = c.relnamespace
-- Its own tables are nobody's: a log of the log would write itself for ever.
where n.nspname = $1 and c.relname = $2 and c.relkind in ('r', 'p') and n.nspname <> 'shape_source'`;

interface FoundColumn {
  name: string;
  type: string;
  isArray: boolean;
  dims: number;
  notNull: boolean;
  mod: number;
  keyIndex: number | null;
}

export async function tableFacts(pool: pg.Pool, { schema, name }: TableName): Promise<TableFacts | null> {
  const { rows } = await pool.query<Omit<TableFacts, 'columns'> & { columns: FoundColumn[] | null }>({
    name: 'table-facts',
    text: factsSql,
    values: [schema, name],
  });
  const [found] = rows;
  return found === undefined ? null : { ...found, columns: (found.columns ?? []).map(columnOf) };
}

function columnOf({ name, type, isArray, dims, notNull, mod, keyIndex }: FoundColumn): Column {
  const info = {
    type,
    ...(isArray ? { dims: Math.max(1, dims) } : {}),
    ...(notNull ? { not_null: true } : {}),
    ...(keyIndex === null ? {} : { pk_index: keyIndex }),
    ...modifiersOf(type, mod),
  };
  return { name, info, keyIndex };
}

/** What a type was declared with, as in varchar(20). */
function modifiersOf(type: string, mod: number): Record<string, number> {
  if (mod < 0) return {};
  if (type === 'varchar') return { max_length: mod - 4 };
  if (type === 'bpchar') return { length: mod - 4 };
  if (type === 'bit' || type === 'varbit') return { length: mod };
  if (type === 'numeric') return { precision: ((mod - 4) >> 16) & 0xffff, scale: (mod - 4) & 0x7ff };
  if (type === 'interval') return (mod & 0xffff) === 0xffff ? {} : { precision: mod & 0xffff };
  return /^(?:time|timestamp)(?:tz)?$/.test(type) ? { precision: mod } : {};
}
