import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { heldMinor, overpaidMinor } from '@auraconnect/shared/order/balance.ts';
import type { OpenException } from '@auraconnect/shared/facts/exception.ts';
import { type CommandAnswer, CommandEnvelope } from '@auraconnect/shared/protocol/command.ts';
import { rebuildProjections } from '../adapters/sqlite/rebuild-projections.ts';
import { systemPorts } from '../adapters/node/system-ports.ts';
import { addLine, LonelyTill } from '../testing/lonely-till.ts';
import { type CoreTill, coreTill, quietLog, startCore, type TestCore } from '../testing/test-core.ts';
import { newId } from '../testing/test-store.ts';

let store: TestCore;
/** The store's clock, ahead of the box's by so much. */
let laterMs = 0;
let drawer: string;
/** Another till, which has the appliance all the time. */
let desk: CoreTill;

beforeEach(async () => {
  laterMs = 0;
  const ports = systemPorts(quietLog);
  const clock = { nowMs: () => ports.clock.nowMs() + laterMs, monotonicMs: () => ports.clock.monotonicMs() };
  store = await startCore({ ports: { ...ports, clock } });
  drawer = newId();
  await accepted(store.till.command('cash.open_session', { sessionId: drawer, floatMinor: 10_000 }));
  desk = await another();
});
afterEach(async () => {
  // Whatever happened: the projections are what the journal says, and no event is without its schema.
  const { chain, differences } = rebuildProjections(store.db, ':memory:');
  await store.close();
  expect({ ok: chain.ok, differences }).toEqual({ ok: true, differences: [] });
});

async function accepted(envelope: CommandEnvelope, till: CoreTill = store.till): Promise<CommandAnswer> {
  const outcome = await till.submit(envelope);
  if ('problem' in outcome) throw new Error(outcome.problem.title);
  expect(outcome.answer).toMatchObject({ status: 'accepted' });
  return outcome.answer;
}

async function refusedWith(envelope: CommandEnvelope, till: CoreTill = store.till): Promise<string> {
  const outcome = await till.submit(envelope);
  if ('problem' in outcome) return outcome.problem.code;
  return outcome.answer.status === 'refused' ? outcome.answer.refusal.code : 'accepted';
}

async function another(kind: 'pos' | 'kds' | 'importer' = 'pos'): Promise<CoreTill> {
  const device = { deviceId: newId(), incarnation: newId() };
  await store.core.appendInternal(() => [{ type: 'device.paired', payload: { ...device, name: 'Bar', kind } }]);
  return coreTill(store.core, device);
}

/** As a till tells it whose check had not been answered yet when the line was cut. */
function unnumbered(envelope: CommandEnvelope): CommandEnvelope {
  const { fact } = envelope;
  return fact === undefined || fact.check === null
    ? envelope
    : { ...envelope, fact: { ...fact, check: { ...fact.check, number: '' } } };
}

const alone = (minutesAgo = 0): LonelyTill => new LonelyTill(store.core, store.till, minutesAgo);
const open = (): readonly OpenException[] => store.core.view.openExceptions();
const codes = (): string[] => open().map(({ code }) => code);
const orderOf = (orderId: string) => store.core.view.order(orderId);
const drawerNow = () => store.core.view.cashSession(drawer);

async function allAccepted(till: LonelyTill): Promise<void> {
  for (const answer of await till.comeBack()) expect(answer.status).toBe('accepted');
}

async function settle(
  code: string,
  way: 'seen' | 'refund' | 'tip' | 'credit' | 'cook' | 'served' | 'supplement',
  note = '',
) {
  const exception = open().find((one) => one.code === code);
  expect(exception, `${code} is open`).toBeDefined();
  return accepted(store.till.command('exception.settle', { exceptionId: exception?.exceptionId ?? '', way, note }));
}

async function events(type: string) {
  const rows = await store.core.readJournal(0, 100_000);
  return rows.filter((row) => row.type === type).map((row) => ({ ...row, payload: JSON.parse(row.bytes) as never }));
}

