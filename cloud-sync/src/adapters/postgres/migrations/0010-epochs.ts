import { tenantTable, type Migration } from './migration.ts';

/** A box opens an epoch at each start: where each continues another, what was adopted from a lost one, and how far the cloud is in all. */
export const epochs: Migration = {
  version: 10,
  name: 'epochs',
  sql: `
alter table aura.sync_cursor add column parent_epoch uuid, add column parent_seq bigint;
alter table aura.store_health add column cursor_seq bigint not null default 0;
update aura.store_health h set cursor_seq = c.seq from aura.sync_cursor c
  where c.tenant = h.tenant and c.store = h.store and c.epoch = h.epoch;

-- Events that stand in the journal inside an event that adopted them, by their own id.
create table aura.adopted_event (
  tenant uuid not null,
  store uuid not null,
  id uuid not null,
  epoch uuid not null,
  seq bigint not null,
  primary key (tenant, store, id)
);
${tenantTable('adopted_event', 'select, insert')}
`,
};
