import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import type { ExceptionRaised } from '@auraconnect/shared/facts/exception.ts';
import type { ExceptionsAnswer } from '@auraconnect/shared/protocol/portal-api.ts';
import type { StoreBox } from '../../testing/store-box.ts';
import { TestCloud, type SignedIn } from '../../testing/test-cloud.ts';

describe('what happened at a till on its own and did not fit', () => {
  let cloud: TestCloud;
  let owner: SignedIn;
  let box: StoreBox;

  beforeAll(async () => {
    cloud = await TestCloud.start(inject('pgUrl'));
  });
  afterAll(() => cloud.stop());
  beforeEach(async () => {
    owner = await cloud.owner();
    box = (await cloud.box(owner)).open();
  });

  function raise(more: Partial<ExceptionRaised> = {}): string {
    const exceptionId = box.ids.next();
    const raised: ExceptionRaised = {
      exceptionId,
      code: 'price_differs',
      about: 'price_differs margherita',
      orderId: null,
      orderNumber: '',
      orderLabel: '',
      cashSessionId: null,
      commandType: 'order.add_line',
      deviceId: box.deviceId,
      staffId: 'anna',
      happenedAt: '2026-11-24T12:30:00.000-05:00',
      businessDate: '2026-11-24',
      data: { name: 'Margherita', tillMinor: 1325, storeMinor: 1500 },
      ...more,
    };
    box.write('exception.raised', raised);
    return exceptionId;
  }
  const settle = (exceptionId: string, way: string, orderId: string | null = null): void =>
    void box.write('exception.settled', { exceptionId, orderId, way, note: 'Looked at', approvedBy: 'carla' });
  const list = async (state: 'open' | 'settled'): Promise<ExceptionsAnswer> =>
    (await owner.get(`/api/v1/exceptions?storeId=${box.storeId}&state=${state}`)).body;
  const both = async () => [await list('open'), await list('settled')];

  test('is shown to its owner: both figures, the check, the till, the person, and since when', async () => {
    const { orderId } = box.sell().order;
    raise({ orderId, orderNumber: 'B3', orderLabel: 'Table 4' });
    await box.sync();
    const { exceptions, openCount, settledCount } = await list('open');
    expect({ openCount, settledCount }).toEqual({ openCount: 1, settledCount: 0 });
    expect(exceptions).toMatchObject([
      {
        storeId: box.storeId,
        code: 'price_differs',
        orderId,
        orderNumber: 'B3',
        orderLabel: 'Table 4',
        deviceName: 'Till 1',
        staffName: 'Anna Rossi',
        data: { name: 'Margherita', tillMinor: 1325, storeMinor: 1500 },
        settled: null,
      },
    ]);
    expect(Date.parse(exceptions[0]?.happenedAt ?? '')).toBe(Date.parse('2026-11-24T17:30:00Z'));
    expect((await owner.get(`/api/v1/stores/${box.storeId}`)).body).toMatchObject({ openExceptionCount: 1 });
  });

  test('is open until a person has settled it, whenever the settling arrives', async () => {
    const [first, second] = [raise(), raise({ code: 'overpaid', data: { amountMinor: 500 } })];
    const third = raise({ code: 'drawer_counted', data: { zNumber: 7, supplement: 1 } });
    settle(third, 'supplement');
    await box.sync();
    settle(second, 'tip');
    await box.sync();
    const [open, settled] = await both();
    expect(open?.exceptions.map(({ exceptionId }) => exceptionId)).toEqual([first]);
    expect(settled?.exceptions.map(({ exceptionId, settled: how }) => [exceptionId, how?.way])).toEqual(
      expect.arrayContaining([
        [second, 'tip'],
        [third, 'supplement'],
      ]),
    );
    expect(settled?.exceptions[0]?.settled).toMatchObject({ by: 'Anna Rossi', note: 'Looked at' });
    expect(settled).toMatchObject({ openCount: 1, settledCount: 2 });
  });

  test('is the same when everything is worked out again from the journal', async () => {
    const { orderId } = box.sell().order;
    const ofCheck = raise({ orderId, code: 'still_due', data: { dueMinor: 300 } });
    raise();
    settle(ofCheck, 'seen', orderId);
    const settledByLostBox = raise({ code: 'day_ended' });
    await box.sync();
    const lost = box.clone();
    lost.write('exception.settled', {
      exceptionId: settledByLostBox,
      orderId: null,
      way: 'seen',
      note: '',
      approvedBy: null,
    });
    box.restart().adopt(lost.rows.slice(-1));
    box.write('exception.raised', { unreadable: true });
    await box.sync();
    const before = await both();
    expect(before).toMatchObject([{ openCount: 1, settledCount: 2 }, { exceptions: [{}, {}] }]);
    expect((await owner.post(`/api/v1/stores/${box.storeId}/rebuild`)).body).toMatchObject({ quarantinedCount: 1 });
    expect(await both()).toEqual(before);
    expect((await owner.post(`/api/v1/stores/${box.storeId}/rebuild`)).body).toMatchObject({ quarantinedCount: 1 });
  });

  test('of one page after the other is told whole', async () => {
    const all = Array.from({ length: 5 }, () => raise());
    await box.sync();
    const pages = await Promise.all(
      [1, 2, 3].map((page) => owner.get(`/api/v1/exceptions?state=open&pageSize=2&page=${page}`)),
    );
    const ids = pages.flatMap(({ body }) =>
      (body as ExceptionsAnswer).exceptions.map(({ exceptionId }) => exceptionId),
    );
    expect(ids.toSorted()).toEqual(all.toSorted());
  });
});
