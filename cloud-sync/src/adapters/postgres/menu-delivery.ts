import type { MenuDelivery } from '@auraconnect/shared/protocol/portal-api.ts';
import type { Transaction } from './database.ts';

/**
 * An entry that the store does not have as the cloud has it. What was deleted before the store ever had it is not missed.
 * `e` is the entry, `r` what the store said it has.
 */
export const notInStore = `(case when e.deleted then r.rev is not null and r.rev < e.rev else coalesce(r.rev, 0) < e.rev end)`;

export const entriesAndRevs = (tenant: string, store: string): string => `catalogue_entry e
  left join store_entry_rev r on r.tenant = e.tenant and r.store = ${store} and r.entity = e.entity and r.id = e.id
  where e.tenant = ${tenant} and e.scope in ('*', ${store}::text)`;

export const pendingMenuCount = (tenant: string, store: string): string =>
  `(select count(*) from ${entriesAndRevs(tenant, store)} and ${notInStore})`;

export async function menuDelivery(tx: Transaction, tenantId: string, storeId: string): Promise<MenuDelivery> {
  const row = await tx.row<{ pending: number; since: string | null }>(
    `select count(*) filter (where ${notInStore}) as pending, max(r.applied_at) as since from ${entriesAndRevs('$1', '$2::uuid')}`,
    [tenantId, storeId],
  );
  const pendingCount = row?.pending ?? 0;
  return { state: pendingCount === 0 ? 'in-store' : 'on-its-way', pendingCount, inStoreSince: row?.since ?? null };
}
