import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seededRandom } from '@auraconnect/shared/testing/seeded-random.ts';
import { packTexts, unpackTexts } from '../adapters/sqlite/body-codec.ts';
import { rowCheck } from '../adapters/sqlite/row-check.ts';
import { verifyStore } from '../adapters/sqlite/verify-store.ts';
import { startCore, type TestCore } from '../testing/test-core.ts';
import { newId } from '../testing/test-store.ts';
import { sentenceOf } from './store-report.ts';

let running: TestCore;
let db: Database;

beforeEach(async () => {
  running = await startCore();
  ({ db } = running);
  await running.till.submit(running.till.command('cash.open_session', { sessionId: newId(), floatMinor: 10_000 }));
  for (let count = 0; count < 6; count += 1) await sellABurger();
});
afterEach(() => running.close());

async function sellABurger(): Promise<void> {
  const { till } = running;
  const orderId = newId();
  const answers = await Promise.all([
    till.submit(till.command('order.open', { orderId, orderTypeId: 'dine-in', label: 'Zoë', guestCount: null })),
    till.submit(
      till.command('order.add_open_item', {
        orderId,
        lineId: newId(),
        name: 'Burger',
        unitPriceMinor: 1450,
        quantity: '1',
        taxCategoryId: running.core.view.index().catalogue.taxCategories[0]?.id ?? '',
        stationId: null,
        note: '',
      }),
    ),
    till.submit(
      till.command('order.pay_cash', {
        orderId,
        paymentId: newId(),
        amountMinor: null,
        tenderedMinor: 5_000,
        tipMinor: 0,
      }),
    ),
    till.submit(till.command('order.close', { orderId })),
  ]);
  for (const outcome of answers) expect(outcome).toMatchObject({ answer: { status: 'accepted' } });
}

const kinds = (): string[] => verifyStore(db).findings.map(({ kind }) => kind);

describe('a store that is checked', () => {
  it('is found whole when nobody touched it', () => {
    const report = verifyStore(db);
    expect(report.findings).toEqual([]);
    expect(report).toMatchObject({ events: running.core.durableSeq, headHash: running.core.headHash });
  });

  it('shows every byte of its journal that was flipped', () => {
    const chance = seededRandom(7);
    const packs = db.prepare('SELECT seq, pack, hash FROM journal').all() as {
      seq: number;
      pack: Buffer;
      hash: Buffer;
    }[];
    const put = db.prepare('UPDATE journal SET pack = ?, hash = ? WHERE seq = ?');
    for (let flip = 0; flip < 250; flip += 1) {
      const { seq, pack, hash } = chance.pick(packs);
      const bytes = Buffer.concat([pack, hash]);
      const place = chance.between(0, bytes.length - 1);
      bytes[place] = (bytes[place] ?? 0) ^ (1 << chance.between(0, 7));
      put.run(bytes.subarray(0, pack.length), bytes.subarray(pack.length), seq);
      const found = kinds().length > 0;
      put.run(pack, hash, seq);
      expect(found, `byte ${place} of the pack at ${seq}`).toBe(true);
    }
    expect(kinds()).toEqual([]);
  }, 60_000);

  it('names the event at which a changed amount shows', () => {
    const rows = db.prepare('SELECT seq, count, pack FROM journal').all() as {
      seq: number;
      count: number;
      pack: Buffer;
    }[];
    const sale = rows.find(({ pack }) => unpackTexts(pack).some((text) => text.includes('1450')));
    if (sale === undefined) throw new Error('no sale');
    const texts = unpackTexts(sale.pack).map((text) => text.replaceAll('1450', '1440'));
    db.prepare('UPDATE journal SET pack = ? WHERE seq = ?').run(packTexts(texts), sale.seq);
    const [finding] = verifyStore(db).findings;
    expect(finding).toMatchObject({ kind: 'chain', reason: 'hash', seq: sale.seq + sale.count - 1 });
    expect(finding && sentenceOf(finding)).toMatch(/^Event \d+ was changed or damaged after it was written\.$/);
  });

  it('shows an end that was cut off to whoever wrote down a place of it, and by the answers that were given', () => {
    const { epoch, events, headHash } = verifyStore(db);
    const anchor = { epoch, seq: events, hash: headHash };
    expect(verifyStore(db, { anchors: [anchor] }).findings).toEqual([]);
    db.exec('DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)');
    expect(verifyStore(db, { anchors: [anchor] }).findings).toEqual([{ kind: 'cut-off', seq: events }]);
    expect(kinds()).toContain('answers-beyond');
  });

  it('shows a history that was written anew behind somebody’s back', () => {
    const { epoch, events } = verifyStore(db);
    const anchor = { epoch, seq: events - 1, hash: 'a'.repeat(64) };
    expect(verifyStore(db, { anchors: [anchor] }).findings).toEqual([{ kind: 'other-than-anchor', seq: events - 1 }]);
  });

  it('shows a figure that was changed beside the journal, and an event that its order has lost', () => {
    db.exec('UPDATE sales_day SET revenue_minor = revenue_minor + 1');
    expect(verifyStore(db).findings).toEqual([{ kind: 'projection', table: 'sales_day', onlyLive: 1, onlyRebuilt: 1 }]);
    db.exec('DELETE FROM order_entry WHERE order_key = 3');
    expect(new Set(kinds())).toEqual(new Set(['order-index']));
  });

  it('shows a byte that flipped in the register of answered commands, in a key, or in what the box knows of itself', () => {
    running.db.prepare('INSERT INTO staff_pin VALUES (?, ?, ?)').run('zoe', 'argon', rowCheck(['zoe', 'argon']));
    expect(kinds()).toEqual([]);
    for (const [table, column] of [
      ['command_record', 'body_hash'],
      ['device_secret', 'token_hash'],
      ['staff_pin', 'hash'],
      ['meta', 'value'],
    ] as const) {
      const row = db.prepare(`SELECT ${column} AS was FROM ${table} LIMIT 1`).get() as
        | { was: Buffer | string }
        | undefined;
      if (row === undefined) throw new Error(`${table} is empty`);
      const bytes = Buffer.from(row.was);
      bytes[0] = (bytes[0] ?? 0) ^ 1;
      const flipped = typeof row.was === 'string' ? bytes.toString() : bytes;
      const put = db.prepare(`UPDATE ${table} SET ${column} = ? WHERE ${column} = ?`);
      put.run(flipped, row.was);
      expect(kinds().length, table).toBeGreaterThan(0);
      put.run(row.was, flipped);
    }
    expect(kinds()).toEqual([]);
  });

  it('shows an answer that is gone, and a stream that does not end where its answers do', () => {
    db.exec('UPDATE device_stream SET last_n = last_n + 1 WHERE key = (SELECT min(stream) FROM command_record)');
    expect(kinds()).toEqual(['streams']);
    db.exec('UPDATE device_stream SET last_n = last_n - 1 WHERE key = (SELECT min(stream) FROM command_record)');
    db.exec('DELETE FROM command_record WHERE n = 2');
    expect(kinds()).toEqual(['streams']);
  });

  it('shows a letter that flipped in the text of the schema, which renames a column', () => {
    db.unsafeMode();
    db.pragma('writable_schema = ON');
    db.exec(`UPDATE sqlite_schema SET sql = replace(sql, 'comp_minor', 'comq_minor') WHERE name = 'sales_day'`);
    expect(verifyStore(db).findings).toContainEqual({
      kind: 'database',
      what: 'its schema of sales_day is not what a migration made',
    });
  });
});
