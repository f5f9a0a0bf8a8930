import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import type { StoreBox } from '../../testing/store-box.ts';
import { TestCloud, type SignedIn } from '../../testing/test-cloud.ts';

describe('a store sends its journal up', () => {
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

  /** Every table of what was worked out, so that two states can be compared to the byte. */
  const state = async (): Promise<unknown> => {
    const tables = [
      'journal_event',
      'journal_position',
      'orders',
      'order_line',
      'payment',
      'refund',
      'ticket',
      'daily_sales',
      'till_exception',
      'catalogue_entry',
      'feed',
      'quarantine',
      'alarm',
    ];
    const dumps = await Promise.all(
      tables.map((table) =>
        cloud.look(`select to_jsonb(t) - 'received_at' as row from ${table} t where tenant = $1 order by 1`, [
          owner.tenantId,
        ]),
      ),
    );
    return Object.fromEntries(tables.map((table, index) => [table, dumps[index]]));
  };
  const reconciliation = async () => (await owner.get(`/api/v1/reconciliation?storeId=${box.storeId}`)).body;

  test('orders arrive to the cent, and the three ways to count them agree', async () => {
    let revenueMinor = 0;
    for (let n = 0; n < 30; n += 1)
      revenueMinor += box.sell({
        items: [
          ['classic_dlx', 'm', '2'],
          ['burger', '', '1'],
        ],
        tipMinor: n,
      }).order.totals.revenueMinor;
    expect((await box.sync(7)).status).toBe(200);
    const counted = await reconciliation();
    expect(counted).toMatchObject({
      agrees: true,
      journal: { orders: 30, lines: 60, quantity: '90', revenueMinor },
      quarantinedCount: 0,
      pendingEvents: 0,
      eventCount: box.rows.length,
    });
  });

  test('the same batch again changes nothing', async () => {
    box.sell();
    box.sell({ close: false });
    const first = await box.up(1);
    const before = await state();
    const again = await box.up(1);
    expect(again.status).toBe(200);
    expect(again.body.cursor).toEqual(first.body.cursor);
    expect(await state()).toEqual(before);
  });

  test('a batch whose answer was lost is sent again with more behind it, and everything happens once', async () => {
    box.sell();
    await box.up(1);
    box.sell();
    const answer = await box.up(3);
    expect(answer.body.cursor).toEqual(box.head);
    expect(await reconciliation()).toMatchObject({ agrees: true, journal: { orders: 2 } });
  });

  test('a ticket that a screen tells as bumped before a till tells that it was fired counts as bumped', async () => {
    await box.sync();
    const lost = box.clone();
    lost.sell();
    const told = lost.rows.slice(box.rows.length);
    const sent = told.find(({ type }) => type === 'order.sent');
    const { tickets } = JSON.parse(sent?.bytes ?? '') as { tickets: { ticketId: string }[] };
    box.restart();
    for (const { ticketId } of tickets) box.write('kitchen.ticket_bumped', { ticketId });
    await box.sync();
    box.adopt(told);
    expect((await box.sync()).status).toBe(200);
    const bumps = await cloud.look('select bumped_at is not null as bumped from ticket where tenant = $1', [
      owner.tenantId,
    ]);
    expect(bumps).toEqual(tickets.map(() => ({ bumped: true })));
  });

  test('a gap is refused, and the refusal says where the cloud is', async () => {
    box.sell();
    await box.up(1, 3);
    const answer = await box.up(6);
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({
      code: 'cursor_mismatch',
      data: { cursor: { epoch: box.epoch, seq: 3, hash: box.rows[2]?.hash } },
    });
    expect((await box.sync()).status).toBe(200);
  });

  test('another history from the same point on is refused and a person is told', async () => {
    box.sell();
    await box.up(1, 6);
    const twin = box.clone(5);
    twin.sell();
    const sameSeq = await twin.up(6);
    expect(sameSeq.body).toMatchObject({ status: 409, code: 'fork_detected', data: { seq: 6 } });
    // A twin that is ahead proves its history by the hash that it continues.
    const ahead = await twin.up(7);
    expect(ahead.body).toMatchObject({ status: 409, code: 'fork_detected' });
    const store = (await owner.get(`/api/v1/stores/${box.storeId}`)).body;
    expect(store.alarms.map((alarm: { code: string }) => alarm.code)).toContain('fork_detected');
    expect(store.epochs).toMatchObject([{ seq: 6 }]);
    expect((await box.sync()).status).toBe(200);
  });

  test('a box that comes back with less than it once sent, or with something else, is noticed when it says hello', async () => {
    box.sell();
    await box.sync();
    expect((await box.hello()).status).toBe(200);
    const alarms = async (): Promise<string[]> =>
      (await owner.get(`/api/v1/stores/${box.storeId}`)).body.alarms.map(({ code }: { code: string }) => code);
    expect(await alarms()).toEqual([]);
    const restored = box.clone(6);
    await restored.hello();
    expect(await alarms()).toEqual(['store_behind']);
    while (restored.rows.length < box.rows.length)
      restored.write('day.opened', { businessDate: '2026-11-25', previous: null });
    await restored.hello();
    expect((await alarms()).sort((a, b) => (a < b ? -1 : 1))).toEqual(['fork_detected', 'store_behind']);
  });

  test('hashes are compared before rows are skipped: an old row with other content is a fork, not a repeat', async () => {
    box.sell();
    await box.up(1);
    const twin = box.clone(3);
    twin.write('day.opened', { businessDate: '2026-11-25', previous: null });
    expect((await twin.up(4)).body.code).toBe('fork_detected');
  });

  test('a row that was changed after it was written is found by its hash', async () => {
    box.sell();
    const changed = box.rows.map((row) =>
      row.type === 'order.closed' ? { ...row, bytes: row.bytes.replace(/"paidMinor":\d+/, '"paidMinor":1') } : row,
    );
    const answer = await box.up(1, undefined, changed);
    expect(answer.body).toMatchObject({ status: 422, code: 'chain_broken', data: { reason: 'hash' } });
    expect(await cloud.look('select from journal_event where tenant = $1', [owner.tenantId])).toEqual([]);
  });

  test('rows with a hole between them are refused', async () => {
    box.sell();
    const answer = await box.up(
      1,
      undefined,
      box.rows.filter((row) => row.seq !== 4),
    );
    expect(answer.body).toMatchObject({ status: 422, data: { reason: 'gap', seq: 5 } });
  });

  test('bytes are kept verbatim, so that the chain can be checked in the cloud', async () => {
    box.sell();
    await box.sync();
    const kept = await cloud.look<{ bytes: string; occurred_at: string; hash: string }>(
      `select bytes, occurred_at, encode(hash, 'hex') as hash from journal_event where tenant = $1 order by seq`,
      [owner.tenantId],
    );
    expect(kept).toEqual(box.rows.map(({ bytes, occurredAt, hash }) => ({ bytes, occurred_at: occurredAt, hash })));
  });

  test('bytes that are no JSON and hold control characters are kept as they were', async () => {
    const every = Array.from({ length: 31 }, (_, index) => String.fromCharCode(index + 1)).join('');
    const odd = ['\u001e', 'a\u001e\u001eb\u001e', '{"a":"\\"}', 'NULL', '', '\ud83c\udf55', every];
    for (const bytes of odd) box.write('order.line_added', {}, { orderId: box.ids.next(), bytes });
    expect((await box.sync()).body.quarantined).toHaveLength(odd.length);
    box.write('order.line_added', {}, { orderId: box.ids.next(), bytes: '' });
    expect((await box.sync()).body).toMatchObject({ cursor: { seq: box.rows.length }, quarantined: [{}] });
    odd.push('');
    const kept = await cloud.look<{ bytes: string }>(
      `select bytes from journal_event where tenant = $1 and seq > 4 order by seq`,
      [owner.tenantId],
    );
    expect(kept.map(({ bytes }) => bytes)).toEqual(odd);
  });

  describe('an event that cannot be read', () => {
    const poison = () =>
      box.write(
        'order.line_added',
        { orderId: 'x' },
        { orderId: box.rows.at(-1)?.orderId ?? null, bytes: '{"line":{"lineId":7}}' },
      );

    test('holds its own order and nothing else; the cursor moves', async () => {
      const before = box.sell({ close: false });
      const row = poison();
      const after = box.sell();
      box.writeAll(
        before,
        before.do('order.change_details', { orderTypeId: null, label: 'Window', guestCount: null, note: null }),
      );
      const answer = await box.sync();
      expect(answer.body.cursor.seq).toBe(box.rows.length);
      expect(answer.body.quarantined).toHaveLength(2);
      const held = (await owner.get('/api/v1/quarantine')).body.quarantined;
      expect(held).toMatchObject([
        { type: 'order.details_changed', blockedBy: row.id, orderId: before.order.orderId },
        { eventId: row.id, blockedBy: null, reason: expect.stringContaining('cannot be what it says') },
      ]);
      expect((await owner.get(`/api/v1/orders/${before.order.orderId}`)).body).toMatchObject({
        held: { eventId: row.id },
        order: { label: '', status: 'open' },
      });
      expect((await owner.get(`/api/v1/orders/${after.order.orderId}`)).body).toMatchObject({
        held: null,
        order: { status: 'closed' },
      });
    });

    test('keeps holding in later batches', async () => {
      const till = box.sell({ close: false });
      const row = poison();
      await box.sync();
      box.writeAll(
        till,
        till.do('order.change_details', { orderTypeId: null, label: 'Late', guestCount: null, note: null }),
      );
      const answer = await box.sync();
      expect(answer.body.quarantined).toMatchObject([{ reason: expect.stringContaining('earlier event') }]);
      expect((await owner.get('/api/v1/quarantine')).body.quarantined[0]).toMatchObject({ blockedBy: row.id });
    });

    test('is worked up by a rebuild once it can be read', async () => {
      const till = box.sell({ close: false });
      poison();
      await box.sync();
      expect((await owner.post(`/api/v1/stores/${box.storeId}/rebuild`)).body).toMatchObject({ quarantinedCount: 1 });
      // What a fix of the program does to the reading of the bytes, done to the bytes.
      await cloud.look(
        `update journal_event set type = 'order.unheard_of' where tenant = $1 and bytes like '%"lineId":7%'`,
        [owner.tenantId],
      );
      box.writeAll(
        till,
        till.do('order.pay_cash', {
          paymentId: box.ids.next(),
          amountMinor: null,
          tenderedMinor: 100_000,
          tipMinor: 0,
        }),
      );
      box.writeAll(till, till.do('order.close', {}));
      await box.sync();
      expect((await owner.post(`/api/v1/stores/${box.storeId}/rebuild`)).body).toMatchObject({
        quarantinedCount: 0,
        orderCount: 1,
      });
      expect(await reconciliation()).toMatchObject({ agrees: true, journal: { orders: 1 } });
    });

    test('is tried again, in order and by itself, when a newer version of the cloud starts', async () => {
      const till = box.sell({ close: false });
      const row = poison();
      const sessionId = box.ids.next();
      const drawer = { sessionId, movementId: box.ids.next(), reason: 'Change' };
      box.write('cash.paid_in', { ...drawer, amountMinor: 'much' });
      box.write('cash.paid_in', { ...drawer, amountMinor: 100 });
      box.write('order.course_fired', { orderId: till.order.orderId, course: 2 });
      box.write('loyalty.points_earned', { customerId: 'c1', points: 3 });
      box.writeAll(
        till,
        till.do('order.change_details', { orderTypeId: null, label: 'Window', guestCount: null, note: null }),
      );
      expect((await box.sync()).body.quarantined).toHaveLength(5);
      const waiting = async (): Promise<unknown> =>
        (await cloud.look('select held_by from waiting_store where store = $1', [box.storeId]))[0];
      const held = async (): Promise<{ type: string }[]> => (await owner.get('/api/v1/quarantine')).body.quarantined;
      // The same version again changes nothing.
      await cloud.restart();
      box.baseUrl = cloud.url;
      expect(await held()).toHaveLength(5);
      expect(await waiting()).toMatchObject({ held_by: expect.stringContaining('/') });
      expect((await owner.get(`/api/v1/stores/${box.storeId}`)).body).toMatchObject({
        quarantined: { length: 5 },
        unknownEvents: [{ type: 'loyalty.points_earned', count: 1 }],
      });
      // What a fix of the program does to the reading of the bytes, done to the bytes; and an older program held them.
      await cloud.look(`update journal_event set bytes = replace(bytes, '"much"', '100') where tenant = $1`, [
        owner.tenantId,
      ]);
      await cloud.look(`update journal_event set type = 'order.unheard_of' where tenant = $1 and id = $2`, [
        owner.tenantId,
        row.id,
      ]);
      await cloud.look(`update waiting_store set held_by = 'an older one' where store = $1`, [box.storeId]);
      await cloud.restart();
      box.baseUrl = cloud.url;
      await expect.poll(held, { timeout: 10_000 }).toEqual([]);
      expect((await owner.get(`/api/v1/orders/${till.order.orderId}`)).body).toMatchObject({
        held: null,
        order: { label: 'Window' },
      });
      expect((await owner.get(`/api/v1/stores/${box.storeId}`)).body.unknownEvents).toEqual([
        { type: 'loyalty.points_earned', count: 1 },
        { type: 'order.course_fired', count: 1 },
        { type: 'order.unheard_of', count: 1 },
      ]);
    });

    test('that Postgres cannot hold is held as well, alone', async () => {
      box.sell();
      // A year that a timestamp has and Postgres has not.
      const till = box.sell({ close: false });
      const last = box.rows.at(-1);
      box.write(
        'order.payment_taken',
        {
          orderId: till.order.orderId,
          payment: {
            paymentId: box.ids.next(),
            tender: 'cash',
            state: 'captured',
            amountMinor: 1,
            tipMinor: 0,
            tenderedMinor: 1,
            changeMinor: 0,
            roundingMinor: 0,
            reference: null,
            lastFour: null,
            cashSessionId: null,
            takenBy: 'anna',
            takenAt: '0000-01-01T00:00:00Z',
          },
        },
        { businessDate: last?.businessDate ?? '' },
      );
      const sold = box.sell();
      const answer = await box.sync();
      expect(answer.status).toBe(200);
      expect(answer.body.quarantined[0]).toMatchObject({ reason: expect.stringContaining('cannot be stored') });
      expect((await owner.get(`/api/v1/orders/${sold.order.orderId}`)).body.order.status).toBe('closed');
      expect(await reconciliation()).toMatchObject({ agrees: true, journal: { orders: 2 } });
    });
  });

  test('text that Postgres cannot hold is shown with a replacement and kept as it was', async () => {
    const till = box.sell({ close: false });
    const row = box.write('order.details_changed', {
      orderId: till.order.orderId,
      orderTypeId: 'dine-in',
      label: 'Mi\u0000a',
      guestCount: null,
      note: '',
      lines: [],
    });
    const answer = await box.sync();
    expect(answer.body).toMatchObject({ quarantined: [] });
    expect((await owner.get('/api/v1/orders?status=open')).body.rows).toMatchObject([{ label: 'Mi\ufffda' }]);
    expect(await cloud.look('select from journal_event where bytes = $1', [row.bytes])).toHaveLength(1);
  });

  test('an event of a type that this version does not know is kept and holds nothing', async () => {
    const till = box.sell({ close: false });
    box.write('order.course_fired', { orderId: till.order.orderId, course: 2 });
    expect((await box.sync()).body.quarantined).toEqual([]);
    expect((await owner.get(`/api/v1/orders/${till.order.orderId}`)).body.timeline.at(-1)).toMatchObject({
      type: 'order.course_fired',
      payload: { course: 2 },
    });
  });

  test('a refund that comes a day later changes the figures of the day of the sale', async () => {
    const till = box.sell();
    await box.sync();
    box.refund(till, 250);
    await box.sync();
    const { body } = await owner.get('/api/v1/sales/series?by=day&from=2026-11-24&to=2026-11-24');
    expect(body.totals).toMatchObject({
      orderCount: 1,
      refundMinor: 250,
      revenueMinor: till.order.totals.revenueMinor,
    });
    expect((await owner.get('/api/v1/sales/tenders?from=2026-11-24&to=2026-11-24')).body.tenders).toMatchObject([
      { tender: 'cash', refundCount: 1, refundMinor: 250 },
    ]);
  });

  test('the same fact under another event id happens once: a till that tried again at a restored box', async () => {
    const till = box.sell();
    const payment = till.history.find((event) => event.type === 'order.payment_taken');
    box.write('order.payment_taken', payment?.payload ?? {});
    box.write('order.closed', till.history.find((event) => event.type === 'order.closed')?.payload ?? {});
    await box.sync();
    expect((await owner.get('/api/v1/sales/tenders?from=2026-11-24&to=2026-11-24')).body.tenders).toMatchObject([
      { count: 1, amountMinor: till.order.paidMinor },
    ]);
    expect(await reconciliation()).toMatchObject({ agrees: true, journal: { orders: 1 } });
  });

  const alarmCodes = async (): Promise<string[]> =>
    (await owner.get(`/api/v1/stores/${box.storeId}`)).body.alarms.map((alarm: { code: string }) => alarm.code);

  test('a box that starts again goes on in a new epoch, and nobody is alarmed', async () => {
    box.sell();
    await box.sync();
    box.restart().sell();
    expect((await box.sync(4)).status).toBe(200);
    box.restart();
    expect((await box.sync()).body).toMatchObject({ cursor: { epoch: box.epoch, seq: box.rows.length } });
    expect((await box.hello()).body).toMatchObject({ cursor: box.head, lost: [] });
    expect((await owner.get(`/api/v1/stores/${box.storeId}`)).body).toMatchObject({ pendingEvents: 0 });
    expect(await reconciliation()).toMatchObject({ agrees: true, journal: { orders: 2 }, eventCount: box.rows.length });
    expect(await alarmCodes()).toEqual([]);
  });

  test('a restored box is told what it has lost, adopts it, and every order counts once', async () => {
    const [first, lost] = [box.sell(), box.sell()];
    await box.sync();
    const end = box.rows.length;
    box.restart().sell();
    await box.sync();
    const restored = box.clone(end - 5);
    restored.epoch = box.rows[0]?.epoch ?? '';
    const { cursor, lost: tails } = (await restored.hello()).body;
    expect(cursor).toEqual(restored.head);
    expect(tails).toEqual([
      { epoch: restored.epoch, afterSeq: end - 5, throughSeq: end },
      { epoch: box.epoch, afterSeq: end, throughSeq: box.rows.length },
    ]);
    const rows = [];
    for (const { epoch, afterSeq } of tails)
      rows.push(
        ...(await restored.post('/sync/v1/tail', { store: box.storeId, epoch, afterSeq, limit: 500 })).body.rows,
      );
    expect(rows).toEqual(box.rows.slice(end - 5));
    restored.restart().adopt(rows);
    expect((await restored.sync()).status).toBe(200);
    const closings = box.rows.filter(({ type }) => type === 'order.closed').length;
    expect(closings).toBe(3);
    expect(await reconciliation()).toMatchObject({ agrees: true, journal: { orders: 3 } });
    expect(first.order.orderId).not.toBe(lost.order.orderId);
    expect(await alarmCodes()).toEqual(expect.arrayContaining(['store_behind', 'history_branched']));
    expect((await restored.hello()).body).toMatchObject({ lost: [] });
  });

  test('what only a till still had arrives by adoption, also when the lost box shows up later', async () => {
    await box.sync();
    const restored = box.clone();
    const sold = box.sell();
    restored.restart().adopt(box.rows.slice(4));
    expect((await restored.sync()).status).toBe(200);
    const once = { agrees: true, journal: { orders: 1, revenueMinor: sold.order.totals.revenueMinor } };
    expect(await reconciliation()).toMatchObject(once);
    expect((await box.sync()).status).toBe(200);
    expect(await reconciliation()).toMatchObject(once);
    await owner.post(`/api/v1/stores/${box.storeId}/rebuild`);
    expect(await reconciliation()).toMatchObject(once);
  });

  test('what was adopted without effect has none here either', async () => {
    await box.sync();
    const other = box.clone();
    other.sell();
    box.restart().adopt(other.rows.slice(4), false);
    await box.sync();
    expect(await reconciliation()).toMatchObject({ agrees: true, journal: { orders: 0 }, quarantinedCount: 0 });
  });

  test('two boxes from one image are both kept, and a person is told', async () => {
    box.sell();
    await box.sync();
    const twin = box.clone().restart();
    twin.sell();
    box.restart().sell();
    expect((await twin.sync()).status).toBe(200);
    expect((await box.sync()).status).toBe(200);
    expect(await reconciliation()).toMatchObject({ agrees: true, journal: { orders: 3 } });
    expect(await alarmCodes()).toContain('two_boxes');
  });

  test('of two boxes the one that was retired is not heard any more, nor after a restart, and the other one goes on', async () => {
    box.sell();
    await box.sync();
    const twin = box.clone().restart();
    twin.sell();
    box.restart().sell();
    await twin.sync();
    await box.sync();
    const retire = (epoch: string, retired = true) =>
      owner.post(`/api/v1/stores/${box.storeId}/boxes/retire`, { epoch, retired });
    expect((await retire(box.rows[0]?.epoch ?? '')).body).toMatchObject({ code: 'not_found' });
    expect((await retire(twin.epoch)).status).toBe(204);
    expect((await retire(box.epoch)).body).toMatchObject({ status: 409, code: 'last_box' });
    const { epochs } = (await owner.get(`/api/v1/stores/${box.storeId}`)).body;
    expect(
      epochs.map(({ newest, retiredAt }: { newest: boolean; retiredAt: string | null }) => [
        newest,
        retiredAt !== null,
      ]),
    ).toEqual([
      [false, false],
      [true, true],
      [true, false],
    ]);
    twin.sell();
    const place = twin.rows.length;
    expect((await twin.hello()).body).toMatchObject({ status: 403, code: 'box_retired' });
    expect((await twin.up(place)).body).toMatchObject({ status: 403, code: 'box_retired' });
    twin.restart().sell();
    expect((await twin.hello()).body).toMatchObject({ code: 'box_retired' });
    expect((await twin.up(place + 1)).body).toMatchObject({ code: 'box_retired' });
    box.restart().sell();
    expect((await box.sync()).status).toBe(200);
    expect(await reconciliation()).toMatchObject({ agrees: true, journal: { orders: 4 } });
    expect((await retire(twin.head.epoch, false)).status).toBe(204);
    expect((await retire(epochs[1].epoch, false)).status).toBe(204);
    expect((await twin.sync()).status).toBe(200);
    expect(await reconciliation()).toMatchObject({ agrees: true, journal: { orders: 6 } });
  });

  test('an old box that comes back beside its brought back backup is retired alone, although both wrote the same journal once', async () => {
    box.sell();
    const backup = box.clone();
    box.sell();
    await box.sync();
    backup.restart().sell();
    expect((await backup.sync()).status).toBe(200);
    expect(
      (await owner.post(`/api/v1/stores/${box.storeId}/boxes/retire`, { epoch: box.epoch, retired: true })).status,
    ).toBe(204);
    box.sell();
    expect((await box.hello()).body).toMatchObject({ code: 'box_retired' });
    box.restart();
    expect((await box.hello()).body).toMatchObject({ code: 'box_retired' });
    expect((await box.up(box.rows.length)).body).toMatchObject({ code: 'box_retired' });
    backup.sell();
    expect((await backup.hello()).status).toBe(200);
    expect((await backup.sync()).status).toBe(200);
    backup.restart().sell();
    expect((await backup.sync()).status).toBe(200);
  });

  test('an epoch that continues nothing that the cloud has is not begun', async () => {
    await box.sync();
    const stranger = box.clone();
    stranger.restart({ ...stranger.head, hash: 'ab'.repeat(32) });
    stranger.sell();
    expect((await stranger.up(5)).status).toBe(422);
    const other = box.clone();
    other.sell();
    other.restart();
    expect((await other.up(other.rows.length)).body).toMatchObject({
      code: 'cursor_mismatch',
      data: { cursor: { seq: 4 } },
    });
  });

  test('two batches of one store at once end as if one came after the other', async () => {
    for (let n = 0; n < 12; n += 1) box.sell();
    const answers = await Promise.all([box.up(1), box.up(1), box.up(1, 20)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await reconciliation()).toMatchObject({
      agrees: true,
      journal: { orders: 12 },
      eventCount: box.rows.length,
    });
  });

  test('a rebuild from the journal ends with the same rows', async () => {
    for (let n = 0; n < 8; n += 1) box.refund(box.sell({ items: [['classic_dlx', 's', '3']] }), 100 + n);
    box.sell({ close: false });
    await box.sync(11);
    const before = await state();
    expect((await owner.post(`/api/v1/stores/${box.storeId}/rebuild`)).body).toMatchObject({
      orderCount: 9,
      quarantinedCount: 0,
    });
    expect(await state()).toEqual(before);
  });

  test('events lie in the month of their business day, and a broken clock does not stop them', async () => {
    box.sell({ businessDate: '2025-02-03', at: '2025-02-03T19:00:00-05:00' });
    box.sell({ businessDate: '8026-01-01', at: '8026-01-01T12:00:00-05:00' });
    expect((await box.sync()).status).toBe(200);
    const months = await cloud.look<{ part: string }>(
      `select distinct tableoid::regclass::text as part from journal_event where tenant = $1 order by 1`,
      [owner.tenantId],
    );
    expect(months.map(({ part }) => part)).toEqual([
      'journal_event_2025_02',
      'journal_event_2026_11',
      'journal_event_elsewhen',
    ]);
  });
});
