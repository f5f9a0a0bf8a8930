import { tenantTable, type Migration } from './migration.ts';

/** How the printers of each store were when it last greeted. */
export const printersTold: Migration = {
  version: 15,
  name: 'printers-told',
  sql: `
create table aura.printers_told (
  tenant uuid not null,
  store uuid not null,
  as_of text not null,
  -- A list, as JSON.
  printers text not null,
  primary key (tenant, store),
  foreign key (tenant, store) references aura.store (tenant, id)
);
${tenantTable('printers_told', 'select, insert, update')}
`,
};
