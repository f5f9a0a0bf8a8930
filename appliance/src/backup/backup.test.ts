import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestStore, type TestTill } from '../testing/test-store.ts';

let folder: string;
let store: TestStore | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aura-backup-'));
});
afterEach(async () => {
  await store?.stop();
  store = null;
  rmSync(folder, { recursive: true, force: true });
});

interface Ran {
  status: number | null;
  said: string;
  complained: string;
}

function run(command: 'backup' | 'restore', ...args: string[]): Promise<Ran> {
  const child = spawn(process.execPath, [join(import.meta.dirname, `${command}-command.ts`), ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ran: Ran = { status: null, said: '', complained: '' };
  child.stdout.on('data', (chunk: Buffer) => (ran.said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (ran.complained += chunk.toString()));
  return new Promise((resolve) => child.once('close', (status) => resolve({ ...ran, status })));
}

const backupFile = (): string => join(folder, 'store.tar.gz');
const dataDir = (name: string): string => join(folder, name);

async function openStore(name = 'live'): Promise<TestTill> {
  store = await TestStore.start({ dataDir: join(dataDir(name), 'appliance') });
  const till = await store.setUp();
  await till.openDrawer();
  return till;
}

async function sell(till: TestTill, orders: number): Promise<void> {
  for (let count = 0; count < orders; count += 1) await till.send(till.sale());
}

/** The last line that is not about progress. */
const sentence = ({ complained }: Ran): string => complained.trim().split('\n').at(-1) ?? '';

test('a backup taken while the store sells is whole, and the restored store has exactly what the backup says', async () => {
  const till = await openStore();
  await sell(till, 30);
  let selling = true;
  const load = (async () => {
    while (selling) await sell(till, 1);
  })();
  const before = store?.appliance.core.durableSeq ?? 0;
  const made = await run('backup', '--data', dataDir('live'), '--to', backupFile());
  selling = false;
  await load;
  const after = store?.appliance.core.durableSeq ?? 0;
  expect(made).toMatchObject({ status: 0 });
  expect(made.said).toMatch(/^Backed up Corner Grill up to event \d+, of /);
  expect(statSync(backupFile()).mode & 0o077).toBe(0);
  expect(readdirSync(folder).filter((name) => name.includes('making'))).toEqual([]);

  const seq = Number(/up to event (\d+)/.exec(made.said)?.[1]);
  expect(seq).toBeGreaterThanOrEqual(before);
  expect(seq).toBeLessThan(after);
  const [head] = (await store?.appliance.core.readJournal(seq - 1, 1)) ?? [];
  await store?.stop();

  const restored = await run('restore', backupFile(), '--data', dataDir('second'));
  expect(restored).toMatchObject({ status: 0 });
  expect(restored.said).toContain(`Restored Corner Grill (${head?.store}) up to event ${seq} of ${head?.occurredAt}`);
  expect(restored.said).toContain('gets what the cloud has of it back');
  store = await TestStore.start({ dataDir: join(dataDir('second'), 'appliance') });
  expect(store.appliance.core).toMatchObject({ storeId: head?.store, durableSeq: seq, headHash: head?.hash });

  // The same people, the same devices: the till goes on where the backup knew it.
  const bootstrap = await store.http<{ device: { lastN: number } }>('GET', '/api/v1/bootstrap', {
    headers: till.headers,
  });
  expect(bootstrap.status).toBe(200);
  const { base: _base, ...again } = { base: store.base, till };
  again.till.n = bootstrap.body.device.lastN;
  Object.defineProperty(again.till, 'store', { value: store });
  expect((await again.till.signIn('anna', '4711')).status).toBe(201);
  await sell(again.till, 1);
}, 60_000);

test('a restored database says that it was restored, and from where', async () => {
  await sell(await openStore(), 2);
  await run('backup', '--data', dataDir('live'), '--to', backupFile());
  await run('restore', backupFile(), '--data', dataDir('second'));
  const db = new Database(join(dataDir('second'), 'appliance', 'store.db'), { readonly: true });
  const row = db.prepare("SELECT value FROM meta WHERE key = 'restored'").get() as { value: string };
  db.close();
  expect(JSON.parse(row.value)).toMatchObject({
    seq: store?.appliance.core.durableSeq,
    hash: store?.appliance.core.headHash,
    epoch: store?.appliance.core.epoch,
  });
}, 60_000);

test('a stopped store can be backed up too, and is left as it was', async () => {
  await sell(await openStore(), 3);
  await store?.stop();
  store = null;
  const bytes = (): string => readFileSync(join(dataDir('live'), 'appliance', 'store.db')).toString('base64');
  const before = bytes();
  const made = await run('backup', '--data', dataDir('live'), '--to', folder);
  expect(made).toMatchObject({ status: 0 });
  expect(bytes()).toBe(before);
  expect(readdirSync(folder).filter((name) => /^auraconnect-.*\.tar\.gz$/.test(name))).toHaveLength(1);
}, 60_000);

test("a restore takes no store's place unasked, never a running one's, and keeps the one that it replaces", async () => {
  await sell(await openStore(), 2);
  await run('backup', '--data', dataDir('live'), '--to', backupFile());
  const unasked = await run('restore', backupFile(), '--data', dataDir('live'));
  expect(unasked.status).toBe(1);
  expect(sentence(unasked)).toMatch(/is not empty; with --force/);
  const running = await run('restore', backupFile(), '--data', dataDir('live'), '--force');
  expect(running.status).toBe(1);
  expect(sentence(running)).toMatch(/already running/);
  await store?.stop();
  store = null;
  const forced = await run('restore', backupFile(), '--data', dataDir('live'), '--force');
  expect(forced).toMatchObject({ status: 0 });
  const kept = readdirSync(dataDir('live')).find((name) => name.startsWith('appliance.before-restore-'));
  expect(existsSync(join(dataDir('live'), kept ?? '', 'store.db'))).toBe(true);
  store = await TestStore.start({ dataDir: join(dataDir('live'), 'appliance') });
}, 60_000);

test(
  'what is cut off, changed, foreign or newer is refused with one sentence, and nothing is touched',
  { timeout: 120_000 },
  async () => {
    await sell(await openStore(), 5);
    await run('backup', '--data', dataDir('live'), '--to', backupFile());
    const whole = readFileSync(backupFile());
    const tryIt = async (content: Buffer | string): Promise<string> => {
      const path = join(folder, 'tried.tar.gz');
      writeFileSync(path, content);
      const ran = await run('restore', path, '--data', dataDir('second'));
      expect(ran.status).toBe(1);
      expect(ran.complained).not.toContain('    at ');
      expect(existsSync(join(dataDir('second'), 'appliance'))).toBe(false);
      expect(existsSync(dataDir('second')) ? readdirSync(dataDir('second')) : []).toEqual([]);
      return sentence(ran);
    };
    expect(await tryIt('a shopping list')).toMatch(/is not a backup of this program/);
    expect(await tryIt('')).toMatch(/is not a backup of this program/);
    expect(await tryIt(gzipSync('a packed shopping list'))).toMatch(/is not a backup of this program/);
    expect(await tryIt(whole.subarray(0, Math.floor(whole.length / 2)))).toMatch(/is damaged: It ends in the middle/);
    expect(await tryIt(whole.subarray(0, whole.length - 4))).toMatch(/is damaged/);
    const plain = gunzipSync(whole);
    const flipped = Buffer.from(plain);
    flipped[20_000] = (flipped[20_000] ?? 0) ^ 1;
    expect(await tryIt(gzipSync(flipped))).toMatch(/is damaged: store\.db is not what was backed up/);
    expect(await tryIt(gzipSync(withManifest(plain, '"formatVersion": 1', '"formatVersion": 9')))).toMatch(
      /made by a newer version/,
    );
    expect(await tryIt(gzipSync(withManifest(plain, /"schemaVersion": \d/, '"schemaVersion": 9')))).toMatch(
      /newer program; this one knows up to/,
    );
    expect(sentence(await run('restore', join(folder, 'nowhere'), '--data', dataDir('second')))).toMatch(
      /There is no file/,
    );
    expect(sentence(await run('restore', backupFile()))).toMatch(/--data is missing/);
    expect(sentence(await run('backup', '--to', backupFile(), '--data', dataDir('live')))).toMatch(
      /never replaces another one/,
    );
    expect(sentence(await run('backup', '--to', join(folder, 'x'), '--data', folder))).toMatch(/There is no store in/);
  },
);

/** The plain tar with its manifest changed in place, length unchanged. */
function withManifest(tar: Buffer, from: string | RegExp, to: string): Buffer {
  const size = Number.parseInt(tar.toString('latin1', 124, 136), 8);
  const text = tar.toString('utf8', 512, 512 + size).replace(from, to);
  const changed = Buffer.from(tar);
  expect(Buffer.byteLength(text)).toBe(size);
  changed.write(text, 512);
  return changed;
}

test('a store whose journal was tampered with is not backed up as if it were sound', async () => {
  await sell(await openStore(), 3);
  await store?.stop();
  store = null;
  const path = join(dataDir('live'), 'appliance', 'store.db');
  const db = new Database(path);
  db.exec('UPDATE journal SET hash = randomblob(32) WHERE seq = (SELECT min(seq) FROM journal WHERE seq > 5)');
  db.close();
  const made = await run('backup', '--data', dataDir('live'), '--to', backupFile());
  expect(made.status).toBe(1);
  expect(sentence(made)).toMatch(/changed or damaged at event \d+/);
  expect(existsSync(backupFile())).toBe(false);
  truncateSync(path, 20_000);
  expect((await run('backup', '--data', dataDir('live'), '--to', backupFile())).status).toBe(1);
  expect(readdirSync(dirname(backupFile())).filter((name) => name.includes('making'))).toEqual([]);
});
