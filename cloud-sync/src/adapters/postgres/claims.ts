import type { ClaimCodeRow } from '@auraconnect/shared/protocol/portal-api.ts';
import type { ClaimedBox, ClaimOutcome, ClaimStore } from '../../stores/claims.ts';
import type { ClaimedStore, DeviceKey, DeviceKeys } from '../../ingest/device-token.ts';
import type { Database, Transaction } from './database.ts';
import { storable } from './json-rows.ts';

export function postgresClaims(database: Database, newId: () => string): ClaimStore {
  return {
    addCode: (tenantId, code) =>
      database.tenant(tenantId, async (tx) => {
        await tx.run('insert into claim_directory (code_hash, claim_id, belongs_to) values ($1, $2, $3)', [
          code.hash,
          code.id,
          tenantId,
        ]);
        await tx.run(
          'insert into claim_code (tenant, id, code_hash, note, created_by, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7)',
          [tenantId, code.id, code.hash, storable(code.note), code.createdBy, code.createdAt, code.expiresAt],
        );
      }),

    codes: (tenantId) =>
      database.tenant(tenantId, (tx) =>
        tx.rows<ClaimCodeRow>(
          `select note, created_at as "createdAt", expires_at as "expiresAt", used_by_store as "usedByStoreId" from claim_code where tenant = $1 order by created_at desc limit 100`,
          [tenantId],
        ),
      ),

    async claim(codeHash, box, now) {
      const found = await database.directory('claim_directory', codeHash, (tx) =>
        tx.row<{ belongs_to: string; claim_id: string }>(
          'select belongs_to, claim_id from claim_directory where code_hash = $1',
          [codeHash],
        ),
      );
      if (found === null) return { kind: 'code_wrong' };
      const owner = await storeTenant(database, box.storeId);
      return database.tenant(found.belongs_to, (tx) =>
        claim(tx, found.belongs_to, found.claim_id, box, owner, now, newId),
      );
    },
  };
}

async function claim(
  tx: Transaction,
  tenantId: string,
  claimId: string,
  box: ClaimedBox,
  owner: string | null,
  now: string,
  newId: () => string,
): Promise<ClaimOutcome> {
  const code = await tx.row<{ expires_at: string; used_by_store: string | null; used_by_key: string | null }>(
    'select expires_at, used_by_store, used_by_key from claim_code where tenant = $1 and id = $2 for update',
    [tenantId, claimId],
  );
  const tenant = await tx.row<{ name: string }>('select name from tenant where id = $1', [tenantId]);
  if (code === null || tenant === null) return { kind: 'code_wrong' };
  const claimed: ClaimOutcome = { kind: 'claimed', tenantId, tenantName: tenant.name };
  // The answer was lost and the box asks again.
  if (code.used_by_store === box.storeId && code.used_by_key === box.thumbprint) return claimed;
  if (code.used_by_store !== null || Date.parse(code.expires_at) <= Date.parse(now)) return { kind: 'code_wrong' };
  if (owner !== null && owner !== tenantId) return { kind: 'claimed_elsewhere' };

  const directory = await tx.run(
    'insert into store_directory (store, belongs_to) values ($1, $2) on conflict do nothing',
    [box.storeId, tenantId],
  );
  // Somebody else was faster since `owner` was asked.
  if (directory === 0 && owner === null) return { kind: 'claimed_elsewhere' };
  await tx.run(
    'insert into store (tenant, id, name, claimed_at) values ($1, $2, $3, $4) on conflict (tenant, id) do nothing',
    [tenantId, box.storeId, storable(box.name), now],
  );
  await tx.run('insert into store_health (tenant, store, epoch) values ($1, $2, $3) on conflict do nothing', [
    tenantId,
    box.storeId,
    box.epoch,
  ]);
  const replaced = await tx.run(
    'update device_key set revoked_at = $4 where tenant = $1 and store = $2 and thumbprint <> $3 and revoked_at is null',
    [tenantId, box.storeId, box.thumbprint, now],
  );
  await tx.run(
    `insert into device_key (tenant, store, thumbprint, public_key, added_at) values ($1, $2, $3, $4, $5)
     on conflict (tenant, store, thumbprint) do update set revoked_at = null`,
    [tenantId, box.storeId, box.thumbprint, box.publicKey, now],
  );
  if (replaced > 0) {
    await tx.run(
      `insert into alarm (tenant, store, id, code, subject, message, data, raised_at) values ($1, $2, $3, 'claimed_again', $4, $5, $6, $7) on conflict (tenant, store, code, subject) do nothing`,
      [
        tenantId,
        box.storeId,
        newId(),
        box.thumbprint,
        'A box was claimed as this store although one was already. Only the new one is heard now.',
        JSON.stringify({ epoch: box.epoch }),
        now,
      ],
    );
  }
  await tx.run(
    'update claim_code set used_at = $3, used_by_store = $4, used_by_key = $5 where tenant = $1 and id = $2',
    [tenantId, claimId, now, box.storeId, box.thumbprint],
  );
  return claimed;
}

async function storeTenant(database: Database, storeId: string): Promise<string | null> {
  const found = await database.directory('store_directory', storeId, (tx) =>
    tx.row<{ belongs_to: string }>('select belongs_to from store_directory where store = $1', [storeId]),
  );
  return found?.belongs_to ?? null;
}

/** Keys are asked for with every request and change almost never: an answer is kept for a few seconds. */
const keptMs = 10_000;

export function postgresDeviceKeys(database: Database, monotonicMs: () => number): DeviceKeys {
  const kept = new Map<string, { untilMs: number; store: ClaimedStore }>();
  return {
    async ofStore(storeId) {
      const known = kept.get(storeId);
      if (known !== undefined && known.untilMs > monotonicMs()) return known.store;
      const tenantId = await storeTenant(database, storeId);
      if (tenantId === null) return null;
      const keys = await database.tenant(tenantId, (tx) =>
        tx.rows<DeviceKey>(
          `select thumbprint, public_key as "publicKey" from device_key where tenant = $1 and store = $2 and revoked_at is null`,
          [tenantId, storeId],
        ),
      );
      if (kept.size > 20_000) kept.clear();
      const store = { tenantId, keys };
      kept.set(storeId, { untilMs: monotonicMs() + keptMs, store });
      return store;
    },

    spend: (device, jti, expiresAt) =>
      database.tenant(device.tenantId, async (tx) => {
        const first = await tx.run(
          'insert into spent_token (tenant, store, jti, expires_at) values ($1, $2, $3, $4) on conflict do nothing',
          [device.tenantId, device.storeId, jti, expiresAt],
          'spend-token',
        );
        // Now and then, so that the table stays as small as two minutes of requests.
        if (Math.abs(hashOfText(jti)) % 50 === 0)
          await tx.run(
            `delete from spent_token where tenant = $1 and expires_at < $2::timestamptz - interval '5 minutes'`,
            [device.tenantId, expiresAt],
          );
        return first === 1;
      }),
  };
}

const hashOfText = (text: string): number =>
  Array.from(text).reduce((hash, letter) => (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0, 7);
