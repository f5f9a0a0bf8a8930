import { tenantTable, type Migration } from './migration.ts';

export const journal: Migration = {
  version: 2,
  name: 'journal',
  sql: `
-- The journals of all stores, as they were written: text stays text, so that every hash can be computed again.
create table aura.journal_event (
  tenant uuid not null,
  store uuid not null,
  epoch uuid not null,
  seq bigint not null,
  id uuid not null,
  type text not null,
  schema_v integer not null,
  order_id uuid,
  actor text not null,
  device uuid not null,
  incarnation uuid not null,
  n bigint not null,
  occurred_at text not null,
  business_date date not null,
  bytes text not null,
  prev_hash bytea not null,
  hash bytea not null,
  received_at timestamptz not null,
  primary key (tenant, store, epoch, seq, business_date)
) partition by range (business_date);
create index journal_event_order on aura.journal_event (tenant, store, order_id) where order_id is not null;
${tenantTable('journal_event', 'select, insert')}

create table aura.journal_event_elsewhen partition of aura.journal_event default;
alter table aura.journal_event_elsewhen enable row level security;
alter table aura.journal_event_elsewhen force row level security;

-- One row per event whatever its month: finds a seq or an id without looking into every partition.
create table aura.journal_position (
  tenant uuid not null,
  store uuid not null,
  epoch uuid not null,
  seq bigint not null,
  id uuid not null,
  hash bytea not null,
  business_date date not null,
  primary key (tenant, store, epoch, seq)
);
create index journal_position_id on aura.journal_position (tenant, store, id);
${tenantTable('journal_position', 'select, insert')}

create table aura.sync_cursor (
  tenant uuid not null,
  store uuid not null,
  epoch uuid not null,
  seq bigint not null,
  hash bytea not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  primary key (tenant, store, epoch),
  foreign key (tenant, store) references aura.store (tenant, id)
);
${tenantTable('sync_cursor', 'select, insert, update')}

create table aura.quarantine (
  tenant uuid not null,
  store uuid not null,
  epoch uuid not null,
  seq bigint not null,
  event_id uuid not null,
  type text not null,
  order_id uuid,
  occurred_at text not null,
  reason text not null,
  -- The held event that it waits for; null for the one that could not be read.
  blocked_by uuid,
  received_at timestamptz not null,
  primary key (tenant, store, epoch, seq)
);
create index quarantine_order on aura.quarantine (tenant, store, order_id) where order_id is not null;
${tenantTable('quarantine', 'select, insert, delete')}

create table aura.store_health (
  tenant uuid not null,
  store uuid not null,
  epoch uuid,
  durable_seq bigint not null default 0,
  version text,
  last_contact_at timestamptz,
  business_date date,
  last_order_at timestamptz,
  -- The backlog that is draining: since when, and how many events of it have come.
  drain_since timestamptz,
  drain_events bigint not null default 0,
  primary key (tenant, store),
  foreign key (tenant, store) references aura.store (tenant, id)
);
${tenantTable('store_health', 'select, insert, update')}

create table aura.device (
  tenant uuid not null,
  store uuid not null,
  device_id uuid not null,
  name text not null,
  kind text not null,
  paired_at timestamptz not null,
  revoked_at timestamptz,
  primary key (tenant, store, device_id)
);
${tenantTable('device', 'select, insert, update, delete')}

-- Makes the partition of a month. Dates that no trade has (a broken clock) stay in the default partition, so that a store
-- cannot fill the cloud with tables. Attaching locks less than CREATE TABLE ... PARTITION OF.
create function aura.ensure_journal_month(day date) returns text
language plpgsql security definer set search_path = pg_catalog, aura as $$
declare
  month date := date_trunc('month', day)::date;
  partition text := 'journal_event_' || to_char(month, 'YYYY_MM');
begin
  if month < date '2000-01-01' or month > current_date + interval '2 months' then
    return 'journal_event_elsewhen';
  end if;
  if to_regclass('aura.' || partition) is not null then
    return partition;
  end if;
  perform pg_advisory_xact_lock(hashtext('aura.ensure_journal_month'));
  if to_regclass('aura.' || partition) is not null then
    return partition;
  end if;
  execute format('create table aura.%I (like aura.journal_event including defaults including constraints including storage)', partition);
  execute format('alter table aura.%I enable row level security', partition);
  execute format('alter table aura.%I force row level security', partition);
  execute format('alter table aura.journal_event attach partition aura.%I for values from (%L) to (%L)', partition, month, (month + interval '1 month')::date);
  return partition;
exception when check_violation then
  -- The default partition already holds rows of that month, from when it was too far ahead to be true: they stay together.
  return 'journal_event_elsewhen';
end
$$;
revoke all on function aura.ensure_journal_month(date) from public;
grant execute on function aura.ensure_journal_month(date) to aura_app;
`,
};
