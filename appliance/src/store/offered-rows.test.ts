import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { rowHash } from '@auraconnect/shared/journal/hash.ts';
import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import type { CommandAnswer } from '@auraconnect/shared/protocol/command.ts';
import { mayBeKept } from '@auraconnect/shared/protocol/kept-rows.ts';
import { openDatabase } from '../adapters/sqlite/open-database.ts';
import { SqliteStorage } from '../adapters/sqlite/sqlite-storage.ts';
import { verifyStore } from '../adapters/sqlite/verify-store.ts';
import { systemPorts } from '../adapters/node/system-ports.ts';
import { coreTill, type CoreTill, quietLog, startCore, type TestCore } from '../testing/test-core.ts';
import { newId } from '../testing/test-store.ts';
import { sha256 } from './ledger.ts';
import { OfferedRows } from './offered-rows.ts';
import { StoreCore } from './store-core.ts';
import { readOrMintIdentity } from './store-identity.ts';

let lost: TestCore;
let folder: string;
let end: () => Promise<void>;
let nowMs: number;
let second: CoreTill;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'aura-offered-'));
  nowMs = 0;
  end = () => Promise.resolve();
  lost = await startCore();
  second = coreTill(lost.core, { deviceId: newId(), incarnation: newId() });
  const { deviceId, incarnation } = second;
  await lost.core.appendInternal(() => [
    { type: 'device.paired', payload: { deviceId, incarnation, name: 'Bar', kind: 'pos' } },
  ]);
  await does(lost.till, lost.till.command('cash.open_session', { sessionId: newId(), floatMinor: 10_000 }));
});
afterEach(async () => {
  await end();
  await lost.close();
  rmSync(folder, { recursive: true, force: true });
});

/** @returns the rows that the answer carries, as a device keeps them */
async function does(till: CoreTill, envelope: ReturnType<CoreTill['command']>): Promise<JournalRow[]> {
  const outcome = await till.submit(envelope);
  if (!('answer' in outcome) || outcome.answer.status !== 'accepted') throw new Error(JSON.stringify(outcome));
  return [...(outcome.answer.rows ?? [])];
}

/** A box that is brought back from a copy of the disk as it is now. */
function copy(): () => { core: StoreCore; offered: OfferedRows; till: CoreTill; findings: () => unknown[] } {
  lost.db.pragma('wal_checkpoint(TRUNCATE)');
  const path = join(folder, 'copy.db');
  copyFileSync(lost.db.name, path);
  return () => {
    const db = openDatabase({ path, synchronous: 'NORMAL' });
    const ports = systemPorts(quietLog);
    const storage = new SqliteStorage(db);
    const identity = readOrMintIdentity(storage, ports.ids);
    const core = new StoreCore({ storage, ports, identity, clockSource: 'box', sync: null, screensFor: () => true });
    end = async () => {
      await core.drain();
      db.close();
    };
    const offered = new OfferedRows({ core, clock: { monotonicMs: () => nowMs }, replicatedSeq: () => 0 });
    return { core, offered, till: coreTill(core, lost.till), findings: () => verifyStore(db).findings };
  };
}

const claim = { tenantId: newId(), cloudUrl: 'http://127.0.0.1:9' };
const burger = (orderId: string) => ({
  orderId,
  lineId: newId(),
  name: 'Burger',
  unitPriceMinor: 1450,
  quantity: '1',
  taxCategoryId: lost.core.view.index().catalogue.taxCategories[0]?.id ?? '',
  stationId: null,
  note: '',
});

test('an answer carries the rows that its command led to, and so does the answer of a repeat', async () => {
  const orderId = newId();
  const open = lost.till.command('order.open', { orderId, orderTypeId: 'dine-in', label: '', guestCount: null });
  const rows = await does(lost.till, open);
  expect(rows.map(({ type }) => type)).toEqual(['order.opened']);
  const add = lost.till.command('order.add_open_item', burger(orderId));
  const pay = lost.till.command('order.pay_cash', {
    orderId,
    paymentId: newId(),
    amountMinor: null,
    tenderedMinor: 5_000,
    tipMinor: 0,
  });
  // In one group, with others behind.
  const answers = await Promise.all([add, pay].map((envelope) => does(lost.till, envelope)));
  expect(answers.map((of) => of.map(({ type }) => type))).toEqual([['order.line_added'], ['order.payment_taken']]);
  expect(answers.flat().every(({ device }) => device === lost.till.deviceId)).toBe(true);
  expect(await does(lost.till, open)).toEqual(rows);
  expect(await does(lost.till, pay)).toEqual(answers[1]);
});