const set86 = (itemId: string, remaining: number | null): Promise<CommandAnswer> =>
  accepted(desk.command('menu.set_availability', { itemId, remaining }), desk);

async function reprice(itemId: string, priceMinor: number): Promise<void> {
  const item = store.core.view.index().items.get(itemId);
  if (item === undefined) throw new Error('no such item');
  const payload = { ...item, variants: item.variants.map((variant) => ({ ...variant, priceMinor })) };
  await accepted(
    desk.command('catalogue.put', { entries: [{ entity: 'item', id: itemId, payload: payload as never }] }),
    desk,
  );
}

describe('what a till did on its own', () => {
  test('is in the journal once, under its own number, time, drawer and day, and nobody has to look', async () => {
    const till = alone(3);
    const orderId = till.sell('fries', '2');
    const told = till.order(orderId);
    await allAccepted(till);
    const order = orderOf(orderId);
    expect(order).toMatchObject({ status: 'closed', number: 'A1', totals: told.totals, cashSessionId: drawer });
    expect(order?.closedAt).toBe(told.closedAt);
    expect(order?.payments).toEqual(told.payments);
    expect(open()).toEqual([]);
    expect(drawerNow()?.cashSalesMinor).toBe(told.totals.totalMinor);
  });

  test('is not told twice when the answer was lost', async () => {
    const till = alone();
    const orderId = till.open();
    const envelope = till.do('order.add_line', addLine(orderId, newId(), 'fries'));
    await till.comeBack();
    const again = await store.till.submit(envelope);
    expect(again).toMatchObject({ answer: { status: 'accepted', repeated: true } });
    expect(orderOf(orderId)?.lines).toHaveLength(1);
    // Which of the two ways reached the appliance first is what counts: see `bodyHashOf`.
    const { fact: _fact, ...plain } = envelope;
    expect(await store.till.submit(plain)).toMatchObject({ answer: { status: 'accepted', repeated: true } });
    expect(orderOf(orderId)?.lines).toHaveLength(1);
    const other = { ...envelope, payload: { ...envelope.payload, quantity: '2' } } as CommandEnvelope;
    expect(await refusedWith(other)).toBe('command_conflict');
  });

  test('keeps the price at which it was sold, and says what the store asks now', async () => {
    const till = alone();
    const orderId = till.sell('fries');
    const sold = till.order(orderId).totals.totalMinor;
    await reprice('fries', 9_900);
    await allAccepted(till);
    expect(orderOf(orderId)?.totals.totalMinor).toBe(sold);
    expect(open()).toMatchObject([
      { code: 'price_differs', orderId, orderNumber: 'A1', data: { name: 'Fries', storeMinor: 9_900 } },
    ]);
    await settle('price_differs', 'seen', 'Told the owner');
    expect(open()).toEqual([]);
    expect(await events('exception.settled')).toMatchObject([
      { actor: 'anna', payload: { way: 'seen', note: 'Told the owner' } },
    ]);
  });

  test('is sold although the item is 86 or off the menu now, and a countdown does not go below zero', async () => {
    await set86('cola', 3);
    const till = alone();
    const [fries, rings, cola] = [till.sell('fries'), till.sell('onion-rings'), till.sell('cola', '3')];
    await set86('fries', 0);
    await set86('cola', 1);
    await accepted(desk.command('catalogue.delete', { entity: 'item', id: 'onion-rings' }), desk);
    await allAccepted(till);
    for (const orderId of [fries, rings, cola]) expect(orderOf(orderId)?.status).toBe('closed');
    expect(open().map(({ code, orderId }) => [code, orderId])).toEqual([
      ['item_out', fries],
      ['item_gone', rings],
      ['item_out', cola],
    ]);
    expect(store.core.view.remaining('cola')).toBe(0);
  });

  test('keeps its tax when the rate has changed', async () => {
    const till = alone();
    const orderId = till.sell('fries');
    const taxMinor = till.order(orderId).totals.addedTaxMinor;
    const payload = {
      id: 'new-tax',
      name: 'New tax',
      rate: '0.25',
      included: false,
      position: 9,
      compound: false,
      taxCategoryIds: ['food-and-drink'],
      orderTypeIds: [],
      validFrom: null,
      validTo: null,
    };
    await accepted(desk.command('catalogue.put', { entries: [{ entity: 'tax', id: 'new-tax', payload }] }), desk);
    await allAccepted(till);
    expect(orderOf(orderId)?.totals.addedTaxMinor).toBe(taxMinor);
    expect(open()).toMatchObject([{ code: 'tax_differs', data: { store: expect.stringContaining('25%') as string } }]);
  });

  test('stands although the person may do nothing any more, and that is said once', async () => {
    const till = alone();
    const orderId = till.sell('fries');
    const other = store.core.view.index().staff.get('anna');
    await store.core.appendInternal(() => [
      {
        type: 'catalogue.changed',
        payload: {
          source: 'store',
          handle: null,
          offset: null,
          complete: false,
          entries: [
            {
              entity: 'staff',
              id: 'anna',
              rev: 9,
              schemaVersion: 1,
              deleted: false,
              payload: { ...other, active: false },
            },
          ],
        },
      },
    ]);
    await allAccepted(till);
    expect(orderOf(orderId)?.status).toBe('closed');
    expect(open().map(({ data }) => data['permission'])).toEqual(['order.take', 'order.pay']);
  });
});

