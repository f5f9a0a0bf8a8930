import type pg from 'pg';

/** Sorts before other triggers: one of theirs may change the row once more, and that must be written down after this. */
export const triggerName = '!shape_source';

/**
 * Everything that the source keeps, beside the tables of whoever owns the database. `drop schema shape_source cascade` takes all of it
 * away again, triggers included.
 */
const first = `
create schema shape_source;

create table shape_source.change (
  seq bigint generated always as identity (cache 1) primary key,
  xid xid8 not null default pg_current_xact_id(),
  relation oid not null,
  operation text not null,
  -- The row before and after as Postgres writes a whole row, which it reads again to exactly the same values.
  old_row text,
  new_row text,
  -- Null until a batch took it.
  batch bigint
);
create index change_waiting on shape_source.change (seq) where batch is null;
create index change_told on shape_source.change (relation, batch, seq) where batch is not null;

create table shape_source.clock (
  singleton boolean primary key default true check (singleton),
  batch bigint not null default 0,
  last_seq bigint not null default 0,
  -- Batches up to this one were forgotten.
  forgotten_through bigint not null default 0
);
insert into shape_source.clock default values;

-- What a batch is: all that this snapshot sees and the one before did not.
create table shape_source.batch (
  n bigint primary key,
  snapshot pg_snapshot not null,
  cut_at timestamptz not null default clock_timestamp()
);

create table shape_source.shape (
  handle text primary key,
  identity text not null,
  schema_name text not null,
  table_name text not null,
  relation oid not null,
  fingerprint text not null,
  -- The moment of its rows, and the newest batch then.
  snapshot pg_snapshot not null,
  batch bigint not null,
  created_at timestamptz not null default now(),
  -- Kept when it is over, so that no handle is ever given twice.
  retired_at timestamptz
);
create index shape_identity on shape_source.shape (md5(identity), created_at desc) where retired_at is null;
create index shape_table on shape_source.shape (schema_name, table_name);

-- Not worth a log of its own: without it a client begins again.
create unlogged table shape_source.chunk (
  handle text not null,
  n integer not null,
  is_last boolean not null,
  body text not null,
  primary key (handle, n)
);

create function shape_source.log_change() returns trigger
language plpgsql security definer
set search_path = pg_catalog set timezone = 'UTC' set datestyle = 'ISO, DMY' set intervalstyle = 'iso_8601'
set bytea_output = 'hex' set extra_float_digits = 1
as $$
declare
  old_row text;
  new_row text;
begin
  if tg_op in ('UPDATE', 'DELETE') then old_row := old::text; end if;
  if tg_op in ('UPDATE', 'INSERT') then new_row := new::text; end if;
  if tg_op = 'UPDATE' and old_row = new_row then return null; end if;
  -- A partition may keep its columns in another order than the table.
  if tg_relid <> tg_argv[0]::oid and tg_op <> 'TRUNCATE' then
    if old_row is not null then
      execute format('select json_populate_record(null::%s, row_to_json($1))::text', tg_argv[0]::oid::regclass) into old_row using old;
    end if;
    if new_row is not null then
      execute format('select json_populate_record(null::%s, row_to_json($1))::text', tg_argv[0]::oid::regclass) into new_row using new;
    end if;
  end if;
  insert into shape_source.change (relation, operation, old_row, new_row)
  values (tg_argv[0]::oid, lower(tg_op), old_row, new_row);
  return null;
end
$$;

-- Puts all that is committed and in no batch yet into the next one. Nothing is skipped, and since a row's lock is let go only after
-- its writer is visible, whoever sees a change sees all that it was built on. (Waiting for the oldest transaction, as is often
-- written, reorders; going by the highest number skips.)
create function shape_source.cut_batch() returns table (batch bigint, last_seq bigint)
language plpgsql volatile set search_path = pg_catalog as $$
declare
  clock shape_source.clock;
  moment pg_snapshot;
  highest bigint;
begin
  if not exists (select from shape_source.change c where c.batch is null) then
    return query select k.batch, k.last_seq from shape_source.clock k;
    return;
  end if;
  select * into clock from shape_source.clock for update;
  -- A statement of its own: its snapshot is taken after the lock was had.
  with taken as (
    update shape_source.change c set batch = clock.batch + 1 where c.batch is null returning c.seq
  ) select max(seq), pg_current_snapshot() into highest, moment from taken;
  if highest is not null then
    insert into shape_source.batch (n, snapshot) values (clock.batch + 1, moment);
    update shape_source.clock k set batch = clock.batch + 1, last_seq = greatest(k.last_seq, highest)
    returning k.batch, k.last_seq into clock.batch, clock.last_seq;
  end if;
  return query select clock.batch, clock.last_seq;
end
$$;

-- What a shape's rows and their meaning depend on; null when the table is gone. A rewritten table has another file, a table whose
-- trigger was away for a while another trigger, and a database that was restored, copied or promoted another cluster, number or
-- timeline: what clients remember may never have happened there.
create function shape_source.fingerprint(relation oid) returns text
language sql stable set search_path = pg_catalog as $$
  select md5(concat_ws('|', (select system_identifier from pg_control_system()), left(pg_walfile_name(pg_current_wal_lsn()), 8),
    (select d.oid from pg_database d where d.datname = current_database()), c.oid, n.nspname, c.relname, c.relfilenode, coalesce(t.oid, 0),
    (select string_agg(concat_ws(' ', a.attnum, a.attname, a.atttypid, a.atttypmod, a.attnotnull), ',' order by a.attnum)
     from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
    (select i.indkey::text from pg_index i where i.indrelid = c.oid and i.indisprimary)))
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  left join pg_trigger t on t.tgrelid = c.oid and t.tgname = '${triggerName}' and t.tgenabled in ('O', 'A')
  where c.oid = relation
$$;
`;