test('what only two tills have of a check of both comes back in its order, once, and verbatim', async () => {
  const start = copy();
  const orderId = newId();
  const kept = {
    first: await does(
      lost.till,
      lost.till.command('order.open', { orderId, orderTypeId: 'dine-in', label: '', guestCount: null }),
    ),
    second: await does(second, second.command('order.add_open_item', burger(orderId))),
  };
  const pay = { orderId, paymentId: newId(), amountMinor: null, tenderedMinor: 5_000, tipMinor: 0 };
  kept.first.push(...(await does(lost.till, lost.till.command('order.pay_cash', pay))));
  kept.first.push(...(await does(lost.till, lost.till.command('order.close', { orderId }))));

  const { core, offered, till, findings } = start();
  const all = [...kept.first, ...kept.second].filter(mayBeKept);
  expect(offered.look(till.deviceId, { places: all })).toEqual(all.map(() => 'missing'));
  // The one that added to a check that it did not open is first at the door.
  expect(await offered.offer(second.deviceId, kept.second)).toEqual({ adopted: 0, waiting: 1 });
  expect(await offered.offer(till.deviceId, kept.first.filter(mayBeKept))).toMatchObject({ adopted: 0 });
  nowMs = 6_000;
  expect(await offered.offer(second.deviceId, kept.second)).toEqual({ adopted: all.length, waiting: 0 });
  expect(await offered.offer(second.deviceId, kept.second)).toEqual({ adopted: 0, waiting: 0 });
  expect(core.view.order(orderId)).toMatchObject({ status: 'closed', lines: [{ name: 'Burger' }] });
  const wrapped = (await core.readJournal(0, 1_000))
    .filter(({ type }) => type === 'epoch.event_adopted')
    .map(({ bytes }) => (JSON.parse(bytes) as { row: JournalRow; from: string }).row);
  expect(wrapped).toEqual(all.toSorted((one, other) => one.seq - other.seq));
  expect(offered.look(till.deviceId, { places: all })).toEqual(all.map(() => 'here'));
  // A device has only what itself was answered: the cloud is still to be asked for what lies between.
  expect(core.view.adopted).toEqual({});
  expect(findings()).toEqual([]);
  // And the till goes on where it was.
  till.skip(4);
  const next = await till.submit(till.command('cash.no_sale', { sessionId: newId(), reason: 'change' }));
  expect(next).toMatchObject({ answer: { repeated: false } });
});

test('a line of a check that nobody has told of waits for who opened it, and not for ever', async () => {
  const start = copy();
  const orderId = newId();
  const open = { orderId, orderTypeId: 'dine-in', label: '', guestCount: null };
  const opened = await does(lost.till, lost.till.command('order.open', open));
  const added = await does(second, second.command('order.add_open_item', burger(orderId)));
  const { core, offered } = start();
  await offered.offer(second.deviceId, added);
  nowMs = 10_000;
  expect(await offered.offer(second.deviceId, added)).toEqual({ adopted: 0, waiting: 1 });
  expect(await offered.offer(lost.till.deviceId, opened)).toEqual({ adopted: 2, waiting: 0 });
  expect(core.view.order(orderId)?.lines).toHaveLength(1);
});

test('what a manager decided about a paper waits for the till that asked for it', async () => {
  const printer = { id: 'receipt', name: 'Receipts', host: '127.0.0.1', port: 9, columns: 48, hasDrawer: false };
  const entries = [{ entity: 'printer' as const, id: printer.id, payload: printer }];
  await does(lost.till, lost.till.command('catalogue.put', { entries }));
  const start = copy();
  const asked = await does(lost.till, lost.till.command('print.test', { printerId: 'receipt' }));
  const [{ bytes }] = asked as [JournalRow];
  const { jobId } = JSON.parse(bytes) as { jobId: string };
  await lost.core.appendInternal(() => [
    { type: 'print.failed', payload: { jobId, code: 'paper-out', reason: 'The paper is out.', retry: false } },
  ]);
  const decided = await does(second, second.command('print.resolve', { jobId, decision: 'give-up' }));
  const { core, offered } = start();
  await offered.offer(second.deviceId, decided);
  nowMs = 10_000;
  expect(await offered.offer(second.deviceId, decided)).toEqual({ adopted: 0, waiting: decided.length });
  const all = asked.length + decided.length;
  expect(await offered.offer(lost.till.deviceId, asked)).toEqual({ adopted: all, waiting: 0 });
  expect(core.view.printJob(jobId)?.state).toBe('cancelled');
});

test('a row that is no JSON is refused at the door, and holds up nobody', async () => {
  const start = copy();
  const open = { orderId: newId(), orderTypeId: 'dine-in', label: '', guestCount: null };
  const kept = await does(lost.till, lost.till.command('order.open', open));
  const made = { ...(kept[0] as JournalRow), id: newId(), type: 'print.queued', orderId: null, n: 2, bytes: 'no JSON' };
  const { offered, till } = start();
  const nonsense = { ...made, hash: rowHash(made, made.bytes, made.prevHash, sha256) };
  expect(await offered.offer(till.deviceId, [...kept, nonsense])).toBe('rows_invalid');
  await offered.offer(till.deviceId, kept);
  nowMs = 6_000;
  expect(await offered.offer(till.deviceId, kept)).toEqual({ adopted: 1, waiting: 0 });
});