describe('a check paid at two tills', () => {
  async function paidTwice(): Promise<{ orderId: string; totalMinor: number; second: LonelyTill }> {
    const till = alone();
    const orderId = till.open('Table 4');
    till.add(orderId, 'fries', '2');
    await till.comeBack();
    const bar = await another();
    const session = newId();
    await accepted(bar.command('cash.open_session', { sessionId: session, floatMinor: 0 }), bar);
    const second = alone();
    second.pay(orderId);
    second.close(orderId);
    const payment = { orderId, paymentId: newId(), amountMinor: null, tenderedMinor: 50_000, tipMinor: 0 };
    await accepted(bar.command('order.pay_cash', payment), bar);
    await accepted(bar.command('order.close', { orderId }), bar);
    await allAccepted(second);
    return { orderId, totalMinor: orderOf(orderId)?.totals.totalMinor ?? 0, second };
  }

  test('is overpaid, with all the money in both drawers, until a person gives it back', async () => {
    const { orderId, totalMinor } = await paidTwice();
    const paid = orderOf(orderId);
    expect(paid?.payments).toHaveLength(2);
    expect(overpaidMinor(paid as never)).toBe(totalMinor);
    expect(drawerNow()?.cashSalesMinor).toBe(totalMinor);
    expect(open()).toMatchObject([
      { code: 'overpaid', orderId, orderLabel: 'Table 4', data: { amountMinor: totalMinor } },
    ]);
    expect(store.core.view.cashReport(drawer, 'anna')?.tenders).toMatchObject([{ amountMinor: totalMinor }]);
    await settle('overpaid', 'refund');
    const settled = orderOf(orderId);
    expect(overpaidMinor(settled as never)).toBe(0);
    expect(heldMinor(settled as never)).toBe(totalMinor);
    expect(drawerNow()).toMatchObject({
      cashSalesMinor: totalMinor,
      cashRefundsMinor: totalMinor,
      expectedMinor: 10_000,
    });
    expect(open()).toEqual([]);
  });

  test('becomes a tip when the guest says so, and no cent is lost', async () => {
    const { orderId, totalMinor } = await paidTwice();
    await settle('overpaid', 'tip', 'The guest left it');
    const order = orderOf(orderId);
    expect(order).toMatchObject({ tipMinor: totalMinor, paidMinor: totalMinor });
    expect(overpaidMinor(order as never)).toBe(0);
    expect(heldMinor(order as never)).toBe(2 * totalMinor);
    expect(drawerNow()).toMatchObject({ cashTipsMinor: totalMinor, expectedMinor: 10_000 + totalMinor });
  });

  test('is kept for the guest only with a word about what was agreed', async () => {
    const { orderId, totalMinor } = await paidTwice();
    const [exception] = open();
    const way = { exceptionId: exception?.exceptionId ?? '', way: 'credit' as const };
    expect(await refusedWith(store.till.command('exception.settle', { ...way, note: '' }))).toBe('note_needed');
    await settle('overpaid', 'credit', 'Comes on Friday');
    expect(overpaidMinor(orderOf(orderId) as never)).toBe(totalMinor);
    expect(await refusedWith(store.till.command('exception.settle', { ...way, note: 'x' }))).toBe('exception_unknown');
  });
});

