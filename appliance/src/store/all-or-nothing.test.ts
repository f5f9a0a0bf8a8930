import { afterEach, expect, test } from 'vitest';
import { coreTill, startCore, type TestCore } from '../testing/test-core.ts';
import { newId } from '../testing/test-store.ts';
import { StoreFault } from './store-fault.ts';

let running: TestCore | null = null;
afterEach(async () => {
  await running?.close();
  running = null;
});

const count = ({ db }: TestCore, table: string): number =>
  (db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n;
const openOrder = { orderTypeId: 'dine-in', label: '', guestCount: null } as const;

/** A database that may not grow is a full disk to SQLite, and ends the transaction by itself in the same way. */
function fillDisk({ db }: TestCore): () => void {
  db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true }))}`);
  return () => void db.pragma('max_page_count = 1073741823');
}

/** Text that does not pack: the group needs pages that a full disk does not have. */
const bulky = (): string =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(140)))
    .toString('base64')
    .slice(0, 180);

test('a full disk answers nobody and leaves neither rows nor memory; with room again the same bytes are taken', async () => {
  running = await startCore();
  const { core, till } = running;
  const orderId = newId();
  await till.submit(till.command('order.open', { orderId, ...openOrder }));
  const recordsBefore = count(running, 'command_record');

  const commands = Array.from({ length: 120 }, () =>
    till.command('order.add_line', {
      orderId,
      lineId: newId(),
      itemId: 'fries',
      variantId: 'regular',
      quantity: '1',
      modifiers: [],
      note: bulky(),
      seat: null,
      course: null,
      priceOverride: null,
    }),
  );
  const release = fillDisk(running);
  const results = await Promise.allSettled(commands.map((command) => till.submit(command)));
  // Those that were in a later group than the first lack the ones before them.
  const faults = results.map((result) => {
    if (result.status === 'rejected') return result.reason instanceof StoreFault ? result.reason.code : 'another error';
    return 'problem' in result.value ? result.value.problem.code : result.value.answer.status;
  });
  expect(faults).toContain('disk_full');
  // Only what found room in pages that were there already was taken, before the first that did not.
  const taken = faults.filter((fault) => fault === 'accepted').length;
  expect(taken).toBeLessThan(60);
  expect(faults.filter((fault) => !['accepted', 'disk_full', 'stream_gap'].includes(fault))).toEqual([]);
  expect(await core.read((view) => view.order(orderId)?.lines.length)).toBe(taken);
  expect(count(running, 'command_record') - recordsBefore).toBe(taken);
  expect((running.db.prepare('SELECT sum(count) AS n FROM journal').get() as { n: number }).n).toBe(core.durableSeq);

  release();
  const outcomes = await Promise.all(commands.map((command) => till.submit(command)));
  expect(
    outcomes.map((outcome) => 'answer' in outcome && outcome.answer.status === 'accepted' && outcome.answer.repeated),
  ).toEqual(commands.map((_command, index) => index < taken));
  expect(await core.read((view) => view.order(orderId)?.lines.length)).toBe(120);
});

test('what one command cannot have written down is refused, and its neighbours and its own stream go on', async () => {
  running = await startCore();
  const { core, db, till } = running;
  const other = { deviceId: newId(), incarnation: newId() };
  await core.appendInternal(() => [{ type: 'device.paired', payload: { ...other, name: 'Second', kind: 'pos' } }]);
  const second = coreTill(core, other);
  const poison = till.command('order.open', { orderId: newId(), ...openOrder });
  // Stands for any row that the database refuses.
  db.exec(`CREATE TRIGGER poison BEFORE INSERT ON order_key WHEN new.order_id = x'${String(poison.payload['orderId']).replaceAll('-', '')}'
    BEGIN SELECT RAISE(ABORT, 'no'); END`);
  const [refused, neighbour, after] = await Promise.all([
    till.submit(poison),
    second.submit(second.command('order.open', { orderId: newId(), ...openOrder })),
    till.submit(till.command('order.open', { orderId: newId(), ...openOrder })),
  ]);
  expect(refused).toMatchObject({ answer: { status: 'refused', refusal: { code: 'command_failed' } } });
  expect(neighbour).toMatchObject({ answer: { status: 'accepted' } });
  expect(after).toMatchObject({ answer: { status: 'accepted' } });
  expect(await till.submit(poison)).toMatchObject({ answer: { status: 'refused', repeated: true } });
});

test('an id that was used by another device is found, although nobody looks it up beforehand', async () => {
  running = await startCore();
  const { core, till } = running;
  const other = { deviceId: newId(), incarnation: newId() };
  await core.appendInternal(() => [{ type: 'device.paired', payload: { ...other, name: 'Second', kind: 'pos' } }]);
  const second = coreTill(core, other);
  const first = till.command('order.open', { orderId: newId(), ...openOrder });
  await till.submit(first);
  const [stolen, neighbour] = await Promise.all([
    second.submit({ ...second.command('order.open', { orderId: newId(), ...openOrder }), commandId: first.commandId }),
    till.submit(till.command('order.open', { orderId: newId(), ...openOrder })),
  ]);
  expect(stolen).toMatchObject({ problem: { code: 'command_conflict', status: 422 } });
  expect(neighbour).toMatchObject({ answer: { status: 'accepted' } });
});

test('an internal decision that throws rejects its own caller and nobody else', async () => {
  running = await startCore();
  const { core, till } = running;
  const broken = core.appendInternal(() => {
    throw new TypeError('a mistake');
  });
  const fine = till.submit(till.command('order.open', { orderId: newId(), ...openOrder }));
  await expect(broken).rejects.toThrow('a mistake');
  expect(await fine).toMatchObject({ answer: { status: 'accepted' } });
});

test('a listener that throws does not keep the others from hearing', async () => {
  running = await startCore();
  const { core, till } = running;
  const heard: string[] = [];
  core.onDurable(() => {
    throw new Error('a bad listener');
  });
  core.onDurable((batch) => heard.push(...batch.events.map((event) => event.type)));
  await till.submit(till.command('order.open', { orderId: newId(), ...openOrder }));
  expect(heard).toEqual(['day.opened', 'order.opened']);
});

test('draining finishes what waits and takes nothing new', async () => {
  running = await startCore();
  const { core, till } = running;
  const waiting = till.submit(till.command('order.open', { orderId: newId(), ...openOrder }));
  const drained = core.drain();
  await expect(till.submit(till.command('order.open', { orderId: newId(), ...openOrder }))).rejects.toMatchObject({
    code: 'stopping',
  });
  expect(await waiting).toMatchObject({ answer: { status: 'accepted' } });
  await drained;
});
