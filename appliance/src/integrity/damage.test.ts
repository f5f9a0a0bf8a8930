import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterEach, expect, it } from 'vitest';
import { verifyStore } from '../adapters/sqlite/verify-store.ts';
import { firstOwner, freshDataDir, TestStore, type TestTill } from '../testing/test-store.ts';

const eager = { firstAfterMs: 100, everyMs: 400, restsPerWork: 0 };
const never = { ...eager, firstAfterMs: 3_600_000 };
const stores: TestStore[] = [];

afterEach(async () => {
  for (const store of stores.splice(0)) await store.remove();
});

async function start(scrub: typeof eager, dataDir?: string): Promise<TestStore> {
  const store = await TestStore.start({ config: { scrub }, ...(dataDir === undefined ? {} : { dataDir }) });
  stores.push(store);
  return store;
}

async function openShop(scrub: typeof eager): Promise<{ store: TestStore; till: TestTill }> {
  const store = await start(scrub);
  const till = await store.setUp();
  await till.signIn(firstOwner.staffId, firstOwner.pin);
  await till.openDrawer();
  for (let order = 0; order < 3; order += 1) await till.send(till.sale());
  return { store, till };
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 800; tries += 1) {
    if (await isSo()) return;
    await delay(50);
  }
  throw new Error('it did not come to that');
}

/** Over a connection of its own: the appliance's caches know nothing of it. */
function edit(store: TestStore, change: (db: Database.Database) => void): void {
  const db = new Database(join(store.dataDir, 'store.db'));
  change(db);
  db.close();
}

function flipInJournal(store: TestStore): void {
  edit(store, (db) => {
    const { seq, pack } = db.prepare('SELECT seq, pack FROM journal ORDER BY seq LIMIT 1 OFFSET 2').get() as {
      seq: number;
      pack: Buffer;
    };
    pack[pack.length - 3] = (pack.at(-3) ?? 0) ^ 1;
    db.prepare('UPDATE journal SET pack = ? WHERE seq = ?').run(pack, seq);
  });
}

const folders = (dataDir: string): string[] => readdirSync(dataDir).filter((name) => name.startsWith('damaged-'));

/** The disk as a crash at this moment would leave it. Copied by another program: closing the database's file here would drop its locks. */
function imageOf(store: TestStore): string {
  const dataDir = freshDataDir();
  execFileSync('cp', ['-r', store.dataDir, dataDir]);
  return dataDir;
}

interface HealthBody {
  status: string;
  parts: { scrub: { status: string; detail: { damage: { copy: string | null } | null; projections: string | null } } };
}

it('a byte that flipped under a store that sells stops every yes, keeps a copy, and is not forgotten by a start', async () => {
  const { store, till } = await openShop(eager);
  flipInJournal(store);
  const healthOf = (): Promise<{ status: number; body: HealthBody }> =>
    store.http<HealthBody>('GET', '/health', { headers: till.headers });
  await until(async () => (await healthOf()).status === 503);
  const refused = await till.post(till.sale());
  expect(refused).toMatchObject({ status: 503, body: { code: 'store_damaged' } });
  await until(async () => (await healthOf()).body.parts.scrub.detail.damage?.copy !== null);
  const [folder = ''] = folders(store.dataDir);
  const told = await till.post(till.sale());
  expect((told.body as { title: string }).title).toMatch(
    /^The store’s record is damaged at event \d+\. Nothing more is taken here; call your support, a copy was kept at .*damaged-/,
  );
  expect(readdirSync(join(store.dataDir, folder)).toSorted()).toEqual(['store.db', 'store.db-wal']);
  await store.stop();

  const again = await start(never, store.dataDir);
  expect(again.appliance.damage?.message).toBe((told.body as { title: string }).title);
  expect(await again.http('POST', '/api/v1/commands', { body: [] })).toMatchObject({
    status: 503,
    body: { code: 'store_damaged' },
  });
  expect((await again.http('GET', '/health')).status).toBe(503);
  expect(folders(store.dataDir)).toHaveLength(1);
  await again.stop();

  // Repaired, as from a backup: believed because everything was read again.
  flipInJournal(store);
  const repaired = await start(never, store.dataDir);
  expect(repaired.appliance.damage).toBeNull();
  expect(readdirSync(store.dataDir).filter((name) => name.startsWith('damage-gone-'))).toHaveLength(1);
}, 120_000);

it('a log whose end was lost is not taken for the whole history, because the place where it ended stands elsewhere', async () => {
  const { store } = await openShop(never);
  const image = imageOf(store);
  const wal = readFileSync(join(image, 'store.db-wal'));
  const frameBytes = 2_048 + 24;
  const frames = Math.floor((wal.length - 32) / frameBytes);
  const place = 32 + (frames - 2) * frameBytes + 24 + 100;
  wal[place] = (wal[place] ?? 0) ^ 1;
  writeFileSync(join(image, 'store.db-wal'), wal);
  const withoutAnchor = freshDataDir();
  cpSync(image, withoutAnchor, { recursive: true });

  const found = await start(never, image);
  expect(found.appliance.damage?.message).toMatch(/damaged at event \d+\./);
  expect(readFileSync(join(image, folders(image)[0] ?? '', 'store.db-wal')).equals(wal)).toBe(true);

  // Without it nobody would know: SQLite ends its log at the first frame that is not as it was written.
  rmSync(join(withoutAnchor, 'anchor'));
  expect((await start(never, withoutAnchor)).appliance.damage).toBeNull();
});

it('a damaged answer in the register stops the store when its command comes again', async () => {
  const { store, till } = await openShop(never);
  const command = till.command('menu.set_availability', { itemId: 'fries', remaining: 5 });
  await till.send([command]);
  edit(store, (db) => db.exec(`UPDATE command_record SET seq = seq + 1 WHERE n = ${command.n}`));
  expect(await till.post([command])).toMatchObject({ status: 503, body: { code: 'store_damaged' } });
  expect(await till.post(till.sale())).toMatchObject({ status: 503, body: { code: 'store_damaged' } });
});

it('figures that are not what the journal says do not stop a store: they are named, and made anew at the next start', async () => {
  const { store, till } = await openShop(eager);
  edit(store, (db) => db.exec('UPDATE sales_day SET revenue_minor = revenue_minor + 1'));
  const scrub = async (): Promise<HealthBody['parts']['scrub']> =>
    (await store.http<HealthBody>('GET', '/health', { headers: till.headers })).body.parts.scrub;
  await until(async () => (await scrub()).detail.projections === 'differ');
  expect((await scrub()).status).toBe('degraded');
  await till.send([till.command('menu.set_availability', { itemId: 'fries', remaining: 5 })]);
  await store.stop();
  const again = await start(never, store.dataDir);
  expect(again.appliance.damage).toBeNull();
  const db = new Database(join(store.dataDir, 'store.db'), { readonly: true });
  expect(verifyStore(db).findings).toEqual([]);
  db.close();
}, 120_000);

it('an event that was damaged since the last pass is found by the start itself', async () => {
  const { store } = await openShop(never);
  await store.stop();
  flipInJournal(store);
  expect((await start(never, store.dataDir)).appliance.damage?.message).toMatch(/damaged at event \d+/);
});

it('a store with too many copies, or without the room for one, says that none was kept', async () => {
  const { store } = await openShop(never);
  await store.stop();
  flipInJournal(store);
  for (const name of ['1', '2', '3']) mkdirSync(join(store.dataDir, `damaged-${name}`));
  expect((await start(never, store.dataDir)).appliance.damage?.message).toMatch(
    /no further copy was kept beside the 3/,
  );
});
