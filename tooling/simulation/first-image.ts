import Database from 'better-sqlite3';
import type { CatalogueIndex } from '@auraconnect/shared/menu/catalogue-index.ts';
import { seededIds } from '@auraconnect/shared/testing/seeded-random.ts';
import type { Payload } from '@auraconnect/shared/menu/entry-fields.ts';
import { demoCatalogueEntries } from '@auraconnect/shared/testing/demo-restaurant.ts';
import { systemPorts } from '@auraconnect/appliance/adapters/node/system-ports.ts';
import { migrate } from '@auraconnect/appliance/adapters/sqlite/migrate.ts';
import { SqliteStorage } from '@auraconnect/appliance/adapters/sqlite/sqlite-storage.ts';
import type { Log } from '@auraconnect/appliance/ports.ts';
import { StoreCore } from '@auraconnect/appliance/store/store-core.ts';
import { readOrMintIdentity } from '@auraconnect/appliance/store/store-identity.ts';

export const quietLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => quietLog,
};

export interface PairedDevice {
  deviceId: string;
  incarnation: string;
}

/** A store that has just been set up, as bytes of its database. */
export interface FirstImage {
  database: Buffer;
  storeId: string;
  tills: PairedDevice[];
  /** What the tills know of the menu before they have heard anything. */
  index: CatalogueIndex;
  screen: PairedDevice;
  desk: PairedDevice;
  /** The dish that nobody orders and everybody edits. */
  salad: Payload;
}

/** When the simulated evening begins: Tuesday 24 November 2026, 18:00 in New York. */
export const eveningMs = Date.parse('2026-11-24T18:00:00-05:00');

const mostTills = 3;
/** A short menu: what a store sells makes no difference here, and a long one is read at every start. */
const dishes = new Set(['fries', 'minestrone', 'cola', 'tiramisu', 'caesar-salad']);

let made: Promise<FirstImage> | null = null;
/** Made once a process: every world begins from a copy. */
export const firstImage = (): Promise<FirstImage> => (made ??= makeFirstImage());

async function makeFirstImage(): Promise<FirstImage> {
  const db = new Database(':memory:');
  migrate(db);
  const storage = new SqliteStorage(db);
  const clock = { nowMs: () => eveningMs, monotonicMs: () => 0 };
  const ports = { ...systemPorts(quietLog), clock, ids: seededIds(1, clock) };
  const identity = readOrMintIdentity(storage, ports.ids);
  const core = new StoreCore({ storage, ports, identity, clockSource: 'box', sync: null, screensFor: () => true });
  const entries = demoCatalogueEntries().filter(({ entity, id }) => entity !== 'item' || dishes.has(id));
  const device = (): PairedDevice => ({ deviceId: ports.ids.next(), incarnation: ports.ids.next() });
  const tills = Array.from({ length: mostTills }, device);
  const screen = device();
  const desk = device();
  await core.appendInternal(() => [
    { type: 'store.created', payload: { storeId: core.storeId, name: 'Bella Napoli' } },
    { type: 'catalogue.changed', payload: { source: 'store', handle: null, offset: null, complete: true, entries } },
    ...tills.map(
      (till, index) =>
        ({ type: 'device.paired', payload: { ...till, name: `Till ${index + 1}`, kind: 'pos' } }) as const,
    ),
    { type: 'device.paired', payload: { ...screen, name: 'Kitchen', kind: 'kds' } },
    { type: 'device.paired', payload: { ...desk, name: 'Desk', kind: 'api' } },
    { type: 'store.claimed', payload: { tenantId: core.storeId, cloudUrl: 'http://cloud.example' } },
  ]);
  await core.drain();
  const database = db.serialize();
  const index = core.view.index();
  db.close();
  const salad = entries.find(({ id }) => id === 'caesar-salad')?.payload ?? {};
  return { database, storeId: identity.storeId, tills, index, screen, desk, salad };
}
