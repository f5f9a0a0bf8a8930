import { afterEach, expect, test } from 'vitest';
import type { CommandAnswer } from '@auraconnect/shared/protocol/command.ts';
import { nodeDisk } from '../adapters/node/node-disk.ts';
import type { Disk } from '../ports.ts';
import type { StoreCore } from './store-core.ts';
import { newId, TestStore, type TestTill } from '../testing/test-store.ts';

let store: TestStore | null = null;
afterEach(async () => {
  await store?.remove();
  store = null;
});

/** A disk whose syncs a test lets through one by one. */
function heldDisk(): {
  disk: Disk;
  hold(): void;
  waiting(): number;
  syncs(): number;
  release(): Promise<void>;
  fail(): Promise<void>;
} {
  let held = false;
  let syncs = 0;
  let waiting: { resolve(): void; reject(error: Error): void }[] = [];
  const settle = async (how: 'resolve' | 'reject'): Promise<void> => {
    const now = waiting;
    waiting = [];
    for (const one of now) {
      if (how === 'resolve') one.resolve();
      else one.reject(Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' }));
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  };
  return {
    disk: {
      ...nodeDisk,
      openForSync: async (path) => {
        const file = await nodeDisk.openForSync(path);
        const sync = async (): Promise<void> => {
          if (held) await new Promise<void>((resolve, reject) => waiting.push({ resolve, reject }));
          await file.sync();
          syncs += 1;
        };
        return { sync, close: () => file.close() };
      },
    },
    hold: () => {
      held = true;
    },
    waiting: () => waiting.length,
    syncs: () => syncs,
    release: async () => {
      held = false;
      await settle('resolve');
    },
    fail: () => settle('reject'),
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function started(disk: Disk): Promise<{ till: TestTill; running: TestStore }> {
  store = await TestStore.start({ ports: { disk } });
  const till = await store.setUp();
  await till.openDrawer();
  return { till, running: store };
}

test('nobody hears of an order before the disk has it: no answer, no listener, no read', async () => {
  const held = heldDisk();
  const { till, running } = await started(held.disk);
  const heard: number[] = [];
  running.appliance.core.onDurable((batch) => heard.push(batch.toSeq));
  const seqBefore = running.appliance.core.durableSeq;

  held.hold();
  const orderId = newId();
  let answered = false;
  const answer = till.send(till.sale(orderId)).then((answers) => {
    answered = true;
    return answers;
  });
  await expect.poll(() => held.waiting()).toBe(1);
  // A read that would see the order waits with it.
  let read: number | null = null;
  const reading = till.get(`/orders/${orderId}`).then(({ status }) => {
    read = status;
  });
  const journal = await running.appliance.core.readJournal(seqBefore, 100);
  await pause(60);
  expect(answered).toBe(false);
  expect(heard).toEqual([]);
  expect(read).toBeNull();
  expect(journal).toEqual([]);
  expect(running.appliance.core.durableSeq).toBe(seqBefore);

  await held.release();
  expect((await answer).every((one) => one.status === 'accepted')).toBe(true);
  await reading;
  expect(read).toBe(200);
  expect(heard.at(-1)).toBe(running.appliance.core.durableSeq);
});

test('a refusal and a repeat wait for the disk as well', async () => {
  const held = heldDisk();
  const { till } = await started(held.disk);
  const accepted = till.command('order.open', {
    orderId: newId(),
    orderTypeId: 'dine-in',
    label: '',
    guestCount: null,
  });
  held.hold();
  const answers: string[] = [];
  const first = till.send([accepted]).then(() => answers.push('accepted'));
  const refused = till
    .send([till.command('order.close', { orderId: newId() })])
    .then(([one]) => answers.push(one?.status ?? ''));
  const repeat = till
    .send([accepted])
    .then(([one]) => answers.push(one?.status === 'accepted' && one.repeated ? 'repeated' : 'not repeated'));
  await pause(80);
  expect(answers).toEqual([]);
  await held.release();
  await Promise.all([first, refused, repeat]);
  expect(answers.toSorted()).toEqual(['accepted', 'refused', 'repeated']);
});

test('what queues while the disk is syncing is committed together and synced once', async () => {
  const held = heldDisk();
  const { till } = await started(held.disk);
  const tills = await Promise.all([till.pairAnother(), till.pairAnother(), till.pairAnother()]);
  await Promise.all(tills.map((other) => other.signIn('anna', '4711')));
  held.hold();
  const open = (one: TestTill) =>
    one.do('order.open', { orderId: newId(), orderTypeId: 'dine-in', label: '', guestCount: null });
  const first = open(till);
  await expect.poll(() => held.waiting()).toBe(1);
  const others = tills.map(open);
  // All three have come, also on a machine that does other things.
  await pause(500);
  const before = held.syncs();
  await held.release();
  const answers = [await first, ...(await Promise.all(others))];
  // One for the first command, one for all three that came while it was under way.
  expect(held.syncs() - before).toBe(2);
  expect(answers.map((one) => one.status)).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
});

test('a full queue is decided while the disk is syncing, and still nobody hears of it before its own sync', async () => {
  const held = heldDisk();
  const { till, running } = await started(held.disk);
  const other = await till.pairAnother();
  await other.signIn('anna', '4711');
  const core = running.appliance.core as StoreCore;
  const heard: number[] = [];
  core.onDurable(({ fromSeq, toSeq }) => {
    for (let seq = fromSeq; seq <= toSeq; seq += 1) heard.push(seq);
  });
  const seqBefore = core.durableSeq;
  held.hold();
  const open = (one: TestTill) =>
    one.command('order.open', { orderId: newId(), orderTypeId: 'dine-in', label: '', guestCount: null });
  const first = till.send([open(till)]);
  await expect.poll(() => held.waiting()).toBe(1);
  const rush = other.send(Array.from({ length: 40 }, () => open(other)));
  await expect.poll(() => core.view.openOrders().length).toBeGreaterThan(1);
  expect(held.waiting()).toBe(1);
  expect([core.durableSeq, heard]).toEqual([seqBefore, []]);
  await held.release();
  expect((await first).length + (await rush).length).toBe(41);
  // Told in the journal's order, each once.
  expect(heard).toEqual(Array.from({ length: 41 }, (_, index) => seqBefore + 1 + index));
});

test('a sync that fails takes the groups behind it along', async () => {
  const held = heldDisk();
  const { till } = await started(held.disk);
  const other = await till.pairAnother();
  await other.signIn('anna', '4711');
  held.hold();
  const open = (one: TestTill) =>
    one.command('order.open', { orderId: newId(), orderTypeId: 'dine-in', label: '', guestCount: null });
  const first = till.post(open(till));
  await expect.poll(() => held.waiting()).toBe(1);
  const rush = other.post(Array.from({ length: 40 }, () => open(other)));
  await pause(60);
  await held.fail();
  expect([(await first).status, (await rush).status]).toEqual([503, 503]);
});

test('a disk that does not confirm ends acknowledging for good, and health says so', async () => {
  const held = heldDisk();
  const { till, running } = await started(held.disk);
  held.hold();
  const orderId = newId();
  const pending = till.post(till.sale(orderId));
  await expect.poll(() => held.waiting()).toBe(1);
  const queued = running.http('POST', '/api/v1/commands', {
    body: { ...till.command('order.open', { orderId: newId(), orderTypeId: 'dine-in', label: '', guestCount: null }) },
    headers: till.headers,
  });
  await pause(30);
  await held.fail();
  const unanswered = await pending;
  expect(unanswered.status).toBe(503);
  expect((unanswered.body as { code: string }).code).toBe('sync_failed');
  expect((await queued).status).toBe(503);

  // Even when the disk works again: after a failed sync nobody knows what it kept.
  await held.release();
  const after = await till.post(
    till.command('order.open', { orderId: newId(), orderTypeId: 'dine-in', label: '', guestCount: null }),
  );
  expect(after.status).toBe(503);
  const health = await running.http<{ status: string }>('GET', '/health');
  expect(health.status).toBe(503);
  expect(health.body.status).toBe('failed');
  // The order was committed but never confirmed: it is not shown either.
  expect((await till.get(`/orders/${orderId}`)).status).toBe(503);
});

test('the WAL that a crash left behind is synced before anything of it is served', async () => {
  const first = await TestStore.start();
  const till = await first.setUp();
  await till.openDrawer();
  await first.stop();
  const order: string[] = [];
  const disk: Disk = {
    ...nodeDisk,
    openForSync: async (path) => {
      const file = await nodeDisk.openForSync(path);
      return {
        sync: async () => {
          await pause(50);
          order.push('synced');
          await file.sync();
        },
        close: () => file.close(),
      };
    },
  };
  const starting = TestStore.start({ dataDir: first.dataDir, ports: { disk } }).then((running) => {
    order.push('serving');
    return running;
  });
  store = await starting;
  expect(order.slice(0, 2)).toEqual(['synced', 'serving']);
});

test('with synchronous=FULL there is nothing left to sync', async () => {
  let syncs = 0;
  const disk: Disk = {
    ...nodeDisk,
    openForSync: async (path) => {
      const file = await nodeDisk.openForSync(path);
      return { sync: async () => void (syncs += 1), close: () => file.close() };
    },
  };
  store = await TestStore.start({ config: { durability: 'full' }, ports: { disk } });
  const till = await store.setUp();
  await till.openDrawer();
  const answers: CommandAnswer[] = await till.send(till.sale());
  expect(answers.every((one) => one.status === 'accepted')).toBe(true);
  expect(syncs).toBe(1);
});
