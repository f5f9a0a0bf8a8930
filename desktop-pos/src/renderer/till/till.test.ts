import type { Order } from '@auraconnect/shared/order/order.ts';
import { settle } from '@auraconnect/shared/testing/virtual-client.ts';
import { describe, expect, it } from 'vitest';
import { anna, makeTill, type TillUnderTest } from '../testing/make-till.ts';
import { boot } from '../testing/table-appliance.ts';
import type { Act } from './act.ts';

const open = (orderId: string): Act => ({
  command: { type: 'order.open', payload: { orderId, orderTypeId: 'takeaway', label: '', guestCount: null } },
});
const add = (orderId: string, lineId: string, itemId = 'caprese', quantity = '1'): Act => ({
  command: {
    type: 'order.add_line',
    payload: {
      orderId,
      lineId,
      itemId,
      variantId: 'regular',
      quantity,
      modifiers: [],
      note: '',
      seat: null,
      course: null,
      priceOverride: null,
    },
  },
});
const payAll = (orderId: string, paymentId: string, tenderedMinor: number): Act[] => [
  {
    command: { type: 'order.pay_cash', payload: { orderId, paymentId, amountMinor: null, tenderedMinor, tipMinor: 0 } },
  },
  { command: { type: 'order.close', payload: { orderId } } },
];

async function started(before?: Pick<TillUnderTest, 'appliance' | 'store' | 'kept'>): Promise<TillUnderTest> {
  const under = makeTill(before);
  await under.till.run();
  await settle();
  return under;
}

/** Opens an order with one line on it and waits until the appliance has answered. */
async function withOrder(under: TillUnderTest): Promise<{ orderId: string; lineId: string }> {
  const orderId = under.till.newId();
  const lineId = under.till.newId();
  expect(await under.till.act(anna, [open(orderId), add(orderId, lineId)])).toMatchObject({ ok: true });
  await settle();
  return { orderId, lineId };
}

const names = (order: Order | null): string[] => order?.lines.map((line) => line.name) ?? [];

