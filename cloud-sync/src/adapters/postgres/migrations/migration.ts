/** One step of the schema. A step that was released is never edited: its checksum is kept with the database. */
export interface Migration {
  version: number;
  name: string;
  sql: string;
}

/** The tenant of this transaction, set by `set_config('app.tenant', ..., true)`. After a transaction it is '', which no cast survives. */
export const currentTenant = `nullif(current_setting('app.tenant', true), '')::uuid`;

/** A key that finds one row before its tenant is known; same rule for the empty string. */
export const currentKey = (name: string): string => `nullif(current_setting('app.${name}', true), '')`;

/**
 * Locks a table to the tenant of the transaction, for its owner too, and lets the server do only what `grants` says.
 *
 * @param grants for example `select, insert`; a journal, for one, can be written and never changed
 */
export const tenantTable = (table: string, grants: string, column = 'tenant'): string => `
alter table aura.${table} enable row level security;
alter table aura.${table} force row level security;
create policy of_its_tenant on aura.${table} using (${column} = ${currentTenant}) with check (${column} = ${currentTenant});
grant ${grants} on aura.${table} to aura_app;
`;
