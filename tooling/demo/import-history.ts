import type { CommandAnswer } from '@auraconnect/shared/protocol/command.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import { timestampOf } from '../replay/file-clock.ts';
import { lineRevenueMinor } from '../replay/figures.ts';
import { takeOrder, type Command, type SellableMenu } from '../replay/order-commands.ts';
import type { FileOrder } from '../replay/order-file.ts';
import { cardPayment, floatMinor, inDays, paysByCard, refusedBy } from '../replay/play.ts';
import type { Terminal } from '../replay/terminal.ts';

export interface ImportOptions {
  importer: Terminal;
  menu: SellableMenu;
  timeZone: string;
  dayCutOff: string;
  /** Ids that are the same for the same thing at every try. */
  idsFor: (key: string) => () => string;
  onOrder(done: number): void;
  /** Called after each whole day: an interrupted import goes on from there. */
  onDay(done: number): void;
}

/** Whole orders in one request, so that none is ever seen half. */
const ordersPerRequest = 20;

/** Answers to what the store already has: no news when an interrupted import goes on. */
const alreadyThere = new Set([
  'order_exists',
  'order_closed',
  'line_exists',
  'payment_exists',
  'payment_final',
  'nothing_due',
  'session_exists',
  'drawer_open',
  'session_closed',
]);

/** Brings a history in, day by day, each with its drawer from float to count. Nothing is doubled however often it is tried. */
export async function importHistory(orders: readonly FileOrder[], options: ImportOptions): Promise<void> {
  let done = 0;
  for (const [date, day] of inDays(orders, options)) {
    const sessionId = options.idsFor(`drawer ${date}`)();
    const at = (order: FileOrder | undefined): string => timestampOf(order?.orderedAt ?? '', options.timeZone);
    accepted(
      await options.importer.send([{ type: 'cash.open_session', payload: { sessionId, floatMinor } }], at(day[0])),
    );
    let cashMinor = 0;
    for (let start = 0; start < day.length; start += ordersPerRequest) {
      const part = day.slice(start, start + ordersPerRequest);
      cashMinor += await importOrders(part, options);
      done += part.length;
      options.onOrder(done);
    }
    accepted(
      await options.importer.send(
        [{ type: 'cash.close_session', payload: { sessionId, countedMinor: floatMinor + cashMinor } }],
        at(day.at(-1)),
      ),
    );
    options.onDay(done);
  }
}

async function importOrders(
  orders: readonly FileOrder[],
  { importer, menu, timeZone, idsFor }: ImportOptions,
): Promise<number> {
  const commands: Command[] = [];
  const times: string[] = [];
  for (const order of orders) {
    const own = commandsFor(order, menu, idsFor(`order ${order.orderId}`));
    commands.push(...own);
    times.push(...own.map(() => timestampOf(order.orderedAt, timeZone)));
  }
  const closed = new Map<string, Order>();
  for (const order of accepted(await importer.send(commands, times))) closed.set(order.orderId, order);
  const payments = [...closed.values()].flatMap((order) => order.payments);
  return payments
    .filter(({ tender, state }) => tender === 'cash' && state === 'captured')
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

function commandsFor(order: FileOrder, menu: SellableMenu, newId: () => string): Command[] {
  const { orderId, commands } = takeOrder(order, menu, newId);
  const revenueMinor = order.lines.reduce((sum, line) => sum + lineRevenueMinor(line), 0);
  // Notes that are enough whatever the tax comes to; the store works out the change.
  const tenderedMinor = Math.ceil((revenueMinor * 1.5) / 1000) * 1000;
  const cash: Command = {
    type: 'order.pay_cash',
    payload: { orderId, paymentId: newId(), amountMinor: null, tenderedMinor, tipMinor: 0 },
  };
  const payment = revenueMinor === 0 ? [] : paysByCard(order.orderId) ? cardPayment(orderId, newId) : [cash];
  return [...commands, ...payment, { type: 'order.close', payload: { orderId } }];
}

/** The orders as they are after the commands. @throws StoreSaidNo when one was refused for another reason than being there. */
function accepted(answers: readonly CommandAnswer[]): Order[] {
  for (const answer of answers)
    if (answer.status === 'refused' && !alreadyThere.has(answer.refusal.code)) throw refusedBy(answer.refusal);
  return answers.map(({ order }) => order).filter((order) => order !== null);
}
