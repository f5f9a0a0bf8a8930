import { afterEach, expect, test } from 'vitest';
import type { FoundPrinter, PrinterSearchState } from '@auraconnect/shared/protocol/printer-search.ts';
import { usualPrinter } from '@auraconnect/shared/menu/catalogue.ts';
import { TestStore } from '../testing/test-store.ts';
import { PrinterSearch, type SearchOrder } from './printer-search.ts';

let store: TestStore | null = null;
afterEach(async () => {
  await store?.stop();
  store = null;
});

const silent = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };
const found: FoundPrinter = {
  connection: { type: 'network' },
  host: '10.0.0.20',
  port: 9100,
  makerAndModel: 'Epson TM-T88V',
  modelSuggestion: null,
  evidence: ['epson', 'port-9100'],
  alreadySetUp: null,
};
const done: PrinterSearchState = { state: 'done', ways: [], asked: 2, toAsk: 2, printers: [] };

test('one search runs at a time, and whoever asks meanwhile sees how far it is', async () => {
  const orders: SearchOrder[] = [];
  const finish: ((state: PrinterSearchState) => void)[] = [];
  const search = new PrinterSearch((order) => {
    orders.push(order);
    return new Promise((resolve) => finish.push(resolve));
  }, silent);
  expect(search.state.state).toBe('never');
  search.start([]);
  expect(search.start([]).state).toBe('searching');
  expect(orders).toHaveLength(1);
  orders[0]?.progress({ ...done, asked: 1 });
  expect(search.state).toMatchObject({ state: 'searching', asked: 1 });
  finish[0]?.(done);
  await expect.poll(() => search.state).toStrictEqual(done);
  search.start([]);
  expect(orders).toHaveLength(2);
  finish[1]?.(done);
});

test('a search that fails ends, so that another can begin; stopping breaks one off', async () => {
  let order: SearchOrder | null = null;
  const search = new PrinterSearch((given) => {
    order = given;
    return new Promise((_resolve, reject) =>
      given.signal.addEventListener('abort', () => reject(new Error('broken off'))),
    );
  }, silent);
  search.start([]);
  await search.stop();
  expect(order).not.toBeNull();
  expect(search.state.state).toBe('done');
});

test('only who edits the store may look for printers, and its own printers go with the search', async () => {
  const orders: SearchOrder[] = [];
  store = await TestStore.start({
    ports: {
      searchWires: (order) => {
        orders.push(order);
        return Promise.resolve({ ...done, printers: [found] });
      },
    },
  });
  const owner = await store.setUp();
  const searches = '/api/v1/printers/searches';
  const look = (headers: Record<string, string>) =>
    store?.http<PrinterSearchState>('GET', '/api/v1/printers/found', { headers });
  expect((await store.http('POST', searches, { body: {} })).status).toBe(401);
  expect((await look(owner.headers))?.body.state).toBe('never');
  const printer = {
    id: 'bar',
    name: 'Bar',
    host: '10.0.0.9',
    port: 9100,
    columns: 42,
    hasDrawer: false,
    ...usualPrinter,
  };
  await owner.do('catalogue.put', { entries: [{ entity: 'printer', id: 'bar', payload: printer }] });
  const { status, body } = await store.http<PrinterSearchState>('POST', searches, { headers: owner.headers, body: {} });
  expect([status, body.state]).toStrictEqual([202, 'searching']);
  expect(orders[0]?.setUp.map(({ host }) => host)).toStrictEqual(['10.0.0.9']);
  expect((await look(owner.headers))?.body).toStrictEqual({ ...done, printers: [found] });
  const cashier = await owner.pairAnother();
  await cashier.signIn('ben', '2222');
  expect((await look(cashier.headers))?.status).toBe(403);
});
