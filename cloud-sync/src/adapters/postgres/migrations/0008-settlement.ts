import { tenantTable, type Migration } from './migration.ts';

export const settlement: Migration = {
  version: 8,
  name: 'settlement',
  sql: `
-- Who changed which field last, prices of the store, edits that are settled: see menu/settle-edit.ts.
alter table aura.catalogue_entry add column settlement text;
-- What of it the store has to know, beside the payload.
alter table aura.feed add column settled text;

-- Every edit of a store, once: one that comes a second time, under whatever place in a journal, changes nothing.
create table aura.store_edit (
  tenant uuid not null,
  store uuid not null,
  edit_id uuid not null,
  entity text not null,
  id text not null,
  rev integer not null,
  edited_by text not null,
  edited_at timestamptz not null,
  settled_at timestamptz not null,
  primary key (tenant, store, edit_id)
);
${tenantTable('store_edit', 'select, insert')}

-- What both sides changed differently: which value counts is settled, and the other one is kept until a person has seen both.
create table aura.menu_disagreement (
  tenant uuid not null,
  store uuid not null,
  disagreement_id uuid not null,
  edit_id uuid not null,
  entity text not null,
  id text not null,
  name text not null,
  -- Empty for the whole entry.
  path text not null,
  rule text not null,
  kept text not null,
  -- JSON; null where there was nothing.
  base_value text,
  store_value text,
  cloud_value text,
  store_by text not null,
  store_at timestamptz not null,
  cloud_by text not null,
  cloud_at timestamptz not null,
  raised_at timestamptz not null,
  decision text,
  decided_by text,
  decided_at timestamptz,
  primary key (tenant, store, disagreement_id)
);
-- A field is listed once however often it was edited before somebody looked.
create unique index menu_disagreement_open on aura.menu_disagreement (tenant, store, entity, id, path) where decided_at is null;
${tenantTable('menu_disagreement', 'select, insert, update')}
`,
};
