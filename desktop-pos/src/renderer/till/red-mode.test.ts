import type { Order } from '@auraconnect/shared/order/order.ts';
import { settle } from '@auraconnect/shared/testing/virtual-client.ts';
import { describe, expect, it } from 'vitest';
import { anna, makeTill, type TillUnderTest } from '../testing/make-till.ts';
import { boot } from '../testing/table-appliance.ts';
import { OwnNumbers } from './own-numbers.ts';
import type { Act, ActResult } from './act.ts';

const otherTill = '0190a000-0000-7000-8000-00000000d002';

/** A till that the appliance knows by the letter B, connected. */
async function started(before?: TillUnderTest): Promise<TillUnderTest> {
  const under = makeTill(before);
  under.appliance.numberPrefix = 'B';
  await under.till.run();
  await settle();
  if (under.appliance.reachable) under.connect();
  await settle();
  return under;
}

function loseAppliance(under: TillUnderTest): void {
  under.appliance.reachable = false;
  under.socket().drops();
}

async function findAppliance(under: TillUnderTest): Promise<void> {
  under.appliance.reachable = true;
  await under.client.time.advance(10_000);
  under.connect();
  await settle();
}

async function sell(under: TillUnderTest): Promise<string> {
  const orderId = under.till.newId();
  const line = {
    orderId,
    lineId: under.till.newId(),
    itemId: 'caprese',
    variantId: 'regular',
    quantity: '1',
    modifiers: [],
    note: '',
    seat: null,
    course: null,
    priceOverride: null,
  };
  const acts: Act[] = [
    { command: { type: 'order.open', payload: { orderId, orderTypeId: 'takeaway', label: '', guestCount: null } } },
    { command: { type: 'order.add_line', payload: line } },
  ];
  expect(await under.till.act(anna, acts)).toMatchObject({ ok: true });
  await settle();
  return orderId;
}

const pay = (under: TillUnderTest, orderId: string): Promise<ActResult> =>
  under.till.act(anna, [
    {
      command: {
        type: 'order.pay_cash',
        payload: { orderId, paymentId: under.till.newId(), amountMinor: null, tenderedMinor: 2000, tipMinor: 0 },
      },
    },
    { command: { type: 'order.close', payload: { orderId } } },
  ]);

describe('a till on its own', () => {
  it('says so at once when the line is cut, and when it starts without the appliance', async () => {
    const under = await started();
    expect(under.till.alone.get()).toBe(false);
    loseAppliance(under);
    expect(under.till.alone.get()).toBe(true);
    under.till.stop();
    const after = await started(under);
    expect(after.till.phase.get()).toBe('ready');
    expect(after.till.alone.get()).toBe(true);
    await findAppliance(after);
    expect(after.till.alone.get()).toBe(false);
  });

  it('numbers checks with its own letter, goes on counting after a reload, and they keep their numbers for good', async () => {
    const under = await started();
    const first = await sell(under);
    expect(under.till.order(first)?.number).toBe('101');
    loseAppliance(under);
    const alone = [await sell(under), await sell(under)];
    expect(alone.map((orderId) => under.till.order(orderId)?.number)).toEqual(['B1', 'B2']);
    under.till.stop();

    const after = await started(under);
    alone.push(await sell(after));
    expect(alone.map((orderId) => after.till.order(orderId)?.number)).toEqual(['B1', 'B2', 'B3']);
    await findAppliance(after);
    expect(alone.map((orderId) => after.appliance.orders.get(orderId)?.number)).toEqual(['B1', 'B2', 'B3']);
    expect(alone.map((orderId) => after.till.order(orderId)?.number)).toEqual(['B1', 'B2', 'B3']);
    const again = await sell(after);
    expect(after.till.order(again)?.number).toBe('102');
  });

  it('gives no number twice when the power went before the count was on the disk', async () => {
    const under = await started();
    loseAppliance(under);
    under.memory.fails = true;
    await sell(under);
    under.till.stop();
    const after = await started(under);
    expect(after.till.order(await sell(after))?.number).toBe('B2');
  });

  it('starts above everything it can have given before, should it have lost its memory', () => {
    const kept: number[] = [];
    const numbers = new OwnNumbers((last) => void kept.push(last));
    numbers.introduce('B', 412);
    expect(kept).toEqual([412]);
    expect(numbers.next()).toBe('B413');
    const next = new OwnNumbers(() => undefined);
    next.restore(kept.at(-1), []);
    next.introduce('B', 0);
    expect(next.next()).toBe('B414');
  });
});

