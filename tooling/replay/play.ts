import { setTimeout as delay } from 'node:timers/promises';
import { quickAmounts } from '@auraconnect/shared/money/quick-amounts.ts';
import type { CommandAnswer, Refusal } from '@auraconnect/shared/protocol/command.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import { businessDateAt } from '@auraconnect/shared/time/business-day.ts';
import { momentOf, timestampOf } from './file-clock.ts';
import { takeOrder, type Command, type SellableMenu } from './order-commands.ts';
import type { FileOrder } from './order-file.ts';
import { StoreSaidNo, type Terminal } from './terminal.ts';

export interface PlayOptions {
  tills: readonly Terminal[];
  menu: SellableMenu;
  currency: string;
  timeZone: string;
  dayCutOff: string;
  newId: () => string;
  /** Null: as fast as it can. */
  speedUp: number | null;
  /** Called after each order with how many are done. May wait, to pull a plug in between. */
  onOrder(done: number): Promise<void> | void;
}

/** A drawer starts with this much. */
export const floatMinor = 20_000;

/** Plays whole days in their order; within a day every till takes the next order as soon as it is free. */
export async function playOrders(orders: readonly FileOrder[], options: PlayOptions): Promise<void> {
  const startedMs = performance.now();
  const first = orders[0];
  const firstMs = first ? momentOf(first.orderedAt, options.timeZone) : 0;
  let done = 0;
  for (const [, day] of inDays(orders, options)) {
    let next = 0;
    const drawers = await Promise.all(options.tills.map((till) => openDrawer(till, options, day[0] as FileOrder)));
    await Promise.all(
      options.tills.map(async (till, index) => {
        for (let order = day[next++]; order; order = day[next++]) {
          await pace(order, options, firstMs, startedMs);
          const cashMinor = await sell(till, order, options);
          const drawer = drawers[index];
          if (drawer) drawer.cashMinor += cashMinor;
          done += 1;
          await options.onOrder(done);
        }
      }),
    );
    await Promise.all(
      options.tills.map((till, index) => closeDrawer(till, drawers[index], options, day.at(-1) as FileOrder)),
    );
  }
}

export function inDays(
  orders: readonly FileOrder[],
  { timeZone, dayCutOff }: Pick<PlayOptions, 'timeZone' | 'dayCutOff'>,
): Map<string, FileOrder[]> {
  return Map.groupBy(orders, ({ orderedAt }) => businessDateAt(momentOf(orderedAt, timeZone), timeZone, dayCutOff));
}

async function pace(
  { orderedAt }: FileOrder,
  { speedUp, timeZone }: PlayOptions,
  firstMs: number,
  startedMs: number,
): Promise<void> {
  if (speedUp === null) return;
  const dueMs = startedMs + (momentOf(orderedAt, timeZone) - firstMs) / speedUp;
  if (dueMs > performance.now()) await delay(dueMs - performance.now());
}

interface Drawer {
  sessionId: string;
  cashMinor: number;
}

async function openDrawer(till: Terminal, options: PlayOptions, first: FileOrder): Promise<Drawer> {
  const sessionId = options.newId();
  mustAccept(
    await till.send(
      [{ type: 'cash.open_session', payload: { sessionId, floatMinor } }],
      timestampOf(first.orderedAt, options.timeZone),
    ),
  );
  return { sessionId, cashMinor: 0 };
}

async function closeDrawer(
  till: Terminal,
  drawer: Drawer | undefined,
  options: PlayOptions,
  last: FileOrder,
): Promise<void> {
  if (!drawer) return;
  const payload = { sessionId: drawer.sessionId, countedMinor: floatMinor + drawer.cashMinor };
  mustAccept(await till.send([{ type: 'cash.close_session', payload }], timestampOf(last.orderedAt, options.timeZone)));
}

/** One guest from the first tap to the closed check. @returns the cash that went into the drawer, in minor units. */
async function sell(till: Terminal, order: FileOrder, options: PlayOptions): Promise<number> {
  const at = timestampOf(order.orderedAt, options.timeZone);
  const { newId } = options;
  const { orderId, commands } = takeOrder(order, options.menu, newId);
  const send: Command = { type: 'order.send', payload: { orderId, sendId: newId(), lineIds: null } };
  const taken = mustAccept(await till.send([...commands, send], at));
  const dueMinor = taken?.dueMinor ?? 0;
  const payment =
    dueMinor === 0
      ? []
      : paysByCard(order.orderId)
        ? cardPayment(orderId, newId)
        : [cashPayment(orderId, dueMinor, options.currency, newId)];
  const paid = mustAccept(await till.send([...payment, { type: 'order.close', payload: { orderId } }], at));
  if (paid?.status !== 'closed')
    throw new StoreSaidNo('order_not_closed', `Order ${order.orderId} of the file did not close.`);
  const cash = paid.payments.filter(({ tender, state }) => tender === 'cash' && state === 'captured');
  return cash.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

function cashPayment(orderId: string, dueMinor: number, currency: string, newId: () => string): Command {
  // A guest hands over the next note, not the exact amount.
  const tenderedMinor = quickAmounts(dueMinor, currency)[1] ?? dueMinor;
  return {
    type: 'order.pay_cash',
    payload: { orderId, paymentId: newId(), amountMinor: null, tenderedMinor, tipMinor: 0 },
  };
}

export function cardPayment(orderId: string, newId: () => string): Command[] {
  const paymentId = newId();
  return [
    { type: 'order.start_card_payment', payload: { orderId, paymentId, amountMinor: null, tipMinor: 0 } },
    {
      type: 'order.resolve_card_payment',
      payload: { orderId, paymentId, outcome: 'captured', reference: `T${paymentId.slice(-8)}`, lastFour: null },
    },
  ];
}

/** Three of five pay by card; the same order always the same way. */
export function paysByCard(orderId: string): boolean {
  let hash = 0;
  for (const char of orderId) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 1_000_003;
  return hash % 5 < 3;
}

/** The order after the last command. @throws StoreSaidNo with the store's own words when one was refused. */
function mustAccept(answers: readonly CommandAnswer[]): Order | null {
  const refused = answers.find((answer) => answer.status === 'refused');
  if (refused?.status === 'refused') throw refusedBy(refused.refusal);
  return answers.at(-1)?.order ?? null;
}

export const refusedBy = ({ code, message, data }: Refusal): StoreSaidNo =>
  new StoreSaidNo(code, `The store refused: ${message} ${JSON.stringify(data)}`);