describe('a till answers at once and the appliance settles it', () => {
  it('shows the order while the appliance is away, and gets its number when it is back', async () => {
    const under = await started();
    under.appliance.reachable = false;
    const { orderId } = await withOrder(under);
    expect(names(under.till.order(orderId))).toEqual(['Caprese']);
    expect(under.till.order(orderId)?.totals.totalMinor).toBe(1443);
    expect(under.till.order(orderId)?.number).toBe('');
    expect(under.till.waits(orderId)).toBe(true);
    under.appliance.reachable = true;
    await under.client.time.advance(10_000);
    expect(under.till.order(orderId)?.number).toBe('101');
    expect(under.till.waits(orderId)).toBe(false);
  });

  it('sells for cash from the first tap to the change without the appliance', async () => {
    const under = await started();
    under.appliance.reachable = false;
    const { orderId } = await withOrder(under);
    const result = await under.till.act(anna, payAll(orderId, under.till.newId(), 2000));
    expect(result).toMatchObject({
      ok: true,
      order: { status: 'closed', paidMinor: 1443, payments: [{ changeMinor: 557 }] },
    });
    under.appliance.reachable = true;
    await under.client.time.advance(10_000);
    expect(under.appliance.orders.get(orderId)).toMatchObject({ status: 'closed', paidMinor: 1443 });
    expect(under.till.notices.get()).toEqual([]);
  });

  it('takes all commands of one act or none of them', async () => {
    const under = await started();
    const orderId = under.till.newId();
    const result = await under.till.act(anna, [open(orderId), add(orderId, under.till.newId(), 'no-such-dish')]);
    expect(result).toMatchObject({ ok: false, index: 1, refusal: { code: 'item_unknown' } });
    await settle();
    expect(under.appliance.orders.size).toBe(0);
    expect(under.till.order(orderId)).toBeNull();
  });

  it('decides a fast second tap on what the first one is about to do', async () => {
    const under = await started();
    const orderId = under.till.newId();
    const both = await Promise.all([
      under.till.act(anna, [open(orderId), add(orderId, under.till.newId())]),
      under.till.act(anna, [add(orderId, under.till.newId())]),
    ]);
    expect(both.map((one) => one.ok)).toEqual([true, true]);
    expect(names(under.till.order(orderId))).toEqual(['Caprese', 'Caprese']);
  });

  it('shows nothing of what this device could not store', async () => {
    const under = await started();
    const { orderId } = await withOrder(under);
    under.store.append = () => Promise.reject(new Error('QuotaExceededError'));
    await expect(under.till.act(anna, [add(orderId, under.till.newId())])).rejects.toThrow('QuotaExceededError');
    expect(names(under.till.order(orderId))).toEqual(['Caprese']);
  });

  it('takes back only what was refused, and says it in one sentence', async () => {
    const under = await started();
    under.connect();
    const { orderId } = await withOrder(under);
    under.appliance.availability.set('tiramisu', 0);
    await under.till.act(anna, [add(orderId, under.till.newId(), 'tiramisu')]);
    await under.till.act(anna, [add(orderId, under.till.newId(), 'minestrone')]);
    await under.client.time.advance(10_000);
    expect(names(under.till.order(orderId))).toEqual(['Caprese', 'Minestrone']);
    expect(under.till.notices.get()).toMatchObject([
      { code: 'item_out', orderNumber: '101', commandType: 'order.add_line' },
    ]);
  });

  it('says once that an order could not be opened, not once per line of it', async () => {
    const under = await started();
    under.connect();
    under.appliance.forbidden = 'order.open';
    const { orderId } = await withOrder(under);
    expect(under.till.notices.get().map((notice) => notice.code)).toEqual(['permission_needed']);
    expect(under.till.order(orderId)).toBeNull();
  });

  it('does not sell twice when the answer got lost', async () => {
    const under = await started();
    under.appliance.losesAnswers = true;
    const { orderId } = await withOrder(under);
    await under.till.act(anna, payAll(orderId, under.till.newId(), 2000));
    await under.client.time.advance(2_000);
    under.appliance.losesAnswers = false;
    await under.client.time.advance(10_000);
    expect(under.appliance.orders.get(orderId)?.payments).toHaveLength(1);
    expect(under.till.order(orderId)).toMatchObject({ status: 'closed', number: '101' });
  });
});

describe('a till after a reload', () => {
  it('shows what it had taken before anybody answered, and goes on with it', async () => {
    const before = await started();
    before.appliance.reachable = false;
    const { orderId } = await withOrder(before);
    before.till.stop();

    const after = await started(before);
    expect(names(after.till.order(orderId))).toEqual(['Caprese']);
    expect(after.till.phase.get()).toBe('ready');
    await after.till.act(anna, [add(orderId, after.till.newId(), 'tiramisu')]);
    after.appliance.reachable = true;
    await after.client.time.advance(10_000);
    expect(names(after.appliance.orders.get(orderId) ?? null)).toEqual(['Caprese', 'Tiramisù']);
  });

  it('knows the open orders although the appliance is away', async () => {
    const before = await started();
    const { orderId } = await withOrder(before);
    await before.client.time.advance(3_000);
    before.till.stop();
    before.appliance.reachable = false;
    const after = await started(before);
    expect(after.till.order(orderId)?.number).toBe('101');
  });

  it('has nothing to show before it ever reached the appliance, and starts by itself when it does', async () => {
    const under = makeTill();
    under.appliance.reachable = false;
    await under.till.run();
    expect(under.till.phase.get()).toBe('starting');
    under.appliance.reachable = true;
    await under.client.time.advance(5_000);
    expect(under.till.phase.get()).toBe('ready');
  });
});