describe('money at a till on its own', () => {
  async function withForeignOrder(change: Partial<Order> = {}): Promise<{ under: TillUnderTest; orderId: string }> {
    const under = await started();
    const orderId = await sell(under);
    const order = { ...(under.appliance.orders.get(orderId) as Order), deviceId: otherTill, ...change };
    const theirs = { ...order, version: order.version + 1 };
    under.appliance.orders.set(orderId, theirs);
    under.socket().says({ type: 'delta', boot, n: 2, seq: 9, data: { topic: 'orders', orders: [theirs] } });
    return { under, orderId };
  }

  it('is taken for checks that it opened', async () => {
    const under = await started();
    const before = await sell(under);
    loseAppliance(under);
    const during = await sell(under);
    expect(await pay(under, before)).toMatchObject({ ok: true });
    expect(await pay(under, during)).toMatchObject({ ok: true });
    await findAppliance(under);
    for (const orderId of [before, during])
      expect(under.appliance.orders.get(orderId)).toMatchObject({ status: 'closed', paidMinor: 1443 });
    expect(under.till.notices.get()).toEqual([]);
  });

  it('stays on the check after the drawer was counted and the page reloaded', async () => {
    const under = await started();
    loseAppliance(under);
    const orderId = await sell(under);
    expect(await pay(under, orderId)).toMatchObject({ ok: true, order: { status: 'closed' } });
    const sessionId = under.till.cashSession.get()?.sessionId ?? '';
    void under.till.command(anna, 'cash.close_session', { sessionId, countedMinor: 21_443 });
    await settle();
    under.till.stop();
    const after = await started(under);
    expect(after.till.cashSession.get()?.status).toBe('closed');
    expect(after.till.order(orderId)).toMatchObject({ status: 'closed', paidMinor: 1443 });
    await findAppliance(after);
    expect(after.appliance.orders.get(orderId)).toMatchObject({ status: 'closed', paidMinor: 1443 });
  });

  it('is not taken for a check of another till, which it may still add to, until the appliance is back', async () => {
    const { under, orderId } = await withForeignOrder();
    expect(under.till.mayTakeMoney(under.till.order(orderId) as Order)).toBe(true);
    loseAppliance(under);
    expect(under.till.mayTakeMoney(under.till.order(orderId) as Order)).toBe(false);
    expect(await pay(under, orderId)).toMatchObject({ ok: false, index: 0, refusal: { code: 'not_held_here' } });
    const note: Act = {
      command: {
        type: 'order.change_details',
        payload: { orderId, orderTypeId: null, label: 'Table 4', guestCount: null, note: null },
      },
    };
    expect(await under.till.act(anna, [note])).toMatchObject({ ok: true });
    await findAppliance(under);
    expect(await pay(under, orderId)).toMatchObject({ ok: true });
  });

  it('is taken for a check whose payment it began', async () => {
    const { under, orderId } = await withForeignOrder();
    const part = { orderId, paymentId: under.till.newId(), amountMinor: 500, tenderedMinor: 500, tipMinor: 0 };
    expect(await under.till.act(anna, [{ command: { type: 'order.pay_cash', payload: part } }])).toMatchObject({
      ok: true,
    });
    await settle();
    loseAppliance(under);
    expect(await pay(under, orderId)).toMatchObject({ ok: true });
  });
});

describe('what did not fit when the appliance came back', () => {
  it('is no refusal of what happened here: it was sold as it was, at its price, and that is so over a reload', async () => {
    const under = await started();
    loseAppliance(under);
    const orderId = await sell(under);
    const sold = under.till.order(orderId);
    under.appliance.availability.set('caprese', 0);
    under.till.stop();
    const after = await started(under);
    expect(after.till.order(orderId)?.totals).toEqual(sold?.totals);
    expect(await pay(after, orderId)).toMatchObject({ ok: true });
    await findAppliance(after);
    expect(after.till.notices.get()).toEqual([]);
    expect(after.appliance.found).toMatchObject([{ code: 'item_out' }]);
    expect(after.appliance.orders.get(orderId)).toMatchObject({ status: 'closed', totals: sold?.totals });
    expect(after.till.outbox.get().pendingCount).toBe(0);
  });

  it('begins with the command that nobody answered: it keeps its price, and its check has a number at once', async () => {
    const under = await started();
    under.appliance.reachable = false;
    const orderId = await sell(under);
    expect(under.till.order(orderId)?.number).toBe('B1');
    under.appliance.availability.set('caprese', 0);
    await findAppliance(under);
    expect(under.till.notices.get()).toEqual([]);
    expect(under.appliance.found).toMatchObject([{ code: 'item_out' }]);
    expect(under.appliance.orders.get(orderId)).toMatchObject({ number: 'B1', lines: [{ itemId: 'caprese' }] });
  });

  it('tells the same after a power cut between the first try and the second', async () => {
    const under = await started();
    under.appliance.reachable = false;
    const orderId = await sell(under);
    const number = under.till.order(orderId)?.number;
    under.till.stop();
    const after = await started(under);
    expect(after.till.order(orderId)?.number).toBe(number);
    after.appliance.availability.set('caprese', 0);
    await findAppliance(after);
    expect(after.appliance.orders.get(orderId)).toMatchObject({ number, lines: [{ itemId: 'caprese' }] });
  });

  it('of what the appliance refused is there to be read, until a person has read it', async () => {
    const under = await started();
    under.appliance.availability.set('caprese', 0);
    const orderId = await sell(under);
    expect(under.till.notices.get()).toMatchObject([{ code: 'item_out', orderId }]);
    under.till.stop();

    const after = await started(under);
    const [notice] = after.till.notices.get();
    expect(notice).toMatchObject({ code: 'item_out', orderId });
    after.till.dismissNotice(notice?.id ?? '');
    after.till.stop();
    expect((await started(after)).till.notices.get()).toEqual([]);
  });

  it('keeps what is sold out over a reload without the appliance', async () => {
    const under = await started();
    const availability = [{ itemId: 'tiramisu', remaining: 0 }];
    under.socket().says({ type: 'delta', boot, n: 2, seq: 9, data: { topic: 'menu', revision: 1, availability } });
    await under.client.time.advance(3_000);
    loseAppliance(under);
    under.till.stop();
    const after = await started(under);
    expect(after.till.remaining.get().get('tiramisu')).toBe(0);
  });
});
