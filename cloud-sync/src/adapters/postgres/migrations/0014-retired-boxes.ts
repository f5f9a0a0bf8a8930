import { tenantTable, type Migration } from './migration.ts';

/** Epochs of boxes that an owner has retired: who runs under one, or went on from one, is not heard any more. */
export const retiredBoxes: Migration = {
  version: 14,
  name: 'retired-boxes',
  sql: `
create table aura.retired_epoch (
  tenant uuid not null,
  store uuid not null,
  epoch uuid not null,
  retired_by uuid not null,
  retired_at timestamptz not null,
  primary key (tenant, store, epoch),
  foreign key (tenant, store, epoch) references aura.sync_cursor (tenant, store, epoch)
);
${tenantTable('retired_epoch', 'select, insert, delete')}
`,
};
