import { currentKey, currentTenant, tenantTable, type Migration } from './migration.ts';

/**
 * A directory finds the tenant of a login, a box or a claim code, which exist once in the whole cloud. It shows a row only to
 * who already knows its key, and to its own tenant.
 */
const directory = (table: string, key: string, cast = ''): string => `
alter table aura.${table} enable row level security;
alter table aura.${table} force row level security;
create policy to_who_knows_the_key on aura.${table} for select using (${key} = ${currentKey(table)}${cast});
create policy of_its_tenant on aura.${table} using (belongs_to = ${currentTenant}) with check (belongs_to = ${currentTenant});
grant select, insert, delete on aura.${table} to aura_app;
`;

export const tenants: Migration = {
  version: 1,
  name: 'tenants',
  sql: `
create table aura.tenant (
  id uuid primary key,
  name text not null,
  created_at timestamptz not null
);
${tenantTable('tenant', 'select, insert, update', 'id')}

create table aura.owner (
  tenant uuid not null references aura.tenant (id),
  id uuid not null,
  email text not null,
  name text not null,
  password_hash text not null,
  created_at timestamptz not null,
  primary key (tenant, id),
  unique (tenant, email)
);
${tenantTable('owner', 'select, insert, update')}

create table aura.login_directory (email text primary key, owner_id uuid not null, belongs_to uuid not null);
${directory('login_directory', 'email')}

create table aura.refresh_token (
  tenant uuid not null,
  id uuid not null,
  family uuid not null,
  owner_id uuid not null,
  token_hash bytea not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  primary key (tenant, id),
  unique (tenant, token_hash),
  foreign key (tenant, owner_id) references aura.owner (tenant, id)
);
create index refresh_token_family on aura.refresh_token (tenant, family);
${tenantTable('refresh_token', 'select, insert, update, delete')}

create table aura.store (
  tenant uuid not null references aura.tenant (id),
  id uuid not null,
  name text not null,
  claimed_at timestamptz not null,
  currency text,
  time_zone text,
  locale text,
  day_cut_off text not null default '04:00',
  primary key (tenant, id)
);
${tenantTable('store', 'select, insert, update')}

create table aura.store_directory (store uuid primary key, belongs_to uuid not null);
${directory('store_directory', 'store', '::uuid')}

create table aura.device_key (
  tenant uuid not null,
  store uuid not null,
  thumbprint text not null,
  public_key text not null,
  added_at timestamptz not null,
  revoked_at timestamptz,
  primary key (tenant, store, thumbprint),
  foreign key (tenant, store) references aura.store (tenant, id)
);
${tenantTable('device_key', 'select, insert, update')}

create table aura.claim_code (
  tenant uuid not null references aura.tenant (id),
  id uuid not null,
  code_hash text not null,
  note text not null,
  created_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  used_by_store uuid,
  used_by_key text,
  primary key (tenant, id)
);
${tenantTable('claim_code', 'select, insert, update, delete')}

create table aura.claim_directory (code_hash text primary key, claim_id uuid not null, belongs_to uuid not null);
${directory('claim_directory', 'code_hash')}

-- Tokens of boxes that were used, until they would be refused for their age. Losing it in a crash costs two minutes of memory.
create unlogged table aura.spent_token (
  tenant uuid not null,
  store uuid not null,
  jti text not null,
  expires_at timestamptz not null,
  primary key (tenant, store, jti)
);
${tenantTable('spent_token', 'select, insert, delete')}

create table aura.alarm (
  tenant uuid not null,
  id uuid not null,
  store uuid not null,
  code text not null,
  -- What it is about, so that the same thing is told once.
  subject text not null,
  message text not null,
  data text not null,
  raised_at timestamptz not null,
  acknowledged_at timestamptz,
  primary key (tenant, id),
  unique (tenant, store, code, subject),
  foreign key (tenant, store) references aura.store (tenant, id)
);
${tenantTable('alarm', 'select, insert, update')}

-- The cloud's own identity: another database underneath means another epoch (a restore, or a copy).
create table aura.cloud_identity (
  singleton boolean primary key default true check (singleton),
  epoch uuid not null,
  system_identifier text not null,
  timeline integer not null,
  since timestamptz not null
);
grant select, insert, update on aura.cloud_identity to aura_app;
`,
};
