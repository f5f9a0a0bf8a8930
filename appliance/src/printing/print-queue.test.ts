import { afterEach, expect, test } from 'vitest';
import { PaperStore, until, type PaperStoreOptions } from '../testing/paper-store.ts';
import { newId } from '../testing/test-store.ts';
import { drawerKickLifetimeMs } from './printer-lane.ts';

let store: PaperStore;
afterEach(() => store.close());

async function open(options: PaperStoreOptions = {}): Promise<PaperStore> {
  store = await PaperStore.start(options);
  // The float that opened the drawer has kicked it once.
  await until(() => store.jobs('drawer-kick')[0]?.state === 'confirmed');
  return store;
}

const only = <T>(list: readonly T[]): T => {
  expect(list).toHaveLength(1);
  return list[0] as T;
};
const statusOf = (printerId: string) => store.queue.status().find((printer) => printer.printerId === printerId);
const paid = async (): Promise<void> => store.pay(await store.order());

test('a paid order prints one receipt and kicks the drawer once, each journaled before its first byte', async () => {
  await open();
  await paid();
  await until(() => store.jobs('receipt')[0]?.state === 'confirmed');
  expect(store.history(only(store.jobs('receipt')).jobId)).toEqual(['queued', 'sending', 'confirmed']);
  expect(only(await store.sheets('receipt'))).toContain('Fries');
  await until(() => store.jobs('drawer-kick').every(({ state }) => state === 'confirmed'));
  expect(store.jobs('drawer-kick')).toHaveLength(2);
  expect(await store.kicks()).toBe(2);
  expect(statusOf('receipt')).toMatchObject({ state: 'ok', waiting: 0, unknown: 0 });
});