test('whoever offers after all was taken is waited for as the first ones were', async () => {
  const start = copy();
  const open = (orderId: string) => ({ orderId, orderTypeId: 'dine-in', label: '', guestCount: null });
  const [one, other] = [newId(), newId()];
  const first = await does(lost.till, lost.till.command('order.open', open(one)));
  const late = await does(second, second.command('order.open', open(other)));
  const { core, offered } = start();
  await offered.offer(lost.till.deviceId, first);
  nowMs = 6_000;
  expect(await offered.offer(lost.till.deviceId, first)).toEqual({ adopted: 1, waiting: 0 });
  nowMs = 100_000;
  expect(await offered.offer(second.deviceId, late)).toEqual({ adopted: 0, waiting: 1 });
  nowMs = 106_000;
  expect(await offered.offer(second.deviceId, late)).toEqual({ adopted: 1, waiting: 0 });
  expect(core.view.order(other)?.status).toBe('open');
});

test('what a device did after refusals comes back at once when it says that it forgot nothing between, and else the cloud is waited for', async () => {
  await lost.core.appendInternal(() => [{ type: 'store.claimed', payload: claim }]);
  const open = { orderId: newId(), orderTypeId: 'dine-in', label: '', guestCount: null };
  await does(lost.till, lost.till.command('order.open', open));
  const start = copy();
  // Both lead to nothing, and nobody keeps them.
  for (let count = 0; count < 2; count += 1)
    await lost.till.submit(lost.till.command('order.close', { orderId: newId() }));
  const kept = await does(lost.till, lost.till.command('order.open', { ...open, orderId: newId() }));
  const { core, offered, till } = start();
  await offered.offer(till.deviceId, kept);
  nowMs = 6_000;
  expect(await offered.offer(till.deviceId, kept)).toEqual({ adopted: 0, waiting: 1 });
  offered.look(till.deviceId, { places: kept, forgottenN: 3 });
  expect(await offered.offer(till.deviceId, kept)).toEqual({ adopted: 0, waiting: 1 });
  offered.look(till.deviceId, { places: kept, forgottenN: 1 });
  expect(await offered.offer(till.deviceId, kept)).toEqual({ adopted: 1, waiting: 0 });
  expect(core.view.openOrders()).toHaveLength(2);
});

test('a till whose last commands were refused goes on at a restored box without waiting for the cloud', async () => {
  await lost.core.appendInternal(() => [{ type: 'store.claimed', payload: claim }]);
  const start = copy();
  const ahead = { ...lost.till.command('order.close', { orderId: newId() }), n: 3 };
  const { core, offered, till } = start();
  core.expectLost(false);
  expect(await till.submit(ahead)).toMatchObject({ problem: { code: 'history_incomplete' } });
  offered.look(till.deviceId, { places: [], forgottenN: 0 });
  expect(await till.submit(ahead)).toMatchObject({ problem: { code: 'stream_gap' } });
  offered.look(till.deviceId, { places: [], forgottenN: 2 });
  expect(await till.submit(ahead)).toMatchObject({ problem: { code: 'history_incomplete' } });
});

test('nothing is taken before the cloud was asked, nor what is another device’s, changed, or not for a device to tell', async () => {
  const start = copy();
  const open = { orderId: newId(), orderTypeId: 'dine-in', label: '', guestCount: null };
  const rows = await does(lost.till, lost.till.command('order.open', open));
  const row = rows[0] as JournalRow;
  const { core, offered, till } = start();
  core.expectLost(true);
  expect(await offered.offer(till.deviceId, rows)).toBe('history_incomplete');
  core.expectLost(false);
  expect(await offered.offer(second.deviceId, rows)).toBe('rows_invalid');
  expect(await offered.offer(till.deviceId, [{ ...row, bytes: row.bytes.replace('dine-in', 'takeaway') }])).toBe(
    'rows_invalid',
  );
  const paired = (await lost.core.readJournal(0, 100)).find(({ type }) => type === 'device.paired') as JournalRow;
  expect(await offered.offer(paired.device, [paired])).toBe('rows_invalid');
});

test('a machine that was set back while it ran writes on under another name', async () => {
  const { epoch } = lost.core;
  const open = { orderId: newId(), orderTypeId: 'dine-in', label: '', guestCount: null };
  const [row] = await does(lost.till, lost.till.command('order.open', open));
  const offered = new OfferedRows({
    core: new Proxy(lost.core, {
      get: (core, name) => {
        // As if this row had never been written here.
        if (name === 'whereIs') return () => null;
        const value: unknown = Reflect.get(core, name, core);
        return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(core) : value;
      },
    }),
    clock: { monotonicMs: () => nowMs },
    replicatedSeq: () => 0,
  });
  await offered.offer(lost.till.deviceId, [row as JournalRow]);
  nowMs = 6_000;
  await offered.offer(lost.till.deviceId, [row as JournalRow]);
  const answer = (await lost.till.submit(lost.till.command('order.open', { ...open, orderId: newId() }))) as {
    answer: CommandAnswer & { epoch: string };
  };
  expect(answer.answer.epoch).not.toBe(epoch);
});
