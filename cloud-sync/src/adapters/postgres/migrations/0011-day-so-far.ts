import { tenantTable, type Migration } from './migration.ts';

/** What each store last said of its own business day: shown while the events themselves are still on their way. */
export const daySoFar: Migration = {
  version: 11,
  name: 'day-so-far',
  sql: `
create table aura.day_so_far (
  tenant uuid not null,
  store uuid not null,
  epoch uuid not null,
  through_seq bigint not null,
  business_date text not null,
  as_of text not null,
  -- A list by currency, as JSON.
  sales text not null,
  primary key (tenant, store),
  foreign key (tenant, store) references aura.store (tenant, id)
);
${tenantTable('day_so_far', 'select, insert, update')}
`,
};
