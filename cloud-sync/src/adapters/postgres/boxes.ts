import type { StoreDetail } from '@auraconnect/shared/protocol/portal-api.ts';
import type { Transaction } from './database.ts';

/** Every journal of a store. One that nothing continues is the newest of a box, unless that box was lost. */
export function epochsOf(tx: Transaction, tenantId: string, storeId: string): Promise<StoreDetail['epochs']> {
  return tx.rows<StoreDetail['epochs'][number] & Record<string, unknown>>(
    `select c.epoch, c.seq, encode(c.hash, 'hex') as hash, c.first_seen_at as "firstSeenAt", c.last_seen_at as "lastSeenAt", c.epoch is not distinct from h.epoch as current,
       not exists (select from sync_cursor n where n.tenant = c.tenant and n.store = c.store and n.parent_epoch = c.epoch and n.parent_seq = c.seq) as newest,
       r.retired_at as "retiredAt"
     from sync_cursor c left join store_health h on h.tenant = c.tenant and h.store = c.store
     left join retired_epoch r on r.tenant = c.tenant and r.store = c.store and r.epoch = c.epoch
     where c.tenant = $1 and c.store = $2 order by c.first_seen_at, c.epoch`,
    [tenantId, storeId],
    'store-epochs',
  );
}

export interface Retirement {
  storeId: string;
  epoch: string;
  retired: boolean;
  ownerId: string;
  now: string;
}

/** Retires the box whose newest journal this is, or takes that back. `last` when no other box would be left to be heard. */
export async function retireBox(
  tx: Transaction,
  tenantId: string,
  { storeId, epoch, retired, ownerId, now }: Retirement,
): Promise<'done' | 'unknown' | 'last'> {
  const key = [tenantId, storeId, epoch];
  if (!retired) {
    await tx.run('delete from retired_epoch where tenant = $1 and store = $2 and epoch = $3', key);
    return 'done';
  }
  // Two owners who each retire another box at once would leave none: the store's row makes one wait.
  await tx.row('select from store where tenant = $1 and id = $2 for no key update', [tenantId, storeId]);
  const boxes = (await epochsOf(tx, tenantId, storeId)).filter(({ newest }) => newest);
  if (!boxes.some((box) => box.epoch === epoch)) return 'unknown';
  if (!boxes.some((box) => box.epoch !== epoch && box.retiredAt === null)) return 'last';
  await tx.run(
    'insert into retired_epoch (tenant, store, epoch, retired_by, retired_at) values ($1, $2, $3, $4, $5) on conflict do nothing',
    [...key, ownerId, now],
  );
  return 'done';
}
