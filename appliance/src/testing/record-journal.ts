import { writeFileSync } from 'node:fs';
import type { CommandPayload, CommandType } from '@auraconnect/shared/protocol/command.ts';
import { startCore } from './test-core.ts';
import { newId } from './test-store.ts';

/**
 * Records a short evening of a real store as this version writes it down: `node appliance/src/testing/record-journal.ts VERSION FILE`. Run it
 * over a checkout of an older version to freeze what that one wrote; see shared/testing/journals/README.md.
 */
const [version = '', file = ''] = process.argv.slice(2);
const { core, db, till, close } = await startCore();

async function must<T extends CommandType>(type: T, payload: CommandPayload<T>): Promise<void> {
  const outcome = await till.submit(till.command(type, payload));
  if (!('answer' in outcome) || outcome.answer.status !== 'accepted')
    throw new Error(`${type} was not accepted: ${JSON.stringify(outcome)}`);
}

const addLine = (orderId: string, itemId: string, quantity: string, lineId = newId()): Promise<void> =>
  must('order.add_line', {
    orderId,
    lineId,
    itemId,
    variantId: core.view.index().items.get(itemId)?.variants[0]?.id ?? '',
    quantity,
    modifiers: [],
    note: '',
    seat: null,
    course: null,
    priceOverride: null,
  });
const open = (orderId: string, orderTypeId: string): Promise<void> =>
  must('order.open', { orderId, orderTypeId, label: '', guestCount: null });
const send = (orderId: string): Promise<void> => must('order.send', { orderId, sendId: newId(), lineIds: null });
const pay = async (orderId: string): Promise<void> => {
  await must('order.pay_cash', {
    orderId,
    paymentId: newId(),
    amountMinor: null,
    tenderedMinor: 50_000,
    tipMinor: 150,
  });
  await must('order.close', { orderId });
};

const sessionId = newId();
await must('cash.open_session', { sessionId, floatMinor: 10_000 });
const [first, second, third] = [newId(), newId(), newId()];
await open(first, 'takeaway');
await addLine(first, 'cola', '2');
await addLine(first, 'fries', '1');
await send(first);
await pay(first);
await open(second, 'dine-in');
const voided = newId();
await addLine(second, 'fries', '3', voided);
await addLine(second, 'cola', '1');
await send(second);
await must('order.void_line', { orderId: second, lineId: voided, quantity: '1', reason: 'Dropped' });
await must('menu.set_availability', { itemId: 'cola', remaining: 5 });
await pay(second);
await open(third, 'takeaway');
await addLine(third, 'cola', '1');
await must('cash.pay_in', { sessionId, movementId: newId(), amountMinor: 500, reason: 'Change' });

const day = db.prepare('select order_count, line_count, revenue_minor, tax_minor, tip_minor from sales_day').get();
const rows = await core.readJournal(0, 10_000);
writeFileSync(
  file,
  `${JSON.stringify({ version, sales: day, openOrders: core.view.openOrders().length, rows }, null, 1)}\n`,
);
await close();
