import { afterEach, expect, test } from 'vitest';
import type { Ticket } from '@auraconnect/shared/kitchen/ticket.ts';
import { PaperStore, until, type PaperStoreOptions } from '../testing/paper-store.ts';
import { BeforeTheStart } from '../printing/before-the-start.ts';
import type { Core } from '../store/core.ts';
import { PaperFallback, unacknowledgedAfterMs } from './paper-fallback.ts';

const yes = (): Promise<boolean> => Promise.resolve(true);

let store: PaperStore;
afterEach(() => store.close());

async function open(options: PaperStoreOptions): Promise<PaperStore> {
  store = await PaperStore.start(options);
  return store;
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 80));
const ticket = (): Ticket => {
  const tickets = store.running.core.view.activeTickets();
  expect(tickets).toHaveLength(1);
  return tickets[0] as Ticket;
};

test('a ticket that no screen has shown for 15 s is printed once, and a late screen sees whose it is', async () => {
  await open({ stationPaper: 'fallback' });
  await store.order();
  await pause();
  store.time.push(unacknowledgedAfterMs - 2_000);
  await pause();
  expect(ticket().owner).toBe('screen');
  store.time.push(2_000);
  await until(() => ticket().status === 'shown');
  expect(ticket()).toMatchObject({ owner: 'printer' });
  expect(await store.sheets('grill')).toHaveLength(1);
  const { core, till } = store.running;
  const before = core.durableSeq;
  await till.submit(till.command('kitchen.acknowledge', { ticketIds: [ticket().ticketId] }));
  expect(core.durableSeq).toBe(before);
  expect(ticket().owner).toBe('printer');
  store.time.push(60_000);
  await pause();
  expect(await store.sheets('grill')).toHaveLength(1);
  expect(store.fallback.unacknowledgedTickets).toBe(0);
});

test('a screen that says in time that it has the ticket keeps it, and no paper comes', async () => {
  await open({ stationPaper: 'fallback' });
  await store.order();
  const { till } = store.running;
  await store.must(till.command('kitchen.acknowledge', { ticketIds: [ticket().ticketId] }));
  store.time.push(60_000);
  await pause();
  expect(ticket()).toMatchObject({ owner: 'screen', status: 'shown' });
  expect(await store.sheets('grill')).toEqual([]);
});

test('a screen that speaks up in the very moment in which paper would take over keeps its ticket', async () => {
  await open({ stationPaper: 'fallback' });
  store.fallback.stop();
  await store.order();
  const { core, till } = store.running;
  const lateToTheTransaction: Pick<Core, 'now' | 'read' | 'appendInternal'> = {
    now: () => core.now(),
    read: (look) => core.read(look),
    appendInternal: async (decide) => {
      await store.must(till.command('kitchen.acknowledge', { ticketIds: [ticket().ticketId] }));
      return core.appendInternal(decide);
    },
  };
  const fallback = new PaperFallback(
    lateToTheTransaction as Core,
    store.time.ports,
    new BeforeTheStart({ core, ports: store.time.ports }),
    () => undefined,
  );
  fallback.run();
  await pause();
  store.time.push(unacknowledgedAfterMs);
  await until(() => ticket().status === 'shown');
  await pause();
  fallback.stop();
  expect(ticket().owner).toBe('screen');
  expect(await store.sheets('grill')).toEqual([]);
});

test.each([
  ['is printed after a start', {}, 'confirmed'],
  [
    'waits for a person when the box was brought back: its paper may be lying there',
    { wasBroughtBack: true },
    'unknown',
  ],
  ['waits for a person when another box goes on with the store', { goesOnElsewhere: yes }, 'unknown'],
])('a ticket of before the start that no screen shows %s', async (_what, start, becomes) => {
  await open({ stationPaper: 'fallback' });
  store.fallback.stop();
  await store.order();
  const fallback = store.newFallback(start);
  fallback.run();
  await pause();
  store.time.push(unacknowledgedAfterMs);
  await until(() => store.jobs('kitchen-ticket')[0]?.state === becomes);
  fallback.stop();
  expect(await store.sheets('grill')).toHaveLength(becomes === 'unknown' ? 0 : 1);
});

test("a station without paper raises the till's alarm, until a screen has the ticket", async () => {
  await open({ stationPaper: 'never' });
  await store.order();
  await pause();
  store.time.push(unacknowledgedAfterMs);
  await until(() => store.fallback.unacknowledgedTickets === 1);
  const { till } = store.running;
  await store.must(till.command('kitchen.acknowledge', { ticketIds: [ticket().ticketId] }));
  await until(() => store.fallback.unacknowledgedTickets === 0);
});

test('a ticket of a printer that is off raises the alarm too, and is acknowledged by its paper', async () => {
  await open({ stationPaper: 'fallback', core: { screensFor: () => false } });
  await store.fault('grill', { poweredOff: true });
  await store.order();
  expect(ticket().owner).toBe('printer');
  await pause();
  store.time.push(unacknowledgedAfterMs);
  await until(() => store.fallback.unacknowledgedTickets === 1);
  await store.fault('grill', { poweredOff: false });
  store.time.push(15_000);
  await until(() => ticket().status === 'shown');
  await until(() => store.fallback.unacknowledgedTickets === 0);
  expect(await store.sheets('grill')).toHaveLength(1);
});

test('where paper always comes a dark screen changes the owner and prints nothing twice', async () => {
  await open({ stationPaper: 'always' });
  await store.order();
  await until(() => store.jobs('kitchen-ticket')[0]?.state === 'confirmed');
  expect(ticket()).toMatchObject({ owner: 'screen', status: 'pending' });
  await pause();
  store.time.push(unacknowledgedAfterMs);
  await until(() => ticket().status === 'shown');
  expect(ticket().owner).toBe('printer');
  expect(await store.sheets('grill')).toHaveLength(1);
});

test('a kitchen ticket of which nobody knows is acknowledged when a person has found its paper', async () => {
  await open({ stationPaper: 'fallback', core: { screensFor: () => false } });
  await store.fault('grill', { resetAfterBytes: 60 });
  await store.order();
  await until(() => store.jobs('kitchen-ticket')[0]?.state === 'unknown');
  expect(ticket().status).toBe('pending');
  const { till } = store.running;
  await store.must(
    till.command('print.resolve', { jobId: store.jobs('kitchen-ticket')[0]?.jobId ?? '', decision: 'printed' }),
  );
  await until(() => ticket().status === 'shown');
});