describe('a check that others went on with', () => {
  test('closed elsewhere, what is added goes on under another number and is paid there', async () => {
    const till = alone();
    const orderId = till.open('Table 7');
    till.add(orderId, 'fries');
    await till.comeBack();
    const lonely = alone();
    lonely.add(orderId, 'cola');
    const bar = await another();
    await accepted(bar.command('cash.open_session', { sessionId: newId(), floatMinor: 0 }), bar);
    const payment = { orderId, paymentId: newId(), amountMinor: null, tenderedMinor: 50_000, tipMinor: 0 };
    await accepted(bar.command('order.pay_cash', payment), bar);
    await accepted(bar.command('order.close', { orderId }), bar);
    lonely.pay(orderId);
    lonely.close(orderId);
    await allAccepted(lonely);
    const [first, ended] = [orderOf(orderId), open().find(({ code }) => code === 'check_ended')];
    expect(first?.lines).toHaveLength(1);
    expect(ended).toMatchObject({ orderNumber: 'A1-2', data: { number: 'A1', status: 'closed', next: 'A1-2' } });
    const second = orderOf(ended?.orderId ?? '');
    expect(second).toMatchObject({ status: 'closed', label: 'Table 7', lines: [{ name: 'Cola' }] });
    // The whole check was paid at the lonely till: what of it was paid before is overpaid, not lost.
    const cola = second?.totals.totalMinor ?? 0;
    const whole = lonely.order(orderId).payments[0]?.amountMinor ?? 0;
    expect(overpaidMinor(second as never)).toBe(whole - cola);
    expect(codes()).toEqual(['check_ended', 'overpaid']);
  });

  test('owes what another till put on it: the money counts, and the check stays open for the rest', async () => {
    const till = alone();
    const orderId = till.open();
    till.add(orderId, 'fries');
    await till.comeBack();
    const lonely = alone();
    lonely.pay(orderId);
    lonely.close(orderId);
    const bar = await another();
    await accepted(bar.command('order.add_line', addLine(orderId, newId(), 'cola')), bar);
    await allAccepted(lonely);
    const order = orderOf(orderId);
    expect(order).toMatchObject({ status: 'open', payments: [{ state: 'captured' }] });
    expect(order?.dueMinor).toBeGreaterThan(0);
    expect(open()).toMatchObject([{ code: 'still_due', data: { dueMinor: order?.dueMinor } }]);
  });

  test('voided elsewhere, its money goes on a check of its own', async () => {
    const till = alone();
    const orderId = till.open();
    till.add(orderId, 'fries');
    await till.comeBack();
    const lonely = alone();
    lonely.pay(orderId);
    lonely.close(orderId);
    await accepted(desk.command('order.void', { orderId, reason: 'Left' }), desk);
    await allAccepted(lonely);
    const ended = open().find(({ code }) => code === 'check_ended');
    const second = orderOf(ended?.orderId ?? '');
    expect(second?.payments).toHaveLength(1);
    expect(overpaidMinor(second as never)).toBe(lonely.order(orderId).payments[0]?.amountMinor);
    expect(drawerNow()?.cashSalesMinor).toBe(lonely.order(orderId).payments[0]?.amountMinor);
  });

  test('that nobody here has heard of is opened as the till knew it', async () => {
    const lonely = alone();
    const orderId = lonely.open('Terrace');
    lonely.add(orderId, 'fries');
    lonely.pay(orderId);
    lonely.close(orderId);
    const [, ...rest] = lonely.takeQueue();
    for (const envelope of rest) await accepted({ ...envelope, n: envelope.n - 1 });
    expect(orderOf(orderId)).toMatchObject({ status: 'closed', number: 'A1', label: 'Terrace' });
    expect(codes()).toEqual(['check_unknown']);
    store.till.skip(-1);
  });

  test('that had no number yet when the line was cut is read, and written on the check that it is', async () => {
    const orderId = newId();
    await accepted(store.till.command('order.open', { orderId, orderTypeId: 'dine-in', label: '', guestCount: null }));
    const { number } = orderOf(orderId) ?? { number: '' };
    const lonely = alone();
    lonely.add(orderId, 'fries');
    lonely.pay(orderId);
    lonely.close(orderId);
    for (const envelope of lonely.takeQueue()) await accepted(CommandEnvelope.parse(unnumbered(envelope)));
    expect(orderOf(orderId)).toMatchObject({ status: 'closed', number });
    expect(codes()).toEqual([]);
  });

  test('that had no number yet and is unknown here gets one by which it is found', async () => {
    const lonely = alone();
    const orderId = lonely.open('Terrace');
    lonely.add(orderId, 'fries');
    const [, added] = lonely.takeQueue();
    if (added === undefined) throw new Error('nothing was added');
    await accepted(CommandEnvelope.parse(unnumbered({ ...added, n: added.n - 1 })));
    expect(orderOf(orderId)).toMatchObject({ status: 'open', number: `?${orderId.slice(-4)}` });
    expect(codes()).toEqual(['check_unknown']);
    store.till.skip(-1);
  });
});

