import { tenantTable, type Migration } from './migration.ts';

export const catalogue: Migration = {
  version: 4,
  name: 'catalogue and feed',
  sql: `
-- What stores sell by, as the cloud owns it. rev is taken under the row's lock, so that it never repeats.
create table aura.catalogue_entry (
  tenant uuid not null,
  -- '*' for all stores of the tenant, or a store's id.
  scope text not null,
  entity text not null,
  id text not null,
  rev integer not null,
  schema_v integer not null,
  deleted boolean not null,
  payload text,
  -- 'store' while it is what the box sent, 'cloud' once an owner has changed it.
  origin text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (tenant, scope, entity, id)
);
${tenantTable('catalogue_entry', 'select, insert, update')}

-- The revs that a store said it has.
create table aura.store_entry_rev (
  tenant uuid not null,
  store uuid not null,
  entity text not null,
  id text not null,
  rev integer not null,
  applied_at timestamptz not null,
  primary key (tenant, store, entity, id)
);
${tenantTable('store_entry_rev', 'select, insert, update, delete')}

create table aura.publication (
  tenant uuid not null,
  id uuid not null,
  store uuid not null,
  published_at timestamptz not null,
  published_by text not null,
  primary key (tenant, id),
  foreign key (tenant, store) references aura.store (tenant, id)
);
create index publication_newest on aura.publication (tenant, store, published_at desc);
${tenantTable('publication', 'select, insert')}

create table aura.publication_entry (
  tenant uuid not null,
  publication uuid not null,
  entity text not null,
  id text not null,
  name text not null,
  kind text not null,
  rev integer not null,
  primary key (tenant, publication, entity, id),
  foreign key (tenant, publication) references aura.publication (tenant, id)
);
${tenantTable('publication_entry', 'select, insert')}

-- Everything that travels down to stores, and nothing else does. Written in the transaction of the edit.
create table aura.feed (
  tenant uuid not null,
  scope text not null,
  entity text not null,
  id text not null,
  rev integer not null,
  schema_v integer not null,
  deleted boolean not null,
  payload text,
  primary key (tenant, scope, entity, id)
);
-- The real Electric service filters changes by old and new row.
alter table aura.feed replica identity full;
${tenantTable('feed', 'select, insert, update, delete')}
`,
};
