import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verifyChain } from '@auraconnect/shared/journal/hash.ts';
import { genesisHash, type JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import { rebuildProjections } from '../adapters/sqlite/rebuild-projections.ts';
import { verifyStore } from '../adapters/sqlite/verify-store.ts';
import { openDatabase } from '../adapters/sqlite/open-database.ts';
import { coreOn, coreTill, type CoreTill, startCore, type TestCore } from '../testing/test-core.ts';
import { newId } from '../testing/test-store.ts';
import type { StoreCore } from './store-core.ts';
import { sha256 } from './ledger.ts';

let running: TestCore;
let folder: string;
const open: { db: Database.Database; core: StoreCore }[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'aura-epochs-'));
  running = await startCore();
});
afterEach(async () => {
  for (const { core, db } of open.splice(0)) {
    await core.drain();
    if (db.open) db.close();
  }
  await running.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A box that starts on the data as they are now, as after a power cut, a restored copy or on a cloned disk. */
function startOn(path: string): { core: StoreCore; db: Database.Database } {
  const db = openDatabase({ path, synchronous: 'NORMAL' });
  const core = coreOn(db);
  const started = { core, db };
  open.push(started);
  return started;
}

function copyOf(db: Database.Database, name: string): string {
  db.pragma('wal_checkpoint(TRUNCATE)');
  const path = join(folder, name);
  copyFileSync(db.name, path);
  return path;
}

/** @returns the answers */
async function sell(
  till: CoreTill,
  label = '',
): Promise<{ orderId: string; envelopes: ReturnType<CoreTill['command']>[] }> {
  const orderId = newId();
  const taxCategoryId = running.core.view.index().catalogue.taxCategories[0]?.id ?? '';
  const envelopes = [
    till.command('order.open', { orderId, orderTypeId: 'dine-in', label, guestCount: null }),
    till.command('order.add_open_item', {
      orderId,
      lineId: newId(),
      name: 'Burger',
      unitPriceMinor: 1450,
      quantity: '1',
      taxCategoryId,
      stationId: null,
      note: '',
    }),
    till.command('order.pay_cash', {
      orderId,
      paymentId: newId(),
      amountMinor: null,
      tenderedMinor: 5_000,
      tipMinor: 0,
    }),
    till.command('order.close', { orderId }),
  ];
  for (const envelope of envelopes)
    expect(await till.submit(envelope)).toMatchObject({ answer: { status: 'accepted' } });
  return { orderId, envelopes };
}

const openDrawer = (till: CoreTill): Promise<unknown> =>
  till.submit(till.command('cash.open_session', { sessionId: newId(), floatMinor: 10_000 }));

const closedOrders = (db: Database.Database): number =>
  db.prepare('SELECT order_count FROM sales_day').pluck().get() as number;

/** The same device at another box: its stream goes on where it is. */
function tillAt(core: StoreCore, till: CoreTill, lastN: number): CoreTill {
  const other = coreTill(core, till);
  for (let n = 0; n < lastN; n += 1) other.command('order.close', { orderId: newId() });
  return other;
}

const lastNOf = (core: StoreCore, { deviceId }: CoreTill): number => core.view.device(deviceId)?.lastN ?? 0;

test('a history of several starts is made into the same projections, wherever the groups in which it is read end', async () => {
  await openDrawer(running.till);
  await sell(running.till);
  const again = startOn(copyOf(running.db, 'again.db'));
  await sell(tillAt(again.core, running.till, lastNOf(again.core, running.till)));
  const third = startOn(copyOf(again.db, 'third.db'));
  await sell(tillAt(third.core, running.till, lastNOf(third.core, running.till)));
  await third.core.drain();
  for (const rowsPerGroup of [1, 4, 1000])
    expect(rebuildProjections(third.db, ':memory:', { rowsPerGroup })).toMatchObject({
      chain: { ok: true },
      differences: [],
    });
});

test('every start opens an epoch of its own with the first thing it writes, and the chain goes on', async () => {
  await openDrawer(running.till);
  await sell(running.till);
  const { epoch, durableSeq, headHash } = running.core;
  const { core, db } = startOn(copyOf(running.db, 'again.db'));
  expect(core).toMatchObject({ epoch, durableSeq, headHash });
  const till = tillAt(core, running.till, lastNOf(core, running.till));
  await sell(till);
  expect(core.epoch).not.toBe(epoch);
  expect(core.epochs()).toEqual([
    { epoch, fromSeq: 1 },
    { epoch: core.epoch, fromSeq: durableSeq + 1 },
  ]);
  const rows = await core.readJournal(0, 1_000);
  expect(rows[durableSeq]).toMatchObject({ type: 'epoch.opened', epoch: core.epoch, seq: durableSeq + 1 });
  expect(JSON.parse(rows[durableSeq]?.bytes ?? '')).toEqual({ parent: { epoch, seq: durableSeq, hash: headHash } });
  const store = core.storeId;
  expect(verifyChain(rows, { store, epoch, seq: 0, hash: genesisHash }, sha256)).toMatchObject({ ok: true });
  expect(verifyStore(db).findings).toEqual([]);
});

test('a start at which nothing is written opens none', async () => {
  const { core } = startOn(copyOf(running.db, 'idle.db'));
  expect(core.epochs()).toHaveLength(1);
  expect(core.epoch).toBe(running.core.epoch);
});

test('two boxes from one disk never write two histories under one name', async () => {
  await openDrawer(running.till);
  const path = copyOf(running.db, 'one.db');
  copyFileSync(path, join(folder, 'two.db'));
  const [one, two] = [startOn(path), startOn(join(folder, 'two.db'))];
  for (const { core } of [one, two]) await sell(tillAt(core, running.till, lastNOf(core, running.till)));
  expect(one.core.epoch).not.toBe(two.core.epoch);
});

test('an answer to a command of an earlier epoch names that epoch', async () => {
  await openDrawer(running.till);
  const { envelopes } = await sell(running.till);
  const { core } = startOn(copyOf(running.db, 'later.db'));
  const till = tillAt(core, running.till, lastNOf(core, running.till));
  await sell(till);
  const again = await till.submit(envelopes[0] as (typeof envelopes)[0]);
  expect(again).toMatchObject({ answer: { status: 'accepted', repeated: true, epoch: running.core.epoch } });
});

test('a box knows every place of its own history and none of another', async () => {
  await openDrawer(running.till);
  const path = copyOf(running.db, 'old.db');
  await sell(running.till);
  const { epoch, durableSeq, headHash } = running.core;
  const { core } = startOn(path);
  const common = (await core.readJournal(2, 1))[0] as JournalRow;
  expect(core.knows(common)).toBe(true);
  expect(core.knows({ ...common, hash: headHash })).toBe(false);
  expect(core.knows({ epoch, seq: durableSeq, hash: headHash })).toBe(false);
  expect(core.knows({ epoch: newId(), seq: 1, hash: common.hash })).toBe(false);
});

test('a restored box adopts what it lost, verbatim and once, and sells on', async () => {
  await openDrawer(running.till);
  await sell(running.till);
  const path = copyOf(running.db, 'backup.db');
  const { durableSeq } = running.core;
  await sell(running.till, 'lost');
  const lost = await running.core.readJournal(durableSeq, 1_000);

  const { core, db } = startOn(path);
  expect(await core.adopt(lost, 'cloud')).toEqual({ count: lost.length });
  expect(await core.adopt(lost, 'cloud')).toEqual({ count: 0 });
  const wrapped = (await core.readJournal(durableSeq + 1, 1_000)).map(
    (row) => (JSON.parse(row.bytes) as { row: JournalRow }).row,
  );
  expect(wrapped).toEqual(lost);
  expect(closedOrders(db)).toBe(2);
  expect(core.view.adopted).toEqual({ [running.core.epoch]: lost.at(-1)?.seq });
  expect(lastNOf(core, running.till)).toBe(lastNOf(running.core, running.till));
  await sell(tillAt(core, running.till, lastNOf(core, running.till)));
  expect(closedOrders(db)).toBe(3);
  expect(verifyStore(db).findings).toEqual([]);
});

test('what the cloud alone had between the rows of a device is adopted after them', async () => {
  await openDrawer(running.till);
  const path = copyOf(running.db, 'backup.db');
  const pathOfThird = copyOf(running.db, 'third.db');
  const { durableSeq } = running.core;
  await sell(running.till, 'lost');
  const paper = { printerId: 'receipt', document: 'test-print', subject: { type: 'test-print' }, copy: false } as const;
  await running.core.appendInternal(() => [{ type: 'print.queued', payload: { jobId: newId(), ...paper } }]);
  await sell(tillAt(running.core, running.till, lastNOf(running.core, running.till)), 'lost too');
  const lost = await running.core.readJournal(durableSeq, 1_000);
  const { core, db } = startOn(path);
  const ofTheTill = lost.filter(({ device }) => device === running.till.deviceId);
  const others = lost.length - ofTheTill.length;
  expect(others).toBeGreaterThan(0);
  expect(await core.adopt(ofTheTill, 'terminal')).toEqual({ count: ofTheTill.length });
  expect(core.view.adopted).toEqual({});
  expect(await core.adopt(lost, 'cloud')).toEqual({ count: others });
  // A box that is lost again hears from the cloud what this one had from its till, and that is not all either.
  const wrapped = await core.readJournal(durableSeq, 1_000);
  const third = startOn(pathOfThird).core;
  expect(await third.adopt(wrapped.slice(0, 1 + ofTheTill.length), 'cloud')).toEqual({ count: ofTheTill.length });
  expect(third.view.adopted).toEqual({});
  expect(verifyStore(db).findings).toEqual([]);
});

test('a paper that a person has decided about stays decided when the cloud tells late what the lost box did with it', async () => {
  await openDrawer(running.till);
  const path = copyOf(running.db, 'backup.db');
  const { durableSeq } = running.core;
  const jobId = newId();
  const paper = { printerId: 'receipt', document: 'test-print', subject: { type: 'test-print' }, copy: false } as const;
  await running.core.appendInternal(() => [
    { type: 'print.queued', payload: { jobId, ...paper } },
    { type: 'print.sending', payload: { jobId, attempt: 1 } },
  ]);
  const lost = await running.core.readJournal(durableSeq, 1_000);
  const { core, db } = startOn(path);
  await core.adopt(lost.slice(0, -1), 'terminal');
  expect(core.view.printJob(jobId)?.state).toBe('unknown');
  await core.appendInternal(() => [{ type: 'print.resolved', payload: { jobId, outcome: 'printed' } }]);
  expect(await core.adopt(lost, 'cloud')).toEqual({ count: 1 });
  expect(core.view.openPrintJobs()).toEqual([]);
  expect(verifyStore(db).findings).toEqual([]);
});

test('a command that the lost history has answered is answered again, and does not happen again', async () => {
  await openDrawer(running.till);
  const path = copyOf(running.db, 'backup.db');
  const { durableSeq } = running.core;
  const { envelopes, orderId } = await sell(running.till);
  const refused = running.till.command('order.close', { orderId });
  expect(await running.till.submit(refused)).toMatchObject({ answer: { status: 'refused' } });
  const last = await sell(running.till);

  const { core, db } = startOn(path);
  await core.adopt(await running.core.readJournal(durableSeq, 1_000), 'cloud');
  const till = coreTill(core, running.till);
  for (const envelope of [...envelopes, ...last.envelopes])
    expect(await till.submit(envelope)).toMatchObject({ answer: { status: 'accepted', repeated: true } });
  expect(await till.submit(refused)).toMatchObject({
    answer: { status: 'refused', refusal: { code: 'refused_before' } },
  });
  expect(await till.submit(refused)).toMatchObject({ answer: { status: 'refused', repeated: true } });
  expect(closedOrders(db)).toBe(2);
});

test('a till that is further than a restored box waits until the cloud was asked for what was lost', async () => {
  await openDrawer(running.till);
  const path = copyOf(running.db, 'backup.db');
  await sell(running.till);
  const { core } = startOn(path);
  const next = coreTill(core, running.till);
  const ahead = { ...running.till.command('order.close', { orderId: newId() }) };
  core.expectLost(true);
  expect(await next.submit(ahead)).toMatchObject({ problem: { status: 503, code: 'history_incomplete' } });
  core.expectLost(false);
  expect(await next.submit(ahead)).toMatchObject({ problem: { status: 409, code: 'stream_gap' } });
});

test('a restored box gives no number twice: until it has back what a device shows, its numbers carry letters', async () => {
  await openDrawer(running.till);
  await sell(running.till);
  const path = copyOf(running.db, 'backup.db');
  const { durableSeq } = running.core;
  const { orderId } = await sell(running.till);
  const lost = await running.core.readJournal(durableSeq, 1_000);
  expect(running.core.view.order(orderId)?.number).toBe('2');

  const { core } = startOn(path);
  const other = coreTill(core, { deviceId: newId(), incarnation: newId() });
  const { deviceId, incarnation } = other;
  await core.appendInternal(() => [
    { type: 'device.paired', payload: { deviceId, incarnation, name: 'Bar', kind: 'pos' } },
  ]);
  const opens = async (): Promise<string | undefined> => {
    const order = { orderId: newId(), orderTypeId: 'dine-in', label: '', guestCount: null };
    await other.submit(other.command('order.open', order));
    return core.view.order(order.orderId)?.number;
  };
  core.seenFurther();
  expect(await opens()).toMatch(/^2-[A-Z]{2}$/);
  await core.adopt(lost, 'terminal');
  expect(core.view.order(orderId)?.number).toBe('2');
  expect(await opens()).toBe('4');
});

test('what this history has decided itself meanwhile is kept beside it and changes nothing', async () => {
  await openDrawer(running.till);
  const path = copyOf(running.db, 'backup.db');
  const { durableSeq } = running.core;
  const { envelopes } = await sell(running.till);
  const lost = await running.core.readJournal(durableSeq, 1_000);

  const { core, db } = startOn(path);
  const till = coreTill(core, running.till);
  for (const envelope of envelopes)
    expect(await till.submit(envelope)).toMatchObject({ answer: { status: 'accepted', repeated: false } });
  await core.adopt(lost, 'cloud');
  expect(closedOrders(db)).toBe(1);
  const adopted = (await core.readJournal(0, 1_000)).filter(({ type }) => type === 'epoch.event_adopted');
  expect(adopted).toHaveLength(lost.length);
  expect(adopted.map(({ bytes }) => (JSON.parse(bytes) as { applied: boolean }).applied)).not.toContain(true);
  expect(verifyStore(db).findings).toEqual([]);
});

test('what is told of a check after its end counts in its day, as if it had been told before', async () => {
  await openDrawer(running.till);
  const path = copyOf(running.db, 'backup.db');
  const { durableSeq } = running.core;
  await sell(running.till);
  const lost = await running.core.readJournal(durableSeq, 1_000);
  const day = (db: Database.Database): unknown =>
    db.prepare('SELECT order_count, line_count, revenue_minor, tax_minor FROM sales_day').all();

  const { core, db } = startOn(path);
  const late = lost.filter(({ type }) => type === 'order.line_added');
  expect(late).not.toEqual([]);
  await core.adopt(
    lost.filter((row) => !late.includes(row)),
    'cloud',
  );
  expect(day(db)).not.toEqual(day(running.db));
  await core.adopt(late, 'cloud');
  expect(day(db)).toEqual(day(running.db));
  expect(verifyStore(db).findings).toEqual([]);
});

test('a paper that the lost box may have printed is a person’s decision', async () => {
  await openDrawer(running.till);
  const path = copyOf(running.db, 'backup.db');
  const { durableSeq } = running.core;
  const paper = { printerId: 'receipt', document: 'test-print', subject: { type: 'test-print' }, copy: false } as const;
  const [sure, unsure] = [newId(), newId()];
  await running.core.appendInternal(() => [
    { type: 'print.queued', payload: { jobId: sure, ...paper } },
    { type: 'print.queued', payload: { jobId: unsure, ...paper } },
    { type: 'print.sending', payload: { jobId: sure, attempt: 1 } },
    { type: 'print.confirmed', payload: { jobId: sure } },
  ]);
  const { core } = startOn(path);
  await core.adopt(await running.core.readJournal(durableSeq, 1_000), 'cloud');
  expect(core.view.printJob(sure)?.state).toBe('confirmed');
  expect(core.view.openPrintJobs()).toMatchObject([{ jobId: unsure, state: 'unknown' }]);
});

test('an event of an order that is nowhere here is kept and changes nothing', async () => {
  await openDrawer(running.till);
  const path = copyOf(running.db, 'backup.db');
  const { durableSeq } = running.core;
  await sell(running.till);
  const lost = await running.core.readJournal(durableSeq, 1_000);
  const { core, db } = startOn(path);
  await core.adopt(
    lost.filter(({ type }) => type !== 'order.opened'),
    'terminal',
  );
  expect(closedOrders(db) ?? 0).toBe(0);
  expect(verifyStore(db).findings).toEqual([]);
});

test('what a till did at another box counts here although it has gone on here under later numbers meanwhile', async () => {
  await openDrawer(running.till);
  const path = copyOf(running.db, 'clone.db');
  const { durableSeq } = running.core;
  await sell(running.till, 'there');
  const there = await running.core.readJournal(durableSeq, 1_000);
  const last = there.filter(({ device }) => device === running.till.deviceId).slice(-1);

  const { core, db } = startOn(path);
  // The till still had its last row; the rest comes from the cloud after it has sold here.
  await core.adopt(last, 'terminal');
  await sell(tillAt(core, running.till, lastNOf(core, running.till)));
  await core.adopt(there, 'cloud');
  expect(core.view.activeTickets()).toEqual([]);
  const applied = (await core.readJournal(0, 1_000))
    .filter(({ type }) => type === 'epoch.event_adopted')
    .map(({ bytes }) => JSON.parse(bytes) as { applied: boolean; row: JournalRow })
    .filter(({ row }) => row.type === 'order.opened' || row.type === 'order.payment_taken')
    .map((one) => one.applied);
  expect(applied).toEqual([true, true]);
  expect(verifyStore(db).findings).toEqual([]);
});
