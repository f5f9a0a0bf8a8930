import { tenantTable, type Migration } from './migration.ts';

/**
 * Of a box that was lost a kitchen screen may tell what it bumped before a till tells what it sent: the bump comes into the journal
 * before its ticket is fired.
 */
export const earlyBumps: Migration = {
  version: 16,
  name: 'early-bumps',
  sql: `
create table aura.early_bump (
  tenant uuid not null,
  store uuid not null,
  ticket_id uuid not null,
  -- Null when it was recalled.
  bumped_at timestamptz,
  primary key (tenant, store, ticket_id)
);
${tenantTable('early_bump', 'select, insert, update, delete')}
`,
};
