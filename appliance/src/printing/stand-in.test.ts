import { afterEach, expect, test } from 'vitest';
import type { AgainSubject } from '@auraconnect/shared/receipt/print-job.ts';
import { PaperStore, until } from '../testing/paper-store.ts';

let store: PaperStore;
afterEach(() => store.close());

async function open(): Promise<void> {
  store = await PaperStore.start({ stationPaper: 'always', standIns: true });
  await until(() => store.jobs('drawer-kick')[0]?.state === 'confirmed');
}
const statusOf = (printerId: string) => store.queue.status().find((printer) => printer.printerId === printerId);
const ticket = () => store.jobs('kitchen-ticket')[0];
const movedAlready = () => store.events.some(({ type }) => type === 'print.moved');
const moment = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test('a ticket whose printer is out of paper comes out at the one that stands in, within ten seconds, and says for whom', async () => {
  await open();
  await store.fault('grill', { paperOut: true });
  await store.order();
  await until(() => statusOf('grill')?.state === 'offline');
  expect(statusOf('grill')).toMatchObject({ code: 'paper-out', waiting: 1 });
  store.time.push(4_000);
  await until(() => ticket()?.state === 'confirmed');
  expect(ticket()).toMatchObject({ printerId: 'receipt', backupFor: 'grill' });
  expect(store.history(ticket()?.jobId ?? '')).toEqual(['queued', 'moved', 'sending', 'confirmed']);
  const [paper = ''] = await store.sheets('receipt');
  expect(paper).toContain('BACKUP FOR Grill');
  expect(paper).not.toContain('COPY');
  // Back again, it prints what comes now and nothing of what was moved.
  await store.fault('grill', { paperOut: false });
  store.time.push(15_000);
  await until(() => statusOf('grill')?.state === 'ok');
  await store.order();
  await until(() => store.jobs('kitchen-ticket').every(({ state }) => state === 'confirmed'));
  expect(await store.sheets('grill')).toHaveLength(1);
  expect((await store.sheets('grill'))[0]).not.toContain('BACKUP');
  expect(await store.sheets('receipt')).toHaveLength(1);
});

test('what is taken back of a moved ticket comes out where that is lying, stamped like it, or else at the station’s own printer', async () => {
  await open();
  const { till } = store.running;
  const voided = async (orderId: string): Promise<void> =>
    store.must(till.command('order.void', { orderId, reason: 'Left' }));
  await store.fault('grill', { paperOut: true });
  const [first, second] = [await store.order(), await store.order()];
  await until(() => statusOf('grill')?.state === 'offline');
  store.time.push(4_000);
  await until(() => store.jobs('kitchen-ticket').every(({ state }) => state === 'confirmed'));
  await store.fault('grill', { paperOut: false });
  store.time.push(15_000);
  await until(() => statusOf('grill')?.state === 'ok');
  await voided(first);
  const cancellation = (place: number) => store.jobs('kitchen-ticket')[2 + place];
  await until(() => cancellation(0)?.state === 'confirmed');
  expect(cancellation(0)).toMatchObject({ printerId: 'receipt', backupFor: 'grill' });
  const papers = await store.sheets('receipt');
  expect(papers).toHaveLength(3);
  expect(papers.filter((text) => text.includes('BACKUP FOR Grill'))).toHaveLength(3);
  expect(papers.filter((text) => text.includes('CANCEL'))).toHaveLength(1);
  expect(await store.sheets('grill')).toEqual([]);

  await store.fault('receipt', { coverOpen: true });
  await voided(second);
  await until(() => statusOf('receipt')?.state === 'offline');
  store.time.push(4_000);
  await until(() => cancellation(1)?.state === 'confirmed');
  expect(cancellation(1)).toMatchObject({ printerId: 'grill', backupFor: 'receipt' });
  expect((await store.sheets('grill'))[0]).toContain('BACKUP FOR Counter');
});

test('a drawer is never kicked at another printer, and its receipt goes on without it', async () => {
  await open();
  await store.fault('receipt', { poweredOff: true });
  await store.pay(await store.order());
  await until(() => statusOf('receipt')?.state === 'offline');
  store.time.push(4_000);
  await until(() => store.jobs('receipt')[0]?.state === 'confirmed');
  store.time.push(15_000);
  await until(() => store.jobs('drawer-kick')[1]?.state === 'failed');
  expect(store.jobs('drawer-kick')[1]).toMatchObject({ printerId: 'receipt' });
  expect((await store.papers('grill')).reduce((sum, paper) => sum + paper.drawerKicks, 0)).toBe(0);
  expect((await store.sheets('grill')).filter((text) => text.includes('BACKUP FOR Counter'))).toHaveLength(1);
});

test('while both are down a job waits where it is and both say why; the first that is back prints it', async () => {
  await open();
  await store.fault('grill', { coverOpen: true });
  await store.fault('receipt', { poweredOff: true });
  await store.order();
  await until(() => statusOf('grill')?.state === 'offline');
  store.time.push(4_000);
  await until(() => statusOf('receipt')?.state === 'offline');
  expect(statusOf('grill')).toMatchObject({ code: 'cover-open', waiting: 1 });
  expect(statusOf('receipt')).toMatchObject({ code: 'unreachable', waiting: 0 });
  expect(movedAlready()).toBe(false);
  await store.fault('receipt', { poweredOff: false });
  store.time.push(15_000);
  await until(() => ticket()?.state === 'confirmed');
  expect(ticket()).toMatchObject({ printerId: 'receipt', backupFor: 'grill' });
});

