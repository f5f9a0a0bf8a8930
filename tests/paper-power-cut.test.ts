import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PrintJob } from '@auraconnect/shared/receipt/print-job.ts';
import type { Bootstrap } from '@auraconnect/shared/protocol/store-api.ts';
import { call } from '../tooling/programs/call.ts';
import { Counter, until } from './support/counter.ts';
import { MuteLine } from './support/mute-line.ts';
import { papersOf } from './support/paper.ts';
import { openStore, type StoryStore } from './support/story-store.ts';

let store: StoryStore;
let counter: Counter;
let cable: MuteLine;

beforeAll(async () => {
  store = await openStore({ story: 'paper-power-cut', cloud: false });
  cable = new MuteLine({ host: '127.0.0.1', port: store.ports.receipt });
  const port = await cable.listen();
  counter = await Counter.open(store);
  const { catalogue } = await call<Bootstrap>(`${store.programs.applianceUrl}/api/v1/bootstrap`, {
    token: store.manager.device.deviceToken,
  });
  const printer = catalogue.printers.find(({ id }) => id === 'receipt');
  await counter.must([
    {
      type: 'catalogue.put',
      payload: {
        entries: [
          { entity: 'printer', id: 'receipt', payload: { ...printer, port } },
          { entity: 'settings', id: 'store', payload: { ...catalogue.settings, printReceipts: 'always' } },
        ],
      },
    },
  ]);
});
afterAll(async () => {
  await store.close();
  await cable.close();
});

const openJobs = (): Promise<PrintJob[]> =>
  call(`${store.programs.applianceUrl}/api/v1/print-jobs`, {
    token: store.manager.device.deviceToken,
    staffToken: store.manager.staff.staffToken,
  });
const receipts = async (): Promise<string[]> =>
  (await papersOf(store, 'receipt')).map(({ plainText }) => plainText).filter((text) => text.includes('Cola'));

test('a receipt prints once when nothing goes wrong', async () => {
  await counter.sell();
  await until('the receipt is out', async () => (await receipts()).length === 1 && (await openJobs()).length === 0);
});

test('an appliance that is killed while a receipt is being printed prints nothing twice and asks a person', async () => {
  // Enough for the drawer kick; the receipt's answer gets lost.
  cable.muteAfterBytes = 100;
  await counter.sell();
  await until('the receipt is being sent', async () =>
    (await openJobs()).some(({ document, state }) => document === 'receipt' && state === 'sending'),
  );
  await until('its paper is out', async () => (await receipts()).length === 2);
  await store.programs.appliance.kill();
  cable.muteAfterBytes = null;
  await store.programs.appliance.start();
  const unknown = (await openJobs()).find(({ document }) => document === 'receipt');
  expect(unknown).toMatchObject({ state: 'unknown', copy: false });
  await counter.sell();
  await until('the next receipt is out', async () => (await receipts()).length === 3);
  expect((await openJobs()).filter(({ document }) => document === 'receipt').map(({ jobId }) => jobId)).toEqual([
    unknown?.jobId,
  ]);
  expect((await receipts()).filter((text) => text.includes('COPY'))).toEqual([]);

  await counter.must([{ type: 'print.resolve', payload: { jobId: unknown?.jobId ?? '', decision: 'reprint' } }]);
  await until('the copy is out', async () => (await receipts()).length === 4);
  expect((await receipts()).at(-1)).toContain('COPY');
  await until(
    'nothing is left to decide',
    async () => (await openJobs()).filter(({ document }) => document === 'receipt').length === 0,
  );
});