/** What a batch touched is kept with it, and labels of an enum are part of what a table is: a renamed one reads old rows no longer. */
const second = `
alter table shape_source.batch add column relations oid[] not null default '{}';

create or replace function shape_source.cut_batch() returns table (batch bigint, last_seq bigint)
language plpgsql volatile set search_path = pg_catalog as $$
declare
  clock shape_source.clock;
  moment pg_snapshot;
  highest bigint;
  touched oid[];
begin
  if not exists (select from shape_source.change c where c.batch is null) then
    return query select k.batch, k.last_seq from shape_source.clock k;
    return;
  end if;
  select * into clock from shape_source.clock for update;
  -- A statement of its own: its snapshot is taken after the lock was had.
  with taken as (
    update shape_source.change c set batch = clock.batch + 1 where c.batch is null returning c.seq, c.relation
  ) select max(seq), pg_current_snapshot(), array_agg(distinct relation) into highest, moment, touched from taken;
  if highest is not null then
    insert into shape_source.batch (n, snapshot, relations) values (clock.batch + 1, moment, touched);
    update shape_source.clock k set batch = clock.batch + 1, last_seq = greatest(k.last_seq, highest)
    returning k.batch, k.last_seq into clock.batch, clock.last_seq;
  end if;
  return query select clock.batch, clock.last_seq;
end
$$;

create or replace function shape_source.fingerprint(relation oid) returns text
language sql stable set search_path = pg_catalog as $$
  select md5(concat_ws('|', (select system_identifier from pg_control_system()), left(pg_walfile_name(pg_current_wal_lsn()), 8),
    (select d.oid from pg_database d where d.datname = current_database()), c.oid, n.nspname, c.relname, c.relfilenode, coalesce(t.oid, 0),
    (select string_agg(concat_ws(' ', a.attnum, a.attname, a.atttypid, a.atttypmod, a.attnotnull, y.typname,
       (select string_agg(e.enumlabel, ',' order by e.enumsortorder) from pg_enum e where e.enumtypid in (y.oid, y.typelem, y.typbasetype)),
       (select string_agg(concat_ws(' ', p.attname, p.atttypid), ',' order by p.attnum) from pg_attribute p
        where p.attrelid = y.typrelid and p.attnum > 0 and not p.attisdropped)), ',' order by a.attnum)
     from pg_attribute a join pg_type y on y.oid = a.atttypid where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
    (select i.indkey::text from pg_index i where i.indrelid = c.oid and i.indisprimary)))
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  left join pg_trigger t on t.tgrelid = c.oid and t.tgname = '${triggerName}' and t.tgenabled in ('O', 'A')
  where c.oid = relation
$$;
`;

/** The steps of the schema. One that was released is not edited; how many a database has taken stands in the schema's comment. */
const steps = [first, second];

/** Brings the schema up to date, or makes it, whoever else does so at the same moment. */
export async function installSource(client: pg.ClientBase): Promise<void> {
  await client.query('begin');
  try {
    await client.query(`select pg_advisory_xact_lock(hashtext('shape_source'))`);
    const { rows } = await client.query<{ comment: string | null }>(
      `select obj_description(oid, 'pg_namespace') as comment from pg_namespace where nspname = 'shape_source'`,
    );
    // The first ones were made before there was a second step, and say nothing.
    const taken = rows[0] === undefined ? 0 : Number(/\d+$/.exec(rows[0].comment ?? '')?.[0] ?? 1);
    for (const step of steps.slice(taken)) await client.query(step);
    if (taken < steps.length)
      await client.query(`comment on schema shape_source is 'AuraConnect shape source, step ${steps.length}'`);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
