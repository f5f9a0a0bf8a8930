import type { Transaction } from './database.ts';

/** Names of the people of a tenant's stores, as the catalogue has them; an actor that is nobody there is shown as it is. */
export async function peopleNames(tx: Transaction, tenantId: string): Promise<(actor: string) => string> {
  const rows = await tx.rows<{ id: string; payload: string }>(
    `select id, payload from catalogue_entry where tenant = $1 and entity = 'staff' and payload is not null order by changed_at`,
    [tenantId],
    'people-names',
  );
  const names = new Map(rows.map(({ id, payload }) => [id, (JSON.parse(payload) as { name?: unknown }).name]));
  return (actor) => {
    const name = names.get(actor);
    if (typeof name === 'string') return name;
    if (actor === 'system') return 'System';
    return actor.startsWith('import:') ? `Import (${actor.slice('import:'.length)})` : actor;
  };
}
