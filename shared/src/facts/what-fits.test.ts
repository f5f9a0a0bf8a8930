import { expect, test } from 'vitest';
import { demoCatalogue } from '../../testing/demo-restaurant.ts';
import { Till } from '../../testing/till.ts';
import { indexCatalogue } from '../menu/catalogue-index.ts';
import type { SoldLine } from '../order/line.ts';
import { differences } from './what-fits.ts';

function soldLine(): SoldLine {
  const till = new Till(indexCatalogue(demoCatalogue()));
  till.do('order.open', { orderTypeId: 'dine-in', label: '', guestCount: null });
  const [event] = till.do('order.add_line', {
    lineId: '019a0000-0000-7000-8000-000000000001',
    itemId: 'fries',
    variantId: 'regular',
    quantity: '1',
    modifiers: [],
    note: '',
    seat: null,
    course: null,
    priceOverride: null,
  });
  if (event?.type !== 'order.line_added') throw new Error('nothing was sold');
  return event.payload.line;
}

/** As it is read back from a journal: the members of everything in another order. */
const readBack = (line: SoldLine): SoldLine => ({
  ...line,
  taxes: line.taxes.map((tax) => Object.fromEntries(Object.entries(tax).toReversed()) as typeof tax),
});

test('a line that was read back from the journal is under the same taxes as when it was sold', () => {
  const line = soldLine();
  expect(line.taxes.length).toBeGreaterThan(0);
  expect(differences(line, readBack(line))).toEqual([]);
});

test('another rate is told with both', () => {
  const line = soldLine();
  const now = { ...line, taxes: line.taxes.map((tax) => ({ ...tax, rate: '0.25' })) };
  expect(differences(line, now)).toMatchObject([
    { code: 'tax_differs', data: { store: expect.stringContaining('25%') as string } },
  ]);
});
