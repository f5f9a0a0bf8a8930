import { readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import { verifyStore } from '@auraconnect/appliance/adapters/sqlite/verify-store.ts';
import { seededRandom, type SeededRandom } from '@auraconnect/shared/testing/seeded-random.ts';
import { runProgram } from '../support/run-program.ts';
import { faultTest, seen } from './support/fault-test.ts';
import { Shop } from './support/shop.ts';

const flips = 1_000;
/** Of these the real command is asked, on the real file. */
const byCommand = 5;
const seed = Number(process.env['FAULT_SEED'] ?? '7');

type Fate = 'refused' | 'found' | 'unused' | 'silent';

/** The database of a store that has sold, in one file, without a log beside it. */
async function databaseOfADay(): Promise<{ shop: Shop; bytes: Buffer }> {
  const shop = await Shop.open({ tills: 2 });
  await shop.start();
  for (let order = 0; order < 15; order += 1) await Promise.all(shop.sellers.map((seller) => seller.sell()));
  await shop.program.stop();
  const db = new Database(shop.database);
  db.pragma('journal_mode = DELETE');
  db.close();
  return { shop, bytes: readFileSync(shop.database) };
}

/** Every value of every table: what anybody can ever read of it. */
function readAll(db: Database.Database): Map<string, string> {
  const tables = db
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`)
    .pluck()
    .all() as string[];
  const schema = db.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name').all();
  const rowsOf = (table: string): string => JSON.stringify(db.prepare(`SELECT * FROM "${table}"`).raw().all());
  return new Map([['the schema', JSON.stringify(schema)], ...tables.map((table) => [table, rowsOf(table)] as const)]);
}

/** The same file as the store keeps it: its header says that it has a log. A database in memory cannot have one. */
function withLog(bytes: Buffer): Buffer {
  const file = Buffer.from(bytes);
  file.fill(2, 18, 20);
  return file;
}

function readWhole(bytes: Buffer): Map<string, string> {
  const db = new Database(bytes, { readonly: true });
  const whole = readAll(db);
  db.close();
  return whole;
}

function fateOf(bytes: Buffer, whole: Map<string, string>): Fate {
  let db: Database.Database;
  try {
    db = new Database(bytes, { readonly: true });
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
  } catch {
    return 'refused';
  }
  try {
    if (verifyStore(db).findings.length > 0) return 'found';
    const now = readAll(db);
    const differ = [...whole.keys()].filter((table) => now.get(table) !== whole.get(table));
    return differ.length === 0 ? 'unused' : 'silent';
  } catch {
    // The command ends with status 2 and a sentence.
    return 'refused';
  } finally {
    db.close();
  }
}

function flip(bytes: Buffer, chance: SeededRandom): { flipped: Buffer; place: number } {
  const flipped = Buffer.from(bytes);
  const place = chance.between(0, bytes.length - 1);
  flipped[place] = (flipped[place] ?? 0) ^ chance.between(1, 255);
  return { flipped, place };
}

faultTest(
  'a thousand bytes flipped in a store’s database are found by verify, refused at opening, or change nothing that anybody can read',
  [],
  async () => {
    const { shop, bytes } = await databaseOfADay();
    try {
      const whole = readWhole(bytes);
      const chance = seededRandom(seed);
      const fates: Record<Fate, number> = { refused: 0, found: 0, unused: 0, silent: 0 };
      const silent: number[] = [];
      for (let count = 0; count < flips; count += 1) {
        const { flipped, place } = flip(bytes, chance);
        const fate = fateOf(flipped, whole);
        fates[fate] += 1;
        if (fate === 'silent') silent.push(place);
      }
      seen(
        'byte flips',
        `${flips} flips in ${Math.round(bytes.length / 1024)} KB: ${fates.found} found by verify, ${fates.refused} refused at opening, ${fates.unused} in space that holds nothing (every row of every table reads the same), ${fates.silent} silent`,
      );
      expect(silent).toEqual([]);
      // Without the hashes: SQLite's own check alone, which knows nothing of what a row ought to say.
      expect(fates.found).toBeGreaterThan(0);
    } finally {
      await shop.close();
    }
  },
);

faultTest('the verify command names a flipped byte and ends with a status that a script understands', [], async () => {
  const { shop, bytes } = await databaseOfADay();
  try {
    const verify = (): Promise<{ status: number | null; out: string; err: string }> =>
      runProgram('appliance/src/integrity/verify-command.ts', [shop.dataDir]).ended;
    writeFileSync(shop.database, withLog(bytes));
    expect((await verify()).status).toBe(0);
    const whole = readWhole(bytes);
    const chance = seededRandom(seed + 1);
    for (let asked = 0; asked < byCommand;) {
      const { flipped, place } = flip(bytes, chance);
      const fate = fateOf(flipped, whole);
      if (fate !== 'found' && fate !== 'refused') continue;
      asked += 1;
      writeFileSync(shop.database, withLog(flipped));
      const { status, out, err } = await verify();
      expect([1, 2], `byte ${place}`).toContain(status);
      expect(out + err).not.toContain('Everything is as it was written');
    }
    writeFileSync(shop.database, withLog(bytes));
    expect((await verify()).status).toBe(0);
  } finally {
    await shop.close();
  }
});

faultTest('control: SQLite’s own check alone lets flipped bytes pass that verify finds', [], async () => {
  const { shop, bytes } = await databaseOfADay();
  try {
    const whole = readWhole(bytes);
    const chance = seededRandom(seed);
    let passed = 0;
    for (let count = 0; count < 200; count += 1) {
      const { flipped } = flip(bytes, chance);
      if (fateOf(flipped, whole) === 'found' && pagesAreFine(flipped)) passed += 1;
    }
    expect(passed).toBeGreaterThan(0);
    seen('control of byte flips', `integrity_check alone said ok to ${passed} of 200 that verify found`);
  } finally {
    await shop.close();
  }
});

function pagesAreFine(bytes: Buffer): boolean {
  const db = new Database(bytes, { readonly: true });
  try {
    return db.pragma('integrity_check', { simple: true }) === 'ok';
  } catch {
    return false;
  } finally {
    db.close();
  }
}
