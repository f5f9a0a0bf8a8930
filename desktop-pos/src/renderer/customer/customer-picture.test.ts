import { aCatalogue, aDiscount, anOrder, anOrderLine, aPayment } from '@auraconnect/shared/testing/builders.ts';
import { describe, expect, it } from 'vitest';
import { customerPicture, type CustomerSources } from './customer-picture.ts';

const nothing: CustomerSources = {
  settings: aCatalogue().settings,
  language: 'en',
  order: null,
  paying: null,
  paid: null,
};

describe('what a guest sees of the till', () => {
  it('is a welcome until something is on the check', () => {
    expect(customerPicture(nothing).shows).toEqual({ state: 'idle' });
    expect(customerPicture({ ...nothing, order: anOrder({ lines: [] }) }).shows.state).toBe('idle');
  });

  it('is what is ordered, with its choices and prices, and never a word that staff wrote for themselves', () => {
    const order = anOrder({
      label: 'the one who never tips',
      note: 'slow',
      openedBy: 'anna-staff',
      lines: [
        anOrderLine({
          quantity: '2',
          variantName: 'Large',
          note: 'spit on it',
          addedBy: 'anna-staff',
          comp: { reason: 'was rude', approvedBy: 'boss', by: 'anna-staff' },
        }),
        anOrderLine({ name: 'Gone', voidedQuantity: '1' }),
        anOrderLine({ name: 'Fries' }),
      ],
      discounts: [aDiscount({ name: 'Friend of Anna', approvedBy: 'boss' })],
    });
    const picture = customerPicture({ ...nothing, order });
    expect(picture.shows).toMatchObject({
      state: 'order',
      check: {
        lines: [
          { quantity: '2', name: 'Burger, Large', amountMinor: 0 },
          { quantity: '1', name: 'Fries', amountMinor: 1000 },
        ],
        totalMinor: 900,
      },
    });
    const text = JSON.stringify(picture);
    for (const secret of ['never tips', 'slow', 'anna-staff', 'spit', 'rude', 'boss', 'Friend'])
      expect(text).not.toContain(secret);
  });

  it('asks for the money, shows the change, and begins anew with the next order', () => {
    const order = anOrder();
    expect(customerPicture({ ...nothing, order, paying: order }).shows.state).toBe('due');
    const paid = anOrder({
      status: 'closed',
      paidMinor: 1000,
      payments: [aPayment({ tenderedMinor: 2000, changeMinor: 1000 })],
    });
    expect(customerPicture({ ...nothing, paid }).shows).toMatchObject({
      state: 'paid',
      cash: { tenderedMinor: 2000, changeMinor: 1000 },
    });
    const byCard = { ...paid, payments: [aPayment({ tender: 'card-external', lastFour: '4242' })] };
    const shows = customerPicture({ ...nothing, paid: byCard });
    expect(shows.shows).toMatchObject({ state: 'paid', cash: null });
    expect(JSON.stringify(shows)).not.toContain('4242');
    expect(customerPicture({ ...nothing, order, paid }).shows.state).toBe('order');
  });
});