describe('the drawer', () => {
  test('springs open for who still stands at it, and not for cash that was put into it long ago', async () => {
    const kicks = async () => {
      const queued = await events('print.queued');
      return queued.filter(({ payload }) => (payload as { document: string }).document === 'drawer-kick').length;
    };
    const { settings } = store.core.view.catalogue();
    const printer = { id: 'receipt', name: 'Counter', host: '127.0.0.1', port: 9100, columns: 48, hasDrawer: true };
    const entries = [
      { entity: 'printer' as const, id: 'receipt', payload: printer },
      { entity: 'settings' as const, id: 'store', payload: { ...settings, receiptPrinterId: 'receipt' } },
    ];
    await accepted(desk.command('catalogue.put', { entries }), desk);
    const before = await kicks();
    for (const [minutesAgo, expected] of [
      [2, 0],
      [0, 1],
      [-30, 1],
    ] as const) {
      const till = alone(minutesAgo);
      till.sell('fries');
      await till.comeBack();
      expect(await kicks(), `${minutesAgo} minutes ago`).toBe(before + expected);
    }
  });
});

describe('the kitchen', () => {
  test('gets the ticket of a fresh fact once, and not again with the close', async () => {
    const till = alone(2);
    const orderId = till.open();
    till.add(orderId, 'fries');
    till.do('order.send', { orderId, sendId: newId(), lineIds: null });
    till.pay(orderId);
    till.close(orderId);
    await allAccepted(till);
    expect(orderOf(orderId)?.tickets).toHaveLength(1);
    expect(store.core.view.activeTickets()).toHaveLength(1);
    expect(open()).toEqual([]);
  });

  test('is not surprised by an old one: a person says that it is to be cooked, or that it was served', async () => {
    const till = alone(20);
    const [cooked, served] = [till.sell('fries', '2'), till.sell('onion-rings')];
    await allAccepted(till);
    expect(store.core.view.activeTickets()).toEqual([]);
    expect(open()).toMatchObject([
      { code: 'kitchen_waits', orderId: cooked, data: { lines: ['2 × Fries'] } },
      { code: 'kitchen_waits', orderId: served },
    ]);
    await settle('kitchen_waits', 'cook');
    expect(store.core.view.activeTickets()).toMatchObject([
      { orderId: cooked, status: 'pending', addition: false, lines: [{ quantity: '2' }] },
    ]);
    await settle('kitchen_waits', 'served');
    expect(store.core.view.activeTickets()).toHaveLength(1);
    expect(open()).toEqual([]);
  });

  test('makes nothing that it has already, nor what was voided since', async () => {
    const till = alone();
    const orderId = till.open();
    till.add(orderId, 'fries');
    await till.comeBack();
    const lonely = alone(20);
    const void2 = lonely.add(orderId, 'onion-rings');
    lonely.do('order.send', { orderId, sendId: newId(), lineIds: null });
    lonely.do('order.void_line', { orderId, lineId: void2, quantity: '1', reason: 'Wrong' });
    const bar = await another();
    await accepted(bar.command('order.send', { orderId, sendId: newId(), lineIds: null }), bar);
    await allAccepted(lonely);
    expect(store.core.view.activeTickets()).toHaveLength(1);
    await settle('kitchen_waits', 'cook');
    expect(store.core.view.activeTickets()).toHaveLength(1);
  });

  test('is not told again of what the till told it by itself, and no drawer springs open for old cash', async () => {
    const till = alone(20);
    const orderId = till.open();
    const lineId = till.add(orderId, 'fries');
    const envelope = till.do('order.send', { orderId, sendId: newId(), lineIds: null });
    if (envelope.fact !== undefined) envelope.fact.firedLineIds = [lineId];
    till.pay(orderId);
    till.close(orderId);
    await allAccepted(till);
    expect(open()).toEqual([]);
    expect(store.core.view.activeTickets()).toEqual([]);
    expect(orderOf(orderId)?.lines[0]?.sentAt).not.toBeNull();
  });
});

