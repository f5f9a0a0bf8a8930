import { tenantTable, type Migration } from './migration.ts';

/** Everything here is worked out from the journal and can be dropped and worked out again. */
export const orders: Migration = {
  version: 3,
  name: 'orders',
  sql: `
create table aura.orders (
  tenant uuid not null,
  store uuid not null,
  order_id uuid not null,
  status text not null,
  number text not null,
  label text not null,
  order_type_id text not null,
  currency text not null,
  opened_at timestamptz not null,
  opened_by text not null,
  device text not null,
  business_date date not null,
  closed_at timestamptz,
  closed_business_date date,
  -- Hour of the closing business day in the store's time; 24 and more are after midnight.
  closed_hour smallint,
  -- The day in whose list it stands: closing, or opening while it is open.
  report_date date not null,
  line_count integer not null,
  quantity numeric not null,
  revenue_minor bigint not null,
  tax_minor bigint not null,
  discount_minor bigint not null,
  comp_minor bigint not null,
  total_minor bigint not null,
  due_minor bigint not null,
  tip_minor bigint not null,
  refunded_minor bigint not null,
  tenders text[] not null,
  held boolean not null default false,
  version integer not null,
  primary key (tenant, store, order_id)
);
create index orders_by_day on aura.orders (tenant, report_date desc, opened_at desc);
create index orders_open on aura.orders (tenant, store) where status = 'open';
${tenantTable('orders', 'select, insert, update, delete')}

create table aura.order_line (
  tenant uuid not null,
  store uuid not null,
  order_id uuid not null,
  line_id uuid not null,
  position integer not null,
  item_id text,
  name text not null,
  variant_name text,
  category_id text,
  -- What is left of it after voids.
  quantity numeric not null,
  revenue_minor bigint not null,
  tax_minor bigint not null,
  -- Null until the order is closed: only then does it count.
  sold_on date,
  primary key (tenant, store, order_id, line_id)
);
create index order_line_sold on aura.order_line (tenant, sold_on) include (store, item_id, name, category_id, quantity, revenue_minor);
${tenantTable('order_line', 'select, insert, update, delete')}

create table aura.payment (
  tenant uuid not null,
  store uuid not null,
  payment_id uuid not null,
  order_id uuid not null,
  tender text not null,
  state text not null,
  amount_minor bigint not null,
  tip_minor bigint not null,
  taken_at timestamptz not null,
  taken_by text not null,
  sold_on date,
  primary key (tenant, store, payment_id)
);
create index payment_sold on aura.payment (tenant, sold_on);
create index payment_order on aura.payment (tenant, store, order_id);
${tenantTable('payment', 'select, insert, update, delete')}

create table aura.refund (
  tenant uuid not null,
  store uuid not null,
  refund_id uuid not null,
  order_id uuid not null,
  payment_id uuid not null,
  tender text not null,
  amount_minor bigint not null,
  tip_minor bigint not null,
  reason text not null,
  refunded_at timestamptz not null,
  refunded_by text not null,
  sold_on date,
  primary key (tenant, store, refund_id)
);
create index refund_sold on aura.refund (tenant, sold_on);
create index refund_order on aura.refund (tenant, store, order_id);
${tenantTable('refund', 'select, insert, update, delete')}

create table aura.ticket (
  tenant uuid not null,
  store uuid not null,
  ticket_id uuid not null,
  order_id uuid not null,
  station_id text not null,
  business_date date not null,
  fired_at timestamptz not null,
  bumped_at timestamptz,
  primary key (tenant, store, ticket_id)
);
create index ticket_day on aura.ticket (tenant, business_date) include (fired_at, bumped_at);
${tenantTable('ticket', 'select, insert, update, delete')}

-- What the portal shows: one row per store, business day and hour, moved by the difference that each event makes.
create table aura.daily_sales (
  tenant uuid not null,
  store uuid not null,
  business_date date not null,
  hour smallint not null,
  currency text not null,
  order_count bigint not null,
  line_count bigint not null,
  quantity numeric not null,
  revenue_minor bigint not null,
  tax_minor bigint not null,
  discount_minor bigint not null,
  comp_minor bigint not null,
  tip_minor bigint not null,
  refund_minor bigint not null,
  total_minor bigint not null,
  primary key (tenant, store, business_date, hour, currency)
);
create index daily_sales_day on aura.daily_sales (tenant, business_date);
${tenantTable('daily_sales', 'select, insert, update, delete')}
`,
};
