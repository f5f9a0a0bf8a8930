import { afterEach, expect, test } from 'vitest';
import type { CommandAnswer } from '@auraconnect/shared/protocol/command.ts';
import type { Problem } from '@auraconnect/shared/protocol/problem.ts';
import { newId, TestStore, type TestTill } from '../testing/test-store.ts';

let store: TestStore | null = null;
afterEach(async () => {
  await store?.remove();
  store = null;
});

async function openTill(): Promise<TestTill> {
  store = await TestStore.start();
  const till = await store.setUp();
  await till.openDrawer();
  return till;
}

test('a refused command does not undo its neighbours in the same group', async () => {
  const till = await openTill();
  const orderId = newId();
  const good = till.sale(orderId);
  const [open, line, send, pay, close] = good as [never, never, never, never, never];
  const tooEarly = till.command('order.refund', {
    orderId,
    refundId: newId(),
    paymentId: newId(),
    tender: 'cash',
    lines: [],
    amountMinor: 100,
    tipMinor: 0,
    reason: 'Cold',
    reference: null,
  });
  // In the stream's order: the refusal stands in the middle.
  const list = [
    open,
    line,
    { ...(tooEarly as object), n: (send as { n: number }).n },
    ...[send, pay, close].map((one) => ({ ...(one as object), n: (one as { n: number }).n + 1 })),
  ];
  const answers = await till.send(list as never);
  expect(answers.map((one) => one.status)).toEqual([
    'accepted',
    'accepted',
    'refused',
    'accepted',
    'accepted',
    'accepted',
  ]);
  const order = await till.order(orderId);
  expect(order.status).toBe('closed');
  expect(order.refunds).toEqual([]);
});

test('the same command again gets the first answer, with the order as it was then', async () => {
  const till = await openTill();
  const orderId = newId();
  const sale = till.sale(orderId);
  const first = await till.send(sale);
  const again = await till.send(sale);
  expect(again.every((one) => one.repeated)).toBe(true);
  const withoutFlag = (answers: CommandAnswer[]): unknown =>
    JSON.parse(JSON.stringify(answers, (key, value: unknown) => (key === 'repeated' ? undefined : value)));
  expect(withoutFlag(again)).toEqual(withoutFlag(first));
  expect(first[0]?.order?.version).toBe(1);
  expect(again[0]?.order?.version).toBe(1);
});

test('a refusal is the answer for ever, also after what it lacked is there', async () => {
  const till = await openTill();
  const orderId = newId();
  const tooEarly = till.command('order.close', { orderId });
  const [first] = await till.send([tooEarly]);
  await till.send([till.command('order.open', { orderId, orderTypeId: 'dine-in', label: '', guestCount: null })]);
  const [again] = await till.send([tooEarly]);
  expect(first?.status).toBe('refused');
  expect(again).toEqual({ ...first, repeated: true });
});

test('the same id or the same place in the stream with other bytes is refused and changes nothing', async () => {
  const till = await openTill();
  const command = till.command('order.open', {
    orderId: newId(),
    orderTypeId: 'dine-in',
    label: 'Joe',
    guestCount: null,
  });
  await till.send([command]);
  const otherBody = await till.post({ ...command, payload: { ...command.payload, label: 'Jane' } });
  expect([otherBody.status, (otherBody.body as Problem).code]).toEqual([422, 'command_conflict']);
  const otherId = await till.post({ ...command, commandId: newId() });
  expect([otherId.status, (otherId.body as Problem).code]).toEqual([422, 'command_conflict']);
  const otherPlace = await till.post({ ...command, n: command.n + 1 });
  expect([otherPlace.status, (otherPlace.body as Problem).code]).toEqual([422, 'command_conflict']);
  expect((await till.order(String(command.payload['orderId']))).label).toBe('Joe');
});

test('a token that was renewed is no other body', async () => {
  const till = await openTill();
  const command = till.command('order.open', { orderId: newId(), orderTypeId: 'dine-in', label: '', guestCount: null });
  await till.send([command]);
  await till.signIn('anna', '4711');
  const [again] = await till.send([{ ...command, staffToken: till.staffToken }]);
  expect(again).toMatchObject({ status: 'accepted', repeated: true });
});

test('a gap in a device’s stream waits, and says what is missing', async () => {
  const till = await openTill();
  const missing = till.command('order.open', { orderId: newId(), orderTypeId: 'dine-in', label: '', guestCount: null });
  const early = till.command('order.open', { orderId: newId(), orderTypeId: 'dine-in', label: '', guestCount: null });
  const gap = await till.post(early);
  expect(gap.status).toBe(409);
  expect(gap.body as Problem).toMatchObject({ code: 'stream_gap', data: { n: early.n, expectedN: missing.n } });
  expect((await till.send([missing, early])).map((one) => one.status)).toEqual(['accepted', 'accepted']);
});

test('a list stops at what cannot enter the stream, and says what became of the rest', async () => {
  const till = await openTill();
  const good = till.command('order.open', { orderId: newId(), orderTypeId: 'dine-in', label: '', guestCount: null });
  const early = till.command(
    'order.open',
    { orderId: newId(), orderTypeId: 'dine-in', label: '', guestCount: null },
    { n: good.n + 5 },
  );
  const { status, body } = await till.post([good, early]);
  expect(status).toBe(409);
  const { code, data } = body as Problem;
  expect(code).toBe('stream_gap');
  expect(data).toMatchObject({ index: 1, answers: [{ commandId: good.commandId, status: 'accepted' }] });
});

test('one refused command is a problem document with the whole answer in it', async () => {
  const till = await openTill();
  const { status, headers, body } = await till.post(till.command('order.close', { orderId: newId() }));
  expect(status).toBe(409);
  expect(headers.get('content-type')).toContain('application/problem+json');
  expect(body).toMatchObject({ code: 'order_unknown', status: 409, answer: { status: 'refused', repeated: false } });
});

test('what cannot be read is refused and recorded, so that the stream goes on', async () => {
  const till = await openTill();
  const answers = await till.send([
    till.command('order.open', { orderId: newId(), orderTypeId: 'dine-in', label: 7, guestCount: null } as never),
    till.command('order.fly' as never, {} as never),
    till.command('order.open', { orderId: newId(), orderTypeId: 'dine-in', label: '', guestCount: null }),
  ]);
  expect(answers.map((one) => (one.status === 'refused' ? one.refusal.code : one.status))).toEqual([
    'command_invalid',
    'command_unknown',
    'accepted',
  ]);
});