describe('a day and a drawer that ended meanwhile', () => {
  test('keep what belongs to them: the sale counts on its own day and is a numbered supplement of its Z', async () => {
    const till = alone();
    const day = store.core.view.businessDate;
    const [one, two] = [till.sell('fries'), till.sell('cola')];
    const queue = till.takeQueue();
    const counted = store.till.command('cash.close_session', { sessionId: drawer, countedMinor: 10_000 });
    await accepted({ ...counted, n: counted.n - queue.length });
    laterMs = 26 * 60 * 60_000;
    const today = store.core.view.calendarDate;
    const roll = store.till.command('day.roll', { businessDate: today });
    await accepted({ ...roll, n: roll.n - queue.length });
    for (const envelope of queue) await accepted({ ...envelope, n: envelope.n + 2 });
    const total = till.order(one).totals.totalMinor + till.order(two).totals.totalMinor;
    expect(store.core.view.businessDate).toBe(today);
    expect(orderOf(one)).toMatchObject({ closedBusinessDate: day, cashSessionId: drawer });
    expect(codes()).toEqual(['drawer_counted', 'kitchen_waits', 'kitchen_waits']);
    const z = store.core.view.cashReport(drawer, 'anna');
    expect(z).toMatchObject({ zNumber: 1, orderCount: 0, expectedMinor: 10_000 });
    await settle('drawer_counted', 'supplement');
    const [supplement] = drawerNow()?.supplements ?? [];
    expect(supplement).toMatchObject({
      number: 1,
      filedBy: 'anna',
      report: { zNumber: 1, orderCount: 2, cashSalesMinor: total, expectedMinor: total, floatMinor: 0 },
    });
    expect(supplement?.report.grandTotalMinor).toBe((z?.grandTotalMinor ?? 0) + (supplement?.report.revenueMinor ?? 0));
    expect(store.core.view.cashReport(drawer, 'anna')).toEqual(z);
  });

  test('a drawer that was opened alone on a day that has ended keeps that day', async () => {
    const bar = await another();
    const lonely = new LonelyTill(store.core, bar);
    const day = store.core.view.businessDate;
    const sessionId = newId();
    lonely.cash('cash.open_session', { sessionId, floatMinor: 5_000 });
    const orderId = lonely.sell('fries');
    lonely.cash('cash.pay_out', { sessionId, movementId: newId(), amountMinor: 700, reason: 'Ice' });
    await accepted(store.till.command('cash.close_session', { sessionId: drawer, countedMinor: 10_000 }));
    laterMs = 26 * 60 * 60_000;
    await accepted(store.till.command('day.roll', { businessDate: store.core.view.calendarDate }));
    await allAccepted(lonely);
    const total = lonely.order(orderId).totals.totalMinor;
    expect(store.core.view.cashSession(sessionId)).toMatchObject({
      businessDate: day,
      status: 'open',
      expectedMinor: 5_000 + total - 700,
    });
    expect(orderOf(orderId)).toMatchObject({ closedBusinessDate: day, number: 'C1' });
    expect(codes()).toEqual(['day_ended', 'kitchen_waits']);
  });
});