test('a printer that is just being asked how it is is not taken for well because it was a moment ago', async () => {
  await open();
  await store.fault('grill', { coverOpen: true });
  await store.order();
  await until(() => statusOf('grill')?.state === 'offline');
  await store.fault('receipt', { stalled: true });
  // Its drawer is looked at now, and the answer does not come.
  store.time.push(4_000);
  await until(() => statusOf('receipt')?.state === 'offline');
  expect(movedAlready()).toBe(false);
});

test('a moved job stays where it was moved to, although that printer fails then', async () => {
  await open();
  await store.fault('grill', { paperOut: true });
  await store.order();
  await until(() => statusOf('grill')?.state === 'offline');
  await store.fault('receipt', { resetAfterBytes: 150 });
  store.time.push(4_000);
  await until(() => ticket()?.state === 'unknown');
  await store.fault('grill', { paperOut: false });
  store.time.push(60_000);
  await moment(100);
  expect(store.history(ticket()?.jobId ?? '')).toEqual(['queued', 'moved', 'sending', 'unknown']);
  expect(await store.sheets('grill')).toEqual([]);
  expect(statusOf('receipt')).toMatchObject({ state: 'attention', unknown: 1, code: 'connection-lost' });
});

test('a job of which bytes have left is never moved: a stalled printer that took some of it keeps it, as unknown', async () => {
  await open();
  await store.fault('grill', { resetAfterBytes: 150 });
  await store.order();
  await until(() => ticket()?.state === 'unknown');
  await store.fault('grill', { poweredOff: true });
  store.time.push(60_000);
  await moment(100);
  expect(movedAlready()).toBe(false);
  expect(await store.sheets('receipt')).toEqual([]);
});

test('a cover that is closed again at once moves nothing', async () => {
  await open();
  await store.fault('grill', { coverOpen: true });
  await store.order();
  await until(() => statusOf('grill')?.state === 'offline');
  await store.fault('grill', { coverOpen: false });
  store.time.push(2_000);
  await until(() => ticket()?.state === 'confirmed');
  expect(movedAlready()).toBe(false);
  expect(await store.sheets('grill')).toHaveLength(1);
});

test('a drawer that is left open is told of, and no longer once it is closed', async () => {
  await open();
  store.time.push(2_000);
  await until(() => statusOf('receipt')?.drawer?.state === 'open');
  expect(statusOf('receipt')?.drawer).toMatchObject({ alarm: false });
  expect(statusOf('grill')?.drawer).toBeNull();
  store.time.push(120_000);
  await until(() => statusOf('receipt')?.drawer?.alarm === true);
  await store.closeDrawer('receipt');
  store.time.push(2_000);
  await until(() => statusOf('receipt')?.drawer?.state === 'closed');
  expect(statusOf('receipt')?.drawer).toMatchObject({ alarm: false });
});

test('a person who does not wait moves a job to the printer that stands in, and reads why what has begun is not moved', async () => {
  await open();
  const { till } = store.running;
  await store.fault('grill', { stalled: true });
  await store.order();
  const jobId = ticket()?.jobId ?? '';
  await store.must(till.command('print.move', { jobId }));
  await until(() => ticket()?.state === 'confirmed');
  expect(ticket()).toMatchObject({ printerId: 'receipt', backupFor: 'grill' });
  expect(await store.refusalOf(till.command('print.move', { jobId }))).toBe('print_job_begun');
  await store.must(till.command('print.test', { printerId: 'grill' }));
  const testJob = store.jobs('test-print')[0]?.jobId ?? '';
  expect(await store.refusalOf(till.command('print.move', { jobId: testJob }))).toBe('no_backup_printer');
});

test('what was printed today is printed again as a COPY, where a person wants it', async () => {
  await open();
  const { till, core } = store.running;
  const orderId = await store.order();
  await store.pay(orderId);
  await until(() => store.jobs('receipt')[0]?.state === 'confirmed');
  const ticketId = core.view.order(orderId)?.tickets[0]?.ticketId ?? '';
  const again = (subject: AgainSubject, printerId: string | null = null) =>
    till.command('print.again', { subject, printerId });
  await store.must(again({ type: 'kitchen-ticket', ticketId }));
  await store.must(again({ type: 'receipt', orderId }, 'grill'));
  const sessionId = core.view.openCashSessions()[0]?.sessionId ?? '';
  await store.must(again({ type: 'x-report', sessionId }));
  await until(() => ['kitchen-ticket', 'receipt', 'cash-report'].every((kind) => isOut(kind)));
  expect((await store.sheets('grill')).filter((text) => text.includes('COPY'))).toHaveLength(2);
  expect((await store.sheets('receipt')).filter((text) => text.includes('COPY'))).toHaveLength(1);
  expect(await store.refusalOf(again({ type: 'z-report', sessionId }))).toBe('nothing_to_print');
  expect(await store.refusalOf(again({ type: 'receipt', orderId }, 'nowhere'))).toBe('printer_unknown');
});
const isOut = (kind: string): boolean => store.jobs(kind as 'receipt').at(-1)?.state === 'confirmed';
