import { currentTenant, tenantTable, type Migration } from './migration.ts';

/** What is held with a held event, what this version did not know, and which stores another version may help. */
export const touches: Migration = {
  version: 12,
  name: 'touches',
  sql: `
-- Things that wait, and the first event that holds each: \`order <id>\`, \`cash-session <id>\`, \`item *\` (src/ingest/touches.ts).
create table aura.held_thing (
  tenant uuid not null,
  store uuid not null,
  thing text not null,
  event_id uuid not null,
  primary key (tenant, store, thing)
);
${tenantTable('held_thing', 'select, insert, delete')}

create table aura.unknown_event (
  tenant uuid not null,
  store uuid not null,
  type text not null,
  count bigint not null,
  primary key (tenant, store, type)
);
${tenantTable('unknown_event', 'select, insert, update, delete')}

-- A store in which something waits, and the program that left it so. Shown to its tenant, and to a program of another version.
create table aura.waiting_store (
  store uuid primary key,
  belongs_to uuid not null,
  held_by text not null
);
alter table aura.waiting_store enable row level security;
alter table aura.waiting_store force row level security;
create policy to_another_program on aura.waiting_store for select
  using (held_by <> coalesce(nullif(current_setting('app.waiting_store', true), ''), held_by));
create policy of_its_tenant on aura.waiting_store using (belongs_to = ${currentTenant}) with check (belongs_to = ${currentTenant});
grant select, insert, update, delete on aura.waiting_store to aura_app;

-- Steps run as the owner of the tables, who sees no rows of tenants while row-level security is forced on him too.
alter table aura.quarantine no force row level security;
alter table aura.held_thing no force row level security;
alter table aura.waiting_store no force row level security;
alter table aura.store_health no force row level security;
alter table aura.sync_cursor no force row level security;
insert into aura.held_thing
  select distinct on (tenant, store, order_id) tenant, store, 'order ' || order_id, event_id
  from aura.quarantine where order_id is not null order by tenant, store, order_id, received_at, seq;
insert into aura.waiting_store select distinct on (store) store, tenant, 'before' from aura.quarantine order by store;
-- What step 10 meant to do and could not, for the same reason.
update aura.store_health h set cursor_seq = c.seq from aura.sync_cursor c
  where c.tenant = h.tenant and c.store = h.store and c.epoch = h.epoch and h.cursor_seq = 0;
alter table aura.quarantine force row level security;
alter table aura.held_thing force row level security;
alter table aura.waiting_store force row level security;
alter table aura.store_health force row level security;
alter table aura.sync_cursor force row level security;
`,
};