describe('what cannot have happened', () => {
  test('is refused with its reason: sums that do not add up, other things than the command names, another till’s number', async () => {
    const till = alone();
    const orderId = till.open();
    till.add(orderId, 'fries');
    const paying = till.do('order.pay_cash', {
      orderId,
      paymentId: newId(),
      amountMinor: null,
      tenderedMinor: 50_000,
      tipMinor: 0,
    });
    const payment = (paying.fact?.events[0]?.payload['payment'] ?? {}) as Record<string, number>;
    const cheats: ((envelope: CommandEnvelope) => void)[] = [
      () => Object.assign(payment, { changeMinor: (payment['changeMinor'] ?? 0) + 1 }),
      () => Object.assign(payment, { changeMinor: (payment['changeMinor'] ?? 0) - 1, tipMinor: 5 }),
      ({ fact }) => fact?.events.splice(0, 1),
    ];
    const queue = till.takeQueue();
    for (const envelope of queue.slice(0, 2)) await accepted(envelope);
    let n = paying.n;
    for (const cheat of cheats) {
      cheat(paying);
      expect(await refusedWith({ ...paying, commandId: newId(), n })).toBe('fact_invalid');
      n += 1;
    }
    store.till.skip(cheats.length - 1);
    expect(orderOf(orderId)?.payments).toEqual([]);

    const foreign = alone();
    const opening = { orderId: newId(), orderTypeId: 'takeaway', label: '', guestCount: null };
    foreign.do('order.open', { ...opening, number: 'B7' });
    const [envelope] = foreign.takeQueue();
    expect(await refusedWith(envelope as CommandEnvelope)).toBe('fact_invalid');
  });

  test('is refused from a screen, and from an importer', async () => {
    for (const kind of ['kds', 'importer'] as const) {
      const device = await another(kind);
      const lonely = new LonelyTill(store.core, device);
      lonely.open();
      const [envelope] = lonely.takeQueue();
      expect(await refusedWith(envelope as CommandEnvelope, device)).toBe('fact_not_allowed');
    }
  });

  test('is refused when it names the drawer of another till', async () => {
    const bar = await another();
    const lonely = new LonelyTill(store.core, bar);
    lonely.drawer = { sessionId: drawer, businessDate: store.core.view.businessDate };
    lonely.open();
    const [envelope] = lonely.takeQueue();
    expect(await refusedWith(envelope as CommandEnvelope, bar)).toBe('fact_invalid');
  });

  test('but a number that was given twice is kept, and a person hears of it', async () => {
    const first = alone();
    first.sell('fries');
    await allAccepted(first);
    const again = alone();
    const orderId = again.sell('cola');
    await allAccepted(again);
    expect(orderOf(orderId)).toMatchObject({ number: 'A1', status: 'closed' });
    expect(open()).toMatchObject([{ code: 'number_taken', data: { number: 'A1' } }]);
  });

  test('a till whose clock is a day ahead sells today, and that is said', async () => {
    const till = alone(-24 * 60);
    const orderId = till.sell('fries');
    await allAccepted(till);
    expect(orderOf(orderId)).toMatchObject({ status: 'closed', closedBusinessDate: store.core.view.businessDate });
    expect(Date.parse(orderOf(orderId)?.closedAt ?? '')).toBeLessThanOrEqual(store.core.now());
    expect(codes()).toEqual(['clock_ahead']);
  });
});
