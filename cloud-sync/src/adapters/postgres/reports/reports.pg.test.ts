import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Order } from '@auraconnect/shared/order/order.ts';
import { salesReport } from '@auraconnect/shared/reporting/sales-report.ts';
import { demoCatalogueEntries } from '@auraconnect/shared/testing/demo-restaurant.ts';
import type { StoreBox } from '../../../../testing/store-box.ts';
import { TestCloud, type SignedIn } from '../../../../testing/test-cloud.ts';

describe('what an owner sees', () => {
  let cloud: TestCloud;
  let owner: SignedIn;
  let box: StoreBox;
  const sold: Order[] = [];

  beforeAll(async () => {
    cloud = await TestCloud.start(inject('pgUrl'));
    owner = await cloud.owner();
    box = (await cloud.box(owner)).open();
    // Now is Tuesday 24 November 2026, 18:05 in New York.
    const sell = (at: string, businessDate: string, items: [string, string, string][], tipMinor = 0) => {
      const till = box.sell({ at, businessDate, items, tipMinor });
      sold.push(till.order);
      return till;
    };
    sell('2026-11-17T12:30:00-05:00', '2026-11-17', [['bbq_ckn', 'm', '1']]);
    sell('2026-11-17T18:04:00-05:00', '2026-11-17', [['bbq_ckn', 'l', '2']]);
    sell('2026-11-17T19:30:00-05:00', '2026-11-17', [['classic_dlx', 's', '1']]);
    // After midnight, still Monday's business.
    sell('2026-11-24T01:30:00-05:00', '2026-11-23', [['classic_dlx', 'm', '1']]);
    sell(
      '2026-11-24T12:10:00-05:00',
      '2026-11-24',
      [
        ['bbq_ckn', 'm', '3'],
        ['classic_dlx', 'l', '1'],
      ],
      300,
    );
    const refunded = sell('2026-11-24T17:45:00-05:00', '2026-11-24', [['classic_dlx', 'l', '2']]);
    box.refund(refunded, 500);
    sold[sold.length - 1] = refunded.order;
    const kitchen = box.sell({ at: '2026-11-24T17:50:00-05:00', close: false });
    const ticketId = kitchen.order.tickets[0]?.ticketId ?? '';
    box.write(
      'kitchen.ticket_bumped',
      { ticketId },
      { orderId: kitchen.order.orderId, occurredAt: '2026-11-24T17:57:00-05:00' },
    );
    sold.push(kitchen.order);
    expect((await box.sync()).status).toBe(200);
  });
  afterAll(() => cloud.stop());

  const revenue = (...orders: (Order | undefined)[]): number =>
    orders.reduce((sum, order) => sum + (order?.totals.revenueMinor ?? 0), 0);

  test('today stands against the same weekday up to the same time of day', async () => {
    const { body } = await owner.get('/api/v1/sales/now');
    expect(body).toMatchObject({
      currency: 'USD',
      currencies: ['USD'],
      businessDate: '2026-11-24',
      today: {
        orderCount: 2,
        lineCount: 3,
        quantity: '6',
        revenueMinor: revenue(sold[4], sold[5]),
        tipMinor: 300,
        refundMinor: 500,
      },
      comparison: {
        businessDate: '2026-11-17',
        untilNow: { orderCount: 2, revenueMinor: revenue(sold[0], sold[1]) },
        wholeDay: { orderCount: 3, revenueMinor: revenue(sold[0], sold[1], sold[2]) },
      },
      openOrderCount: 1,
      openOrdersDueMinor: sold[6]?.dueMinor,
      kitchenSeconds: 420,
      averageTicketMinor: Math.round(((sold[4]?.totals.totalMinor ?? 0) + (sold[5]?.totals.totalMinor ?? 0)) / 2),
      stores: [{ storeId: box.storeId, name: 'Bella Napoli', orderCount: 2, health: 'current', pendingEvents: 0 }],
    });
    expect(body.completeUntil).toBe(body.stores[0].lastContactAt);
  });

  test('the cloud counts exactly as the store does', async () => {
    const report = salesReport(sold, { from: '2026-11-01', to: '2026-11-30' });
    const { body: series } = await owner.get('/api/v1/sales/series?by=day&from=2026-11-01&to=2026-11-30');
    const { orderCount, lineCount, quantity, revenueMinor, taxMinor, discountMinor, compMinor, tipMinor, refundMinor } =
      report;
    expect(series.totals).toMatchObject({
      orderCount,
      lineCount,
      quantity,
      revenueMinor,
      taxMinor,
      discountMinor,
      compMinor,
      tipMinor,
      refundMinor,
    });
    expect(
      series.points
        .filter((point: { orderCount: number }) => point.orderCount > 0)
        .map((point: { key: string; orderCount: number; revenueMinor: number }) => ({
          businessDate: point.key,
          orderCount: point.orderCount,
          revenueMinor: point.revenueMinor,
        })),
    ).toEqual(report.byDay);
    const { body: items } = await owner.get('/api/v1/sales/items?from=2026-11-01&to=2026-11-30');
    expect(
      items.items.map(({ itemId, name, quantity: sum, revenueMinor: minor }: Record<string, unknown>) => ({
        itemId,
        name,
        quantity: sum,
        revenueMinor: minor,
      })),
    ).toEqual(report.topItems);
    expect(items.items.reduce((sum: number, { share }: { share: number }) => sum + share, 0)).toBeCloseTo(1, 9);
    expect(items.items[0].categoryName).toBe('Pizza');
    const { body: paid } = await owner.get('/api/v1/sales/tenders?from=2026-11-01&to=2026-11-30');
    expect(
      paid.tenders.map(({ tender, count, amountMinor }: Record<string, unknown>) => ({ tender, count, amountMinor })),
    ).toEqual(report.byTender);
  });

  test("hours are those of the business day on the store's wall clock: half past one at night is hour 25", async () => {
    const { body } = await owner.get('/api/v1/sales/series?by=hour&from=2026-11-23&to=2026-11-24');
    const busy = body.points
      .filter((point: { orderCount: number }) => point.orderCount > 0)
      .map(({ key, orderCount }: Record<string, unknown>) => [key, orderCount]);
    expect(busy).toEqual([
      ['2026-11-23T25', 1],
      ['2026-11-24T12', 1],
      ['2026-11-24T17', 1],
    ]);
    expect(body.points).toHaveLength(48);
    expect(body.points[0].key).toBe('2026-11-23T04');
    expect((await owner.get('/api/v1/orders?hour=25&from=2026-11-23&to=2026-11-23')).body.rowCount).toBe(1);
  });

  test('weeks begin on Monday', async () => {
    const { body } = await owner.get('/api/v1/sales/series?by=week&from=2026-11-10&to=2026-11-24');
    expect(body.points.map(({ key, orderCount }: Record<string, unknown>) => [key, orderCount])).toEqual([
      ['2026-11-09', 0],
      ['2026-11-16', 3],
      ['2026-11-23', 3],
    ]);
  });

  test('a month counts the days of it that were asked for', async () => {
    const { body } = await owner.get('/api/v1/sales/series?by=month&from=2026-09-15&to=2026-11-23');
    expect(body.points.map(({ key, orderCount }: Record<string, unknown>) => [key, orderCount])).toEqual([
      ['2026-09-01', 0],
      ['2026-10-01', 0],
      ['2026-11-01', 4],
    ]);
  });

  test('a span that ends before it begins, or is too long for hours, is refused', async () => {
    expect((await owner.get('/api/v1/sales/series?by=day&from=2026-11-10&to=2026-11-09')).status).toBe(400);
    expect((await owner.get('/api/v1/sales/series?by=hour&from=2025-11-10&to=2026-11-09')).status).toBe(400);
  });

  test('orders come sorted and by the page, with totals of all that match', async () => {
    const first = (await owner.get('/api/v1/orders?status=closed&sort=total&direction=desc&pageSize=2')).body;
    const second = (await owner.get('/api/v1/orders?status=closed&sort=total&direction=desc&pageSize=2&page=2')).body;
    const totals = [...first.rows, ...second.rows].map(({ totalMinor }: { totalMinor: number }) => totalMinor);
    expect(totals).toEqual([...totals].sort((a, b) => b - a));
    expect(first).toMatchObject({
      rowCount: 6,
      page: 1,
      pageSize: 2,
      totals: { orderCount: 6, lineCount: 7, quantity: '11', refundedMinor: 500 },
    });
    expect(first.rows[0]).toMatchObject({
      storeName: 'Bella Napoli',
      openedByName: 'Anna Rossi',
      tenders: ['cash'],
      currency: 'USD',
      held: false,
    });
    expect(new Set([...first.rows, ...second.rows].map(({ orderId }: { orderId: string }) => orderId)).size).toBe(4);
  });

  test.each([
    ['status=open', 1],
    ['having=refund', 1],
    ['tender=cash', 6],
    ['tender=card-external', 0],
    ['itemId=bbq_ckn', 3],
    ['search=Barbecue', 3],
    ['search=%25', 0],
    ['orderTypeId=takeaway', 0],
    ['from=2026-11-24&to=2026-11-24', 3],
    ['from=2026-11-18', 4],
  ])('the filter %s finds %i', async (filter, count) => {
    expect((await owner.get(`/api/v1/orders?${filter}`)).body.rowCount).toBe(count);
  });

  test('an order opens down to its events and its receipt', async () => {
    const order = sold[5] as Order;
    const { body } = await owner.get(`/api/v1/orders/${order.orderId}`);
    expect(body.order).toEqual({ ...order, deviceId: box.deviceId });
    expect(body.timeline.map(({ type }: { type: string }) => type)).toEqual([
      'order.opened',
      'order.line_added',
      'order.sent',
      'order.payment_taken',
      'order.closed',
      'order.refunded',
    ]);
    expect(body.timeline[0]).toMatchObject({
      actorName: 'Anna Rossi',
      deviceName: 'Till 1',
      payload: { orderTypeId: 'dine-in' },
    });
    expect(JSON.stringify(body.receipt.blocks)).toContain('Bella Napoli');
    expect(body.timeZone).toBe('America/New_York');
  });

  test('the table for spreadsheets has every matching order, and no cell that would run', async () => {
    const till = box.sell({ close: false });
    box.writeAll(
      till,
      till.do('order.change_details', {
        orderTypeId: null,
        label: '=HYPERLINK("http://x")',
        guestCount: null,
        note: null,
      }),
    );
    await box.sync();
    const answer = await owner.get('/api/v1/orders.csv?sort=openedAt&direction=asc');
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toContain('attachment');
    const lines = String(answer.body).trimEnd().split('\r\n');
    expect(lines).toHaveLength(9);
    expect(lines[0]).toMatch(/^business_date,store,number,status,.*,order_id$/);
    const [first] = sold;
    expect(lines[1]).toContain(`,${((first?.totals.revenueMinor ?? 0) / 100).toFixed(2)},`);
    expect(lines[8]).toContain(`"'=HYPERLINK(""http://x"")"`);
  });

  test('stores in two currencies are never summed', async () => {
    const swiss = await cloud.box(owner);
    swiss.open(
      demoCatalogueEntries().map((entry) =>
        entry.entity === 'settings'
          ? { ...entry, payload: { ...entry.payload, currency: 'CHF', name: 'Zürich', timeZone: 'Europe/Zurich' } }
          : entry,
      ),
    );
    await swiss.sync();
    const now = (await owner.get('/api/v1/sales/now')).body;
    expect(now.currencies.sort()).toEqual(['CHF', 'USD']);
    expect((await owner.get('/api/v1/sales/now?currency=USD')).body).toMatchObject({
      currency: 'USD',
      stores: [{ name: 'Bella Napoli' }],
    });
    expect((await owner.get(`/api/v1/sales/now?storeId=${swiss.storeId}`)).body).toMatchObject({
      currency: 'CHF',
      businessDate: '2026-11-24',
      today: { orderCount: 0 },
      stores: [{ name: 'Zürich' }],
    });
  });

  test('a backlog shows how much is to come, and a store that says nothing is silent', async () => {
    for (let n = 0; n < 5; n += 1) box.sell({ close: false });
    const { body: hello } = await box.hello();
    cloud.clock.advanceMs(2_000);
    await box.up(Number(hello.cursor.seq) + 1, Number(hello.cursor.seq) + 4);
    cloud.clock.advanceMs(2_000);
    const behind = (await owner.get(`/api/v1/stores/${box.storeId}`)).body;
    expect(behind).toMatchObject({
      health: 'behind',
      pendingEvents: box.rows.length - hello.cursor.seq - 4,
      eventsPerSecond: 1,
      version: '0.1.0',
    });
    await box.sync();
    expect((await owner.get(`/api/v1/stores/${box.storeId}`)).body).toMatchObject({
      health: 'current',
      pendingEvents: 0,
      eventsPerSecond: null,
      devices: [{ name: 'Till 1', kind: 'pos' }],
    });
    cloud.clock.advanceMs(61_000);
    expect(
      (await owner.get('/api/v1/stores')).body.stores.find(
        (store: { storeId: string }) => store.storeId === box.storeId,
      ),
    ).toMatchObject({ health: 'silent' });
  });
});
