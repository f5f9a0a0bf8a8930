import { afterEach, expect, test } from 'vitest';
import type { CommandEnvelope } from '@auraconnect/shared/protocol/command.ts';
import { seededRandom, type SeededRandom } from '@auraconnect/shared/testing/seeded-random.ts';
import { packTexts, unpackTexts } from '../adapters/sqlite/body-codec.ts';
import { rebuildProjections } from '../adapters/sqlite/rebuild-projections.ts';
import { SqliteStorage } from '../adapters/sqlite/sqlite-storage.ts';
import { reconcile } from '../reports/reconciliation.ts';
import { sqliteReportTables } from '../adapters/sqlite/report-tables.ts';
import { type CoreTill, startCore, type TestCore } from '../testing/test-core.ts';
import { newId } from '../testing/test-store.ts';
import { loadState } from './state-source.ts';

let running: TestCore | null = null;
afterEach(async () => {
  await running?.close();
  running = null;
});

/** A day of a careless restaurant: whatever comes into its head, allowed or not. */
class Restlessness {
  readonly #till: CoreTill;
  readonly #core: TestCore['core'];
  readonly #chance: SeededRandom;
  readonly #orders: string[] = [];
  #drawer = newId();

  constructor({ till, core }: TestCore, seed: number) {
    this.#till = till;
    this.#core = core;
    this.#chance = seededRandom(seed);
  }

  async run(steps: number): Promise<number> {
    let accepted = 0;
    for (let step = 0; step < steps; step += 1) {
      const outcome = await this.#till.submit(this.#next());
      if ('answer' in outcome && outcome.answer.status === 'accepted') accepted += 1;
    }
    return accepted;
  }

