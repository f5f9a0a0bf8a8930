import { tenantTable, type Migration } from './migration.ts';

export const shapes: Migration = {
  version: 5,
  name: 'shapes',
  sql: `
-- The order in which changes of the feed are told. A row of it has no tenant and no content: who puts changes into batches
-- reads nothing of what they are.
create table aura.shape_change (
  seq bigint generated always as identity (cache 1) primary key,
  xid xid8 not null default pg_current_xact_id(),
  -- Null until a batch took it.
  batch bigint
);
create index shape_change_waiting on aura.shape_change (seq) where batch is null;
create index shape_change_batch on aura.shape_change (batch, seq) where batch is not null;

create table aura.shape_clock (
  singleton boolean primary key default true check (singleton),
  batch bigint not null,
  last_seq bigint not null,
  -- Changes up to this batch were forgotten: older offsets must fetch anew.
  forgotten_through bigint not null
);
insert into aura.shape_clock (batch, last_seq, forgotten_through) values (0, 0, 0);
grant select on aura.shape_change, aura.shape_clock to aura_app;

create table aura.feed_log (
  tenant uuid not null,
  seq bigint not null,
  scope text not null,
  operation text not null,
  -- The row as a map of texts, before and after.
  old_row text,
  new_row text,
  logged_at timestamptz not null default now(),
  primary key (tenant, seq)
);
create index feed_log_age on aura.feed_log (tenant, logged_at);
${tenantTable('feed_log', 'select, insert, delete')}

create function aura.texts_of(document jsonb) returns text
language sql immutable set search_path = pg_catalog as $$
  select jsonb_object_agg(key, value)::text from jsonb_each_text(document)
$$;

create function aura.next_shape_change() returns bigint
language sql volatile security definer set search_path = pg_catalog, aura as $$
  insert into aura.shape_change default values returning seq
$$;

create function aura.log_feed() returns trigger
language plpgsql set search_path = pg_catalog, aura as $$
begin
  if tg_op = 'UPDATE' and old.* is not distinct from new.* then
    return null;
  end if;
  -- A row that leaves one scope or tenant for another is a delete there and an insert here.
  if tg_op = 'UPDATE' and (old.tenant, old.scope, old.entity, old.id) is distinct from (new.tenant, new.scope, new.entity, new.id) then
    raise exception 'a feed row keeps its key';
  end if;
  insert into aura.feed_log (tenant, seq, scope, operation, old_row, new_row)
  values (
    coalesce(new.tenant, old.tenant), aura.next_shape_change(), coalesce(new.scope, old.scope), lower(tg_op),
    case when tg_op = 'INSERT' then null else aura.texts_of(to_jsonb(old)) end,
    case when tg_op = 'DELETE' then null else aura.texts_of(to_jsonb(new)) end
  );
  return null;
end
$$;
create trigger log_feed after insert or update or delete on aura.feed for each row execute function aura.log_feed();

-- Puts every change that is committed and in no batch yet into the next one, and says which the newest is. What one snapshot
-- sees and the one before did not is a batch: nothing is skipped, and since a row's lock is let go only after its writer is
-- visible, whoever sees a change sees all that it was built on. (Waiting for the oldest transaction, as is often written, reorders.)
create function aura.shape_tick() returns table (batch bigint, last_seq bigint)
language plpgsql volatile security definer set search_path = pg_catalog, aura as $$
declare
  clock aura.shape_clock;
  highest bigint;
begin
  if not exists (select from aura.shape_change c where c.batch is null) then
    return query select k.batch, k.last_seq from aura.shape_clock k;
    return;
  end if;
  select * into clock from aura.shape_clock for update;
  -- A statement of its own: its snapshot is taken after the lock was had.
  with taken as (
    update aura.shape_change c set batch = clock.batch + 1 where c.batch is null returning c.seq
  ) select max(seq) into highest from taken;
  if highest is not null then
    update aura.shape_clock k set batch = clock.batch + 1, last_seq = highest returning k.batch, k.last_seq into clock.batch, clock.last_seq;
  end if;
  return query select clock.batch, clock.last_seq;
end
$$;

-- A shape that a store follows: the snapshot it began with and the batch after which changes follow.
create table aura.shape_handle (
  tenant uuid not null,
  handle text not null,
  store uuid not null,
  snapshot pg_snapshot not null,
  batch bigint not null,
  created_at timestamptz not null,
  primary key (tenant, handle)
);
create index shape_handle_store on aura.shape_handle (tenant, store, created_at desc);
${tenantTable('shape_handle', 'select, insert, delete')}

create table aura.shape_chunk (
  tenant uuid not null,
  handle text not null,
  n integer not null,
  is_last boolean not null,
  body text not null,
  primary key (tenant, handle, n),
  foreign key (tenant, handle) references aura.shape_handle (tenant, handle) on delete cascade
);
${tenantTable('shape_chunk', 'select, insert, delete')}

-- Forgets changes that are older than anybody needs.
create function aura.forget_shape_changes(through bigint) returns void
language plpgsql volatile security definer set search_path = pg_catalog, aura as $$
begin
  update aura.shape_clock k set forgotten_through = least(through, k.batch) where k.forgotten_through < through;
  delete from aura.shape_change c where c.batch <= through;
end
$$;

-- After a restore: whatever a store remembers of the log may not be in it. TRUNCATE asks no policy; only this function may.
create function aura.drop_shape_handles() returns void
language sql volatile security definer set search_path = pg_catalog, aura as $$
  truncate aura.shape_chunk, aura.shape_handle
$$;

revoke all on function aura.drop_shape_handles(), aura.next_shape_change(), aura.shape_tick(), aura.forget_shape_changes(bigint), aura.log_feed() from public;
grant execute on function aura.drop_shape_handles(), aura.next_shape_change(), aura.shape_tick(), aura.forget_shape_changes(bigint), aura.log_feed(), aura.texts_of(jsonb) to aura_app;
`,
};
