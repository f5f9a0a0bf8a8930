import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { genesisHash } from '@auraconnect/shared/journal/journal-row.ts';
import { otherVersions, readJournal, type OtherVersion } from '@auraconnect/shared/testing/journals/read-journal.ts';
import type { StoreBox } from '../../testing/store-box.ts';
import { TestCloud, type SignedIn } from '../../testing/test-cloud.ts';

/** What of each is held, and what is not known at all: by type, with how many. */
const expected: Record<OtherVersion, { held: string[]; unknown: Record<string, number> }> = {
  'n-2': { held: [], unknown: {} },
  'n-1': { held: [], unknown: {} },
  'n+1': { held: [], unknown: { 'loyalty.points_earned': 2, 'order.course_paced': 2 } },
  'n+2': {
    held: ['menu.availability_set', 'menu.availability_set', 'order.discount_applied'],
    unknown: { 'loyalty.points_earned': 2, 'order.course_paced': 2, 'stock.counted': 1 },
  },
};

describe.each(otherVersions)('a store of version %s', (version) => {
  const { rows, sales, openOrders } = readJournal(version);
  const day = rows.at(-1)?.businessDate ?? '';
  let cloud: TestCloud;
  let owner: SignedIn;
  let box: StoreBox;
  beforeAll(async () => {
    cloud = await TestCloud.start(inject('pgUrl'));
    owner = await cloud.owner();
    box = await cloud.box(owner, rows);
  });
  afterAll(() => cloud.stop());

  test('sends its whole journal, with words in its requests that nobody knows yet', async () => {
    const ofTheFuture = { motto: 'of the future', today: { form: 2 } };
    const hello = await box.post('/sync/v1/hello', {
      store: box.storeId,
      epoch: box.epoch,
      durableSeq: rows.length,
      headHash: box.head.hash,
      version,
      ...ofTheFuture,
    });
    expect(hello).toMatchObject({ status: 200, body: { cursor: { seq: 0 } } });
    const first = await box.post('/sync/v1/up', {
      store: box.storeId,
      epoch: box.epoch,
      after: { epoch: box.epoch, seq: 0, hash: genesisHash },
      rows: rows.slice(0, 9).map((row) => ({ ...row, mood: 'of the future' })),
      durableSeq: rows.length,
      ...ofTheFuture,
    });
    expect(first).toMatchObject({ status: 200, body: { cursor: { seq: 9 } } });
    expect(await box.sync(5)).toMatchObject({ status: 200, body: { cursor: box.head } });
  });

  test('has sold here what it had sold there; what cannot be read is held with what depends on it, and nothing is lost', async () => {
    const { body } = await owner.get(`/api/v1/sales/series?by=day&from=${day}&to=${day}`);
    expect(body.totals).toMatchObject({
      orderCount: sales.order_count,
      lineCount: sales.line_count,
      revenueMinor: sales.revenue_minor,
      taxMinor: sales.tax_minor,
      tipMinor: sales.tip_minor,
    });
    const detail = (await owner.get(`/api/v1/stores/${box.storeId}`)).body;
    expect(detail.openOrderCount).toBe(openOrders);
    const held = detail.quarantined.map(({ type }: { type: string }) => type);
    expect(held.toSorted()).toEqual(expected[version].held);
    const unknown = detail.unknownEvents.map(({ type, count }: { type: string; count: number }) => [type, count]);
    expect(Object.fromEntries(unknown)).toEqual(expected[version].unknown);
    expect((await owner.get('/api/v1/reconciliation')).body).toMatchObject({ agrees: true, eventCount: rows.length });
  });

  test('gets every row back as it wrote it, fields and types of the future included', async () => {
    const { body } = await box.post('/sync/v1/tail', {
      store: box.storeId,
      epoch: box.epoch,
      afterSeq: 0,
      limit: 1_000,
    });
    expect(body.rows).toEqual(rows);
  });
});