test('a printer that is off keeps its jobs in order, says so, and prints each once when it is back', async () => {
  await open();
  await store.fault('receipt', { poweredOff: true });
  await paid();
  await paid();
  await until(() => statusOf('receipt')?.state === 'offline');
  expect(statusOf('receipt')?.reason).toMatch(/cannot be reached/);
  // The first kick was tried and failed for good; the second waits behind a receipt until its time is over.
  await until(
    () =>
      store
        .jobs('drawer-kick')
        .map(({ state }) => state)
        .join() === 'confirmed,failed,queued',
  );
  store.time.push(drawerKickLifetimeMs);
  await until(() => store.jobs('drawer-kick')[2]?.state === 'failed');
  expect(store.jobs('receipt').map(({ state }) => state)).toEqual(['queued', 'queued']);
  // A week of trying: the journal stays as short as it was.
  const before = store.running.core.durableSeq;
  for (let hour = 0; hour < 20; hour += 1) {
    store.time.push(15_000);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(store.running.core.durableSeq).toBe(before);
  await store.fault('receipt', { poweredOff: false });
  store.time.push(15_000);
  await until(() => store.jobs('receipt').every(({ state }) => state === 'confirmed'));
  expect(await store.sheets('receipt')).toHaveLength(2);
  expect(store.jobs('receipt').map(({ jobId }) => store.history(jobId))).toEqual([
    ['queued', 'sending', 'confirmed'],
    ['queued', 'sending', 'confirmed'],
  ]);
  expect(await store.kicks()).toBe(1);
});

test('a connection that breaks in mid-job makes the job unknown, and only a person prints it again, as a COPY', async () => {
  await open();
  await store.fault('receipt', { resetAfterBytes: 200 });
  await paid();
  await until(() => store.jobs('receipt')[0]?.state === 'unknown');
  expect(statusOf('receipt')).toMatchObject({ state: 'attention', unknown: 1 });
  const torn = await store.sheets('receipt');
  // What stands behind it is not held up.
  await store.must(store.running.till.command('print.test', { printerId: 'receipt' }));
  await until(() => store.jobs('test-print')[0]?.state === 'confirmed');
  store.time.push(60_000);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(store.jobs('receipt')).toHaveLength(1);

  const { jobId } = only(store.jobs('receipt'));
  await store.must(store.running.till.command('print.resolve', { jobId, decision: 'reprint' }));
  await until(() => store.jobs('receipt').at(-1)?.state === 'confirmed');
  expect(store.jobs('receipt')).toMatchObject([
    { state: 'cancelled', copy: false },
    { state: 'confirmed', copy: true },
  ]);
  const again = (await store.sheets('receipt')).slice(torn.length);
  expect(again.filter((text) => text.includes('COPY'))).toHaveLength(1);
  expect(statusOf('receipt')).toMatchObject({ state: 'ok', unknown: 0 });
});

test('a job that was being sent when the appliance stopped is unknown at its start, and a kick that waited is over', async () => {
  await open();
  await store.queue.stop();
  await paid();
  const { jobId } = only(store.jobs('receipt'));
  await store.running.core.appendInternal(() => [{ type: 'print.sending', payload: { jobId, attempt: 1 } }]);
  store.queue = store.newQueue();
  await store.queue.run();
  expect(store.running.core.view.printJob(jobId)).toMatchObject({
    state: 'unknown',
    reason: expect.stringContaining('stopped') as string,
  });
  expect(store.jobs('drawer-kick')[1]).toMatchObject({ state: 'failed' });
  store.time.push(120_000);
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(await store.sheets('receipt')).toEqual([]);
  expect(await store.kicks()).toBe(1);
  expect(statusOf('receipt')).toMatchObject({ state: 'attention', unknown: 1 });
});

test.each([
  ['is printed a little later when the store has not gone on without this box', false],
  ['waits for a person when a device has seen more of the store than this box', true],
])('what was queued before the start %s', async (_what, wasBroughtBack) => {
  await open();
  await store.queue.stop();
  await paid();
  const { jobId } = only(store.jobs('receipt'));
  store.queue = store.newQueue(6_000);
  await store.queue.run();
  store.time.push(5_000);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(store.running.core.view.printJob(jobId)).toMatchObject({ state: 'queued' });
  expect(statusOf('receipt')).toMatchObject({ waiting: 1 });
  if (wasBroughtBack) store.running.core.seenFurther();
  store.time.push(1_000);
  await expect
    .poll(() => store.running.core.view.printJob(jobId)?.state)
    .toBe(wasBroughtBack ? 'unknown' : 'confirmed');
  expect(await store.sheets('receipt')).toHaveLength(wasBroughtBack ? 0 : 1);
});

test.each([
  ['is asked a person about when the cloud says that another box goes on', () => Promise.resolve(true), 'unknown'],
  ['is printed when it says that none does', () => Promise.resolve(false), 'confirmed'],
  ['is printed when it does not answer', () => Promise.reject(new Error('no answer')), 'confirmed'],
  ['is printed when it keeps silent', () => new Promise<never>(() => undefined), 'confirmed'],
])('what a copied disk finds queued %s', async (_what, goesOnElsewhere, becomes) => {
  await open();
  await store.queue.stop();
  await paid();
  const { jobId } = only(store.jobs('receipt'));
  store.queue = store.newQueue(6_000, { goesOnElsewhere });
  await store.queue.run();
  store.time.push(6_000);
  await new Promise((resolve) => setTimeout(resolve, 20));
  store.time.push(3_000);
  await expect.poll(() => store.running.core.view.printJob(jobId)?.state).toBe(becomes);
  expect(await store.sheets('receipt')).toHaveLength(becomes === 'unknown' ? 0 : 1);
});

test.each([
  ['a backup that was brought back', { wasBroughtBack: true }, 0, 'unknown'],
  ['a box that was off for six minutes', {}, 6 * 60_000, 'unknown'],
  ['a box that was off for a minute', {}, 60_000, 'confirmed'],
])('what %s finds queued, while nobody can say how far the store had come', async (_what, start, offMs, becomes) => {
  await open();
  await store.queue.stop();
  await paid();
  const { jobId } = only(store.jobs('receipt'));
  store.time.push(offMs);
  store.queue = store.newQueue(6_000, start);
  await store.queue.run();
  store.time.push(6_000);
  await expect.poll(() => store.running.core.view.printJob(jobId)?.state).toBe(becomes);
  expect(await store.sheets('receipt')).toHaveLength(becomes === 'unknown' ? 0 : 1);
});

test('a drawer kick behind a receipt that the printer does not take is given up when its time is over', async () => {
  await open();
  await store.fault('receipt', { paperOut: true });
  await store.must(store.running.till.command('print.test', { printerId: 'receipt' }));
  await until(() => statusOf('receipt')?.state === 'offline');
  const orderId = await store.order();
  await store.must(
    store.running.till.command('order.pay_cash', {
      orderId,
      paymentId: newId(),
      amountMinor: null,
      tenderedMinor: 10_000,
      tipMinor: 0,
    }),
  );
  expect(store.jobs('drawer-kick')[1]?.state).toBe('queued');
  store.time.push(drawerKickLifetimeMs);
  await until(() => store.jobs('drawer-kick')[1]?.state === 'failed');
  await store.fault('receipt', { paperOut: false });
  store.time.push(15_000);
  await until(() => store.jobs('test-print')[0]?.state === 'confirmed');
  expect(await store.kicks()).toBe(1);
  expect(store.history(store.jobs('drawer-kick')[1]?.jobId ?? '')).toEqual(['queued', 'failed']);
});

test('a job that a person gives up while it waits never prints', async () => {
  await open();
  await store.fault('receipt', { poweredOff: true });
  await paid();
  await until(() => statusOf('receipt')?.state === 'offline');
  const { jobId } = only(store.jobs('receipt'));
  await store.must(store.running.till.command('print.resolve', { jobId, decision: 'give-up' }));
  expect(statusOf('receipt')?.waiting).toBe(0);
  await store.fault('receipt', { poweredOff: false });
  store.time.push(15_000);
  await until(() => statusOf('receipt')?.state !== 'offline');
  expect(await store.sheets('receipt')).toEqual([]);
  expect(store.history(jobId)).toEqual(['queued', 'resolved']);
});

test('a job that a person gives up while the printer is being asked how it is never prints', async () => {
  await open();
  await store.fault('receipt', { stalled: true });
  await store.must(store.running.till.command('print.test', { printerId: 'receipt' }));
  const { jobId } = only(store.jobs('test-print'));
  await new Promise((resolve) => setTimeout(resolve, 60));
  await store.must(store.running.till.command('print.resolve', { jobId, decision: 'give-up' }));
  await store.fault('receipt', { stalled: false });
  await paid();
  await until(() => store.jobs('receipt')[0]?.state === 'confirmed');
  expect(await store.sheets('receipt')).toHaveLength(1);
  expect(store.history(jobId)).toEqual(['queued', 'resolved']);
});

test('a printer that was given another address prints there at once', async () => {
  await open();
  const { till, core } = store.running;
  const printer = core.view.catalogue().printers.find(({ id }) => id === 'receipt');
  await store.must(
    till.command('catalogue.put', {
      entries: [{ entity: 'printer', id: 'receipt', payload: { ...printer, port: 1 } }],
    }),
  );
  await paid();
  await until(() => statusOf('receipt')?.state === 'offline');
  await store.must(
    till.command('catalogue.put', { entries: [{ entity: 'printer', id: 'receipt', payload: { ...printer } }] }),
  );
  await until(() => store.jobs('receipt')[0]?.state === 'confirmed', 4_000);
  expect(await store.sheets('receipt')).toHaveLength(1);
});

test('ending the program waits for the job whose bytes are leaving and leaves the others queued', async () => {
  await open();
  for (let count = 0; count < 6; count += 1) await paid();
  await until(() => store.events.filter(({ type }) => type === 'print.sending').length > 3);
  await store.queue.stop();
  const states = store.jobs('receipt').map(({ state }) => state);
  expect(states.every((state) => state === 'confirmed' || state === 'queued')).toBe(true);
  expect((await store.sheets('receipt')).length).toBe(states.filter((state) => state === 'confirmed').length);
});

test('ending the program does not wait for a printer that answers nothing', async () => {
  await open();
  await store.fault('receipt', { stalled: true });
  await paid();
  await new Promise((resolve) => setTimeout(resolve, 100));
  const startedMs = performance.now();
  await store.queue.stop();
  expect(performance.now() - startedMs).toBeLessThan(3_000);
  expect(store.jobs('receipt')[0]?.state).toBe('queued');
});
