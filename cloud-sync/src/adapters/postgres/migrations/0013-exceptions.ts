import { tenantTable, type Migration } from './migration.ts';

/** What happened at tills on their own and did not fit, and how a person settled it. */
export const exceptions: Migration = {
  version: 13,
  name: 'exceptions',
  sql: `
create table aura.till_exception (
  tenant uuid not null,
  store uuid not null,
  exception_id uuid not null,
  code text not null,
  order_id uuid,
  order_number text not null,
  order_label text not null,
  command_type text not null,
  -- Of the till and of the person who did it.
  device_id text not null,
  staff_id text not null,
  happened_at timestamptz not null,
  business_date date not null,
  -- JSON: the figures and words that say what did not fit.
  data text not null,
  raised_at timestamptz not null,
  settled_at timestamptz,
  settled_by text,
  approved_by text,
  way text,
  note text,
  primary key (tenant, store, exception_id)
);
create index till_exception_open on aura.till_exception (tenant, store) where settled_at is null;
create index till_exception_raised on aura.till_exception (tenant, raised_at);
${tenantTable('till_exception', 'select, insert, update, delete')}
`,
};
