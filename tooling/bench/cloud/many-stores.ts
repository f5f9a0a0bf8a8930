import { createHash, hash as platformHash, randomUUID } from 'node:crypto';
import { DeviceKey } from '@auraconnect/appliance/sync/device-key.ts';
import { packRows, type PackedBody } from '@auraconnect/appliance/sync/pack-request.ts';
import { rowHash } from '@auraconnect/shared/journal/hash.ts';
import { genesisHash, type JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import { journalDictionaryId } from '@auraconnect/shared/protocol/journal-dictionary.ts';
import { packedRowsForm } from '@auraconnect/shared/protocol/journal-wire.ts';
import type { BenchCloud } from './bench-cloud.ts';

const accepts = new Set([packedRowsForm, `zstd.${journalDictionaryId}`]);
/** Requests under way at once; every store has one at a time, as a real one with little to say. */
const atOnce = 16;

interface Sender {
  storeId: string;
  body: PackedBody;
}

/** Many small stores of many tenants, each with a key of its own claim and a chain of its own, that all have the same to tell. */
export class ManyStores {
  readonly #cloud: BenchCloud;
  readonly #key: DeviceKey;
  readonly #senders: readonly Sender[];

  private constructor(cloud: BenchCloud, key: DeviceKey, senders: readonly Sender[]) {
    this.#cloud = cloud;
    this.#key = key;
    this.#senders = senders;
  }

  /** @param rows what each of them has sold, of a real store */
  static async claim(
    cloud: BenchCloud,
    rows: readonly JournalRow[],
    { tenants, storesPerTenant }: { tenants: number; storesPerTenant: number },
  ): Promise<ManyStores> {
    const key = await DeviceKey.open(await DeviceKey.makeKey());
    const { x } = key.publicKey;
    const thumbprint = createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest('base64url');
    const senders: Sender[] = [];
    for (let tenant = 0; tenant < tenants; tenant += 1) {
      const tenantId = randomUUID();
      const storeIds = Array.from({ length: storesPerTenant }, () => randomUUID());
      // Past the door at which a person types a code: an address may claim twenty stores in ten minutes.
      const listed = `unnest('{${storeIds.join(',')}}'::uuid[]) as s(id)`;
      await cloud.look.run(`insert into tenant values ('${tenantId}', 'Chain ${tenant}', now())`);
      await cloud.look.run(`insert into store_directory select id, '${tenantId}' from ${listed}`);
      await cloud.look.run(
        `insert into store (tenant, id, name, claimed_at, time_zone) select '${tenantId}', id, 'Store', now(), 'Europe/Berlin' from ${listed}`,
      );
      await cloud.look.run(
        `insert into device_key (tenant, store, thumbprint, public_key, added_at) select '${tenantId}', id, '${thumbprint}', '${x}', now() from ${listed}`,
      );
      for (const storeId of storeIds) senders.push({ storeId, body: await journalOf(storeId, rows) });
    }
    // Tenants come mixed, as they would.
    return new ManyStores(
      cloud,
      key,
      senders.toSorted((one, other) => one.storeId.localeCompare(other.storeId)),
    );
  }

  /** Every store once. @returns ms until the cloud had answered the last of them */
  async send(): Promise<number> {
    const startedMs = performance.now();
    const waiting = this.#senders.values();
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (const sender of waiting) await this.#post(sender);
      }),
    );
    return performance.now() - startedMs;
  }

  async #post({ storeId, body }: Sender): Promise<void> {
    const token = await this.#key.sign({ storeId, requestId: randomUUID(), nowMs: Date.now() });
    const answer = await fetch(`${this.#cloud.url}/sync/v1/up`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...body.headers, authorization: `Bearer ${token}` },
      body: new Uint8Array(body.bytes),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`the cloud answered ${answer.status} to a store: ${text.slice(0, 300)}`);
  }
}

/** The same events as the first ones of another store's own chain. */
function journalOf(store: string, rows: readonly JournalRow[]): Promise<PackedBody> {
  const epoch = randomUUID();
  let prevHash = genesisHash;
  const chained = rows.map(({ hash: _hash, bytes, ...columns }, place) => {
    const mine = { ...columns, store, epoch, seq: place + 1 };
    const hash = rowHash(mine, bytes, prevHash, (text) => platformHash('sha256', text));
    const row = { ...mine, bytes, prevHash, hash };
    prevHash = hash;
    return row;
  });
  const after = { epoch, seq: 0, hash: genesisHash };
  return packRows({ store, epoch, after, rows: chained, durableSeq: rows.length }, accepts);
}
