import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import { AnchorFile } from '@auraconnect/appliance/adapters/node/anchor-file.ts';
import { checkAtStart } from '@auraconnect/appliance/adapters/sqlite/check-at-start.ts';
import { verifyStore } from '@auraconnect/appliance/adapters/sqlite/verify-store.ts';
import { noScrub } from '@auraconnect/appliance/integrity/scrub-record.ts';
import type { Anchor } from '@auraconnect/appliance/integrity/store-report.ts';
import { seededRandom } from '@auraconnect/shared/testing/seeded-random.ts';
import { faultTest, seen } from './support/fault-test.ts';
import { Shop } from './support/shop.ts';

const flips = 400;
const cuts = 100;
const seed = Number(process.env['FAULT_SEED'] ?? '11');

/** What a killed appliance left: what it has not moved into the database yet is only in the log. */
interface Left {
  database: Buffer;
  log: Buffer;
  anchor: Anchor;
  acknowledged: number;
}

async function killedStore(): Promise<Left> {
  const shop = await Shop.open({ tills: 2 });
  try {
    await shop.start();
    for (let order = 0; order < 20; order += 1) await Promise.all(shop.sellers.map((seller) => seller.sell()));
    await shop.program.kill();
    const file = AnchorFile.open(join(dirname(shop.database), 'anchor'));
    file.close();
    if (file.newest === null) throw new Error('the appliance wrote down no anchor');
    return {
      database: readFileSync(shop.database),
      log: readFileSync(`${shop.database}-wal`),
      anchor: file.newest,
      acknowledged: shop.acknowledged.length,
    };
  } finally {
    await shop.close();
  }
}

/** `start`: found before anything is served. `scrub`: found by reading everything. `same`: nothing of it is missing. */
type Fate = 'start' | 'scrub' | 'same' | 'silent';

class Scratch {
  readonly #folder = mkdtempSync(join(tmpdir(), 'auraconnect-log-'));
  #count = 0;

  open({ database }: Left, log: Buffer): Database.Database {
    this.#count += 1;
    const folder = join(this.#folder, String(this.#count));
    mkdirSync(folder);
    writeFileSync(join(folder, 'store.db'), database);
    writeFileSync(join(folder, 'store.db-wal'), log);
    return new Database(join(folder, 'store.db'));
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function everyRow(db: Database.Database): string {
  const tables = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).pluck().all();
  return JSON.stringify(
    tables.map((table) =>
      db
        .prepare(`SELECT * FROM "${String(table)}"`)
        .raw()
        .all(),
    ),
  );
}

function fateOf(db: Database.Database, anchors: readonly Anchor[], whole: string): Fate {
  try {
    if (checkAtStart(db, noScrub, anchors).length > 0) return 'start';
    if (verifyStore(db, { anchors }).findings.length > 0) return 'scrub';
    return everyRow(db) === whole ? 'same' : 'silent';
  } catch {
    return 'start';
  } finally {
    db.close();
  }
}

type Spoil = (log: Buffer, chance: ReturnType<typeof seededRandom>) => Buffer;

const flip: Spoil = (log, chance) => {
  const flipped = Buffer.from(log);
  const place = chance.between(0, log.length - 1);
  flipped[place] = (flipped[place] ?? 0) ^ chance.between(1, 255);
  return flipped;
};
const cut: Spoil = (log, chance) => log.subarray(0, chance.between(0, log.length - 1));

function spoilMany(left: Left, spoil: Spoil, times: number, anchors: readonly Anchor[]): Record<Fate, number> {
  const scratch = new Scratch();
  try {
    const first = scratch.open(left, left.log);
    const whole = everyRow(first);
    first.close();
    const chance = seededRandom(seed);
    const fates: Record<Fate, number> = { start: 0, scrub: 0, same: 0, silent: 0 };
    for (let count = 0; count < times; count += 1)
      fates[fateOf(scratch.open(left, spoil(left.log, chance)), anchors, whole)] += 1;
    return fates;
  } finally {
    scratch.remove();
  }
}

const said = ({ start, scrub, same, silent }: Record<Fate, number>): string =>
  `${start} found by the start, ${scrub} by the scrub, ${same} missing nothing, ${silent} silent`;

faultTest(
  'a byte that flipped in the log of a killed appliance, or an end of it that is gone, is found by the next start',
  [],
  async () => {
    const left = await killedStore();
    const flipped = spoilMany(left, flip, flips, [left.anchor]);
    const cutOff = spoilMany(left, cut, cuts, [left.anchor]);
    seen(
      'flipped log',
      `${Math.round(left.log.length / 1024)} KB of log after ${left.acknowledged} orders and a kill: ${flips} bytes flipped: ${said(flipped)}; ${cuts} ends cut off: ${said(cutOff)}`,
    );
    expect(flipped.silent + cutOff.silent).toBe(0);
    expect(flipped.start).toBeGreaterThan(0);

    const without = spoilMany(left, cut, cuts, []);
    expect(without.silent).toBeGreaterThan(0);
    seen('control of the flipped log', `without the anchor: ${cuts} ends cut off: ${said(without)}`);
  },
);