  #next(): CommandEnvelope {
    const { view } = this.#core;
    const chance = this.#chance;
    if (this.#orders.length === 0 || chance.fraction() < 0.08) {
      return this.#till.command('order.open', {
        orderId: this.#newOrder(),
        orderTypeId: chance.pick(['dine-in', 'takeaway']),
        label: chance.pick(['', 'Joe', 'Zoë']),
        guestCount: null,
      });
    }
    const orderId = chance.pick(this.#orders.slice(-6));
    const order = view.order(orderId);
    const line = order === null || order.lines.length === 0 ? newId() : chance.pick(order.lines).lineId;
    const payment = order === null || order.payments.length === 0 ? newId() : chance.pick(order.payments).paymentId;
    const tickets = view.activeTickets();
    const ticketId = tickets.length === 0 ? newId() : chance.pick(tickets).ticketId;
    const command = this.#till.command.bind(this.#till);
    const add = () =>
      command('order.add_line', {
        orderId,
        lineId: newId(),
        itemId: chance.pick(['fries', 'cola', 'onion-rings']),
        variantId: 'regular',
        quantity: chance.pick(['1', '2', '0.350']),
        modifiers: [],
        note: chance.pick(['', 'Łódź, "well" done\n']),
        seat: null,
        course: null,
        priceOverride: null,
      });
    const choices: (() => CommandEnvelope)[] = [
      () => command('order.open', { orderId, orderTypeId: 'dine-in', label: '', guestCount: null }),
      ...Array.from({ length: 8 }, () => add),
      () =>
        command('order.add_open_item', {
          orderId,
          lineId: newId(),
          name: 'Cake',
          unitPriceMinor: 450,
          quantity: '1',
          taxCategoryId: 'food-and-drink',
          stationId: 'kitchen',
          note: '',
        }),
      () => command('order.remove_line', { orderId, lineId: line }),
      () => command('order.void_line', { orderId, lineId: line, quantity: '1', reason: 'Dropped' }),
      () => command('order.comp_line', { orderId, lineId: line, reason: 'Late' }),
      () =>
        command('order.apply_discount', {
          orderId,
          discountId: newId(),
          lineId: null,
          name: 'Regular',
          kind: 'percent',
          rate: '0.1',
          amountMinor: null,
        }),
      () =>
        command('order.change_details', { orderId, orderTypeId: null, label: 'Table 4', guestCount: 2, note: null }),
      () => command('order.send', { orderId, sendId: newId(), lineIds: null }),
      () =>
        command('order.pay_cash', {
          orderId,
          paymentId: newId(),
          amountMinor: null,
          tenderedMinor: 50_000,
          tipMinor: chance.pick([0, 200]),
        }),
      () => command('order.start_card_payment', { orderId, paymentId: newId(), amountMinor: null, tipMinor: 100 }),
      () =>
        command('order.resolve_card_payment', {
          orderId,
          paymentId: payment,
          outcome: chance.pick(['captured', 'declined']),
          reference: null,
          lastFour: null,
        }),
      ...Array.from({ length: 4 }, () => () => command('order.close', { orderId })),
      () => command('order.void', { orderId, reason: 'Left' }),
      () =>
        command('order.refund', {
          orderId,
          refundId: newId(),
          paymentId: payment,
          tender: 'cash',
          lines: [],
          amountMinor: 100,
          tipMinor: 0,
          reason: 'Cold',
          reference: null,
        }),
      () => command('kitchen.acknowledge', { ticketIds: [ticketId] }),
      () => command('kitchen.bump', { ticketId }),
      () => command('kitchen.recall', { ticketId }),
      () => command('kitchen.serve', { orderId }),
      () => command('menu.set_availability', { itemId: 'cola', remaining: chance.pick([null, 0, 5, 40]) }),
      () =>
        command('catalogue.put', {
          entries: [
            {
              entity: 'category',
              id: 'extra',
              payload: { id: 'extra', name: `Extra ${chance.between(1, 9)}`, position: 9, hue: 'teal' },
            },
          ],
        }),
      () => command('cash.open_session', { sessionId: (this.#drawer = newId()), floatMinor: 5_000 }),
      () => command('cash.pay_in', { sessionId: this.#drawer, movementId: newId(), amountMinor: 500, reason: 'Coins' }),
      () => command('cash.no_sale', { sessionId: this.#drawer, reason: 'Change' }),
      () =>
        chance.fraction() < 0.2
          ? command('cash.close_session', { sessionId: this.#drawer, countedMinor: 5_000 })
          : add(),
      () => command('print.test', { printerId: 'nowhere' }),
    ];
    return chance.pick(choices)();
  }

  #newOrder(): string {
    const orderId = newId();
    this.#orders.push(orderId);
    return orderId;
  }
}

test('the projections are what the journal says, row for row, after a restless day', async () => {
  running = await startCore();
  for (const seed of [1, 2, 3]) expect(await new Restlessness(running, seed).run(500)).toBeGreaterThan(200);
  const { chain, seq, differences } = rebuildProjections(running.db, ':memory:');
  expect(chain.ok).toBe(true);
  expect(seq).toBe(running.core.durableSeq);
  expect(differences).toEqual([]);
});

test('a program that starts again has in memory what the one before had', async () => {
  running = await startCore();
  await new Restlessness(running, 11).run(700);
  const { core, db } = running;
  const again = loadState(new SqliteStorage(db));
  const byId = <T extends object>(list: readonly T[]): T[] =>
    list.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  expect(byId([...again.orders.values()].filter((order) => order.status === 'open'))).toEqual(
    byId(core.view.openOrders()),
  );
  expect(byId([...again.tickets.values()].filter((place) => place.isActive).map((place) => place.ticket))).toEqual(
    byId(core.view.activeTickets()),
  );
  expect(byId([...again.cashSessions.values()].map((place) => place.session))).toEqual(
    byId(core.view.openCashSessions()),
  );
  expect(again.store).toMatchObject({
    businessDate: core.view.businessDate,
    openOrders: core.view.openOrders().length,
  });
});

test('the journal folded again and the running sums come to the same, and a sum that was tampered with does not', async () => {
  running = await startCore();
  await new Restlessness(running, 21).run(600);
  const { db, core } = running;
  const parts = {
    journal: new SqliteStorage(db).journal,
    tables: sqliteReportTables(db),
    throughSeq: core.durableSeq,
    from: null,
    to: null,
  };
  const before = reconcile(parts);
  expect(before).toMatchObject({ equal: true, chain: { ok: true }, seq: core.durableSeq });
  expect(before.journal.orders).toBeGreaterThan(3);
  db.exec('UPDATE sales_day SET revenue_minor = revenue_minor + 1');
  expect(reconcile(parts).equal).toBe(false);
  expect(rebuildProjections(db, ':memory:').differences).toEqual([{ table: 'sales_day', onlyLive: 1, onlyRebuilt: 1 }]);
});

test('a letter changed anywhere in the journal is found by the chain', async () => {
  running = await startCore();
  await new Restlessness(running, 31).run(100);
  const { db } = running;
  const pack = db.prepare('SELECT seq, count, pack FROM journal WHERE seq >= 20 LIMIT 1').get() as {
    seq: number;
    count: number;
    pack: Buffer;
  };
  const texts = unpackTexts(pack.pack);
  texts[1] = (texts[1] as string).replace(/\d/, (digit) => String((Number(digit) + 1) % 10));
  db.prepare('UPDATE journal SET pack = ? WHERE seq = ?').run(packTexts(texts), pack.seq);
  expect(rebuildProjections(db, ':memory:').chain).toMatchObject({
    ok: false,
    brokenAt: pack.seq + pack.count - 1,
    reason: 'hash',
  });
});