describe('two tills on one order', () => {
  it('takes the other till’s line from the stream', async () => {
    const under = await started();
    under.connect();
    const { orderId } = await withOrder(under);
    const order = under.appliance.orders.get(orderId) as Order;
    const line = order.lines[0] as Order['lines'][number];
    const theirs = {
      ...order,
      version: order.version + 1,
      lines: [...order.lines, { ...line, lineId: under.till.newId(), name: 'Theirs' }],
    };
    under.socket().says({ type: 'delta', boot, n: 2, seq: 9, data: { topic: 'orders', orders: [theirs] } });
    expect(names(under.till.order(orderId))).toEqual(['Caprese', 'Theirs']);
  });

  it('never shows its own line twice when the stream is faster than the answer', async () => {
    const under = await started();
    under.connect();
    const { orderId } = await withOrder(under);
    under.appliance.losesAnswers = true;
    await under.till.act(anna, [add(orderId, under.till.newId(), 'tiramisu')]);
    await settle();
    under.socket().says({
      type: 'delta',
      boot,
      n: 2,
      seq: 9,
      data: { topic: 'orders', orders: [under.appliance.orders.get(orderId)] },
    });
    expect(names(under.till.order(orderId))).toEqual(['Caprese', 'Tiramisù']);
    under.appliance.losesAnswers = false;
    await under.client.time.advance(10_000);
    expect(names(under.till.order(orderId))).toEqual(['Caprese', 'Tiramisù']);
  });

  it('forgets an order that the store no longer has open', async () => {
    const under = await started();
    under.connect();
    const { orderId } = await withOrder(under);
    under.socket().says({ type: 'snapshot', boot, n: 5, seq: 9, data: { topic: 'orders', orders: [] } });
    expect(under.till.order(orderId)).toBeNull();
  });

  it('ignores news that are older than what it knows', async () => {
    const under = await started();
    under.connect();
    const { orderId } = await withOrder(under);
    const old = { ...(under.appliance.orders.get(orderId) as Order), version: 1, lines: [] };
    under.socket().says({ type: 'delta', boot, n: 2, seq: 9, data: { topic: 'orders', orders: [old] } });
    expect(names(under.till.order(orderId))).toEqual(['Caprese']);
  });
});

describe('what is left and what is in the drawer', () => {
  it('counts a limited item down before the appliance answers, and refuses what is more than there is', async () => {
    const under = await started();
    under.appliance.availability.set('tiramisu', 2);
    await under.till.refresh();
    under.appliance.reachable = false;
    const { orderId } = await withOrder(under);
    await under.till.act(anna, [add(orderId, under.till.newId(), 'tiramisu', '2')]);
    expect(under.till.remaining.get().get('tiramisu')).toBe(0);
    expect(await under.till.act(anna, [add(orderId, under.till.newId(), 'tiramisu')])).toMatchObject({
      ok: false,
      refusal: { code: 'item_out' },
    });
  });

  it('opens a drawer and takes cash into it while the appliance is away', async () => {
    const under = await started();
    under.appliance.cashSession = null;
    await under.till.refresh();
    under.appliance.reachable = false;
    const { orderId } = await withOrder(under);
    expect(await under.till.act(anna, payAll(orderId, under.till.newId(), 2000))).toMatchObject({
      ok: false,
      refusal: { code: 'drawer_closed' },
    });
    const opened = under.till.command(anna, 'cash.open_session', { sessionId: under.till.newId(), floatMinor: 10_000 });
    await settle();
    expect(under.till.cashSession.get()).toMatchObject({ status: 'open', floatMinor: 10_000 });
    expect(await under.till.act(anna, payAll(orderId, under.till.newId(), 2000))).toMatchObject({ ok: true });
    under.appliance.reachable = true;
    await under.client.time.advance(10_000);
    expect((await opened).status).toBe('accepted');
    expect(under.appliance.cashSession).toMatchObject({ status: 'open' });
    expect(under.appliance.orders.get(orderId)).toMatchObject({ status: 'closed' });
  });

  it('reads the store anew when the menu has another revision', async () => {
    const under = await started();
    under.connect();
    await settle();
    const before = under.client.requests.filter((request) => request.url.endsWith('/bootstrap')).length;
    under.socket().says({
      type: 'delta',
      boot,
      n: 2,
      seq: 9,
      data: { topic: 'menu', revision: 2, availability: [{ itemId: 'fries', remaining: 0 }] },
    });
    await settle();
    expect(under.client.requests.filter((request) => request.url.endsWith('/bootstrap')).length).toBe(before + 1);
  });
});
