import { indexCatalogue } from '@auraconnect/shared/menu/catalogue-index.ts';
import type { OrderCommand } from '@auraconnect/shared/order/commands.ts';
import { noOrder } from '@auraconnect/shared/order/evolve.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import { demoCatalogue } from '@auraconnect/shared/testing/demo-restaurant.ts';
import { describe, expect, it } from 'vitest';
import { anybody } from '../till/person.ts';
import { foresee } from '../till/replay-command.ts';
import { nextSteps } from './next-step.ts';

const orderId = '0190a000-0000-7000-8000-000000000001';
const index = indexCatalogue(demoCatalogue());
const id = (number: number): string => `0190a000-0000-7000-8000-${String(number).padStart(12, '0')}`;

function after(...commands: OrderCommand[]): Order {
  return commands.reduce((order, command) => {
    const outcome = foresee(order, command, {
      index,
      remaining: () => null,
      now: '2026-11-24T13:00:00.000-05:00',
      businessDate: '2026-11-24',
      actor: anybody('anna'),
      approver: null,
      deviceId: id(9),
      cashSession: { sessionId: id(8), deviceId: id(9), status: 'open' },
      newId: () => crypto.randomUUID(),
      numberFor: () => '1',
    });
    if (outcome.type === 'refusal') throw new Error(outcome.refusal.code);
    return outcome.order;
  }, noOrder(orderId));
}

const open: OrderCommand = {
  type: 'order.open',
  payload: { orderId, orderTypeId: 'dine-in', label: '', guestCount: null },
};
const line: OrderCommand = {
  type: 'order.add_line',
  payload: {
    orderId,
    lineId: id(2),
    itemId: 'caprese',
    variantId: 'regular',
    quantity: '1',
    modifiers: [],
    note: '',
    seat: null,
    course: null,
    priceOverride: null,
  },
};
const send: OrderCommand = { type: 'order.send', payload: { orderId, sendId: id(3), lineIds: null } };
const card: OrderCommand = {
  type: 'order.start_card_payment',
  payload: { orderId, paymentId: id(4), amountMinor: null, tipMinor: 0 },
};
const comp: OrderCommand = { type: 'order.comp_line', payload: { orderId, lineId: id(2), reason: 'birthday' } };

describe('the one next step of a check', () => {
  it('is nothing while nothing is on it', () => {
    expect(nextSteps(null, true).primary).toBe('none');
    expect(nextSteps(after(open), true).primary).toBe('none');
  });

  it('is paying where the guest takes it away, and sending where they sit; the other one stays in reach', () => {
    expect(nextSteps(after(open, line), true)).toMatchObject({
      primary: 'pay',
      secondary: 'send',
      unsentCount: 1,
      payableMinor: 1443,
    });
    expect(nextSteps(after(open, line), false)).toMatchObject({ primary: 'send', secondary: 'pay' });
  });

  it('is paying once the kitchen has everything', () => {
    expect(nextSteps(after(open, line, send), false)).toMatchObject({ primary: 'pay', secondary: null });
  });

  it('leads back to a card payment that has no answer yet', () => {
    expect(nextSteps(after(open, line, card), true)).toMatchObject({ primary: 'pay', payableMinor: 0 });
  });

  it('is closing when nothing is owed', () => {
    expect(nextSteps(after(open, line, send, comp), true)).toMatchObject({ primary: 'close', secondary: null });
    expect(nextSteps(after(open, line, comp), true)).toMatchObject({ primary: 'close', secondary: 'send' });
  });
});
