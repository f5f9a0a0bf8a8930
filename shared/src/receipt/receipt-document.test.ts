import { describe, expect, test } from 'vitest';
import { aBistro, aSwissBistro } from '../../testing/bistro.ts';
import { paperText } from '../../testing/paper-text.ts';
import { Till } from '../../testing/till.ts';
import { PrintDocument } from './document.ts';
import { receiptDocument } from './receipt-document.ts';
import { paperWords } from './words.ts';

/** Everything that a receipt can show, on one order. */
function aRichOrder(): Till {
  const { settings } = aBistro();
  const till = new Till(
    aBistro({
      settings: {
        ...settings,
        addressLines: ['1 Main St', 'New York'],
        taxNumber: 'EIN 12-345',
        receiptFooter: 'Thank you!',
      },
    }),
  ).open();
  till.do('order.change_details', { orderTypeId: null, label: 'Table 4', guestCount: 2, note: null });
  till.add('burger', {
    quantity: '2',
    note: 'rare',
    modifiers: [
      { groupId: 'toppings', modifierId: 'cheese', quantity: 2, choices: [] },
      { groupId: 'toppings', modifierId: 'no-onion', quantity: 1, choices: [] },
    ],
  });
  till.add('pizza', { variantId: 'large' });
  till.add('fish', { quantity: '0.350' });
  const beer = till.add('beer');
  const gone = till.add('platter');
  till.send();
  till.do('order.void_line', { lineId: gone, quantity: '1', reason: 'Mistake' });
  till.do('order.comp_line', { lineId: beer, reason: 'Birthday' });
  till.do('order.apply_discount', {
    discountId: till.newId(),
    lineId: null,
    name: 'Regular',
    kind: 'percent',
    rate: '0.1',
    amountMinor: null,
  });
  till.do('order.apply_discount', {
    discountId: till.newId(),
    lineId: null,
    name: 'Voucher',
    kind: 'amount',
    rate: null,
    amountMinor: 50,
  });
  return till;
}
const read = (till: Till, copy = false, columns = 42): string[] =>
  paperText(receiptDocument(till.order, till.index, { copy }), columns);

describe('a receipt', () => {
  test('says what was sold, what came off, what was paid and where to find it again', () => {
    const till = aRichOrder();
    till.payCash({ amountMinor: 4000, tenderedMinor: 5000 });
    const paymentId = till.newId();
    till.do('order.start_card_payment', { paymentId, amountMinor: null, tipMinor: 500 });
    till.do('order.resolve_card_payment', { paymentId, outcome: 'captured', reference: 'T-0099', lastFour: '4242' });
    till.close();
    expect(read(till)).toEqual([
      '<<Bistro>>',
      '1 Main St',
      'New York',
      'EIN 12-345',
      '─'.repeat(42),
      'Order 42                           Dine in',
      '11/24/26, 6:05 PM',
      'Table 4',
      'Guests 2',
      'Served by Gianni',
      '─'.repeat(42),
      '2   Burger                           26.00',
      '    13.00 each',
      '    + 2 Cheese (3.00)',
      '    + No onion',
      '    rare',
      '1   Pizza (Large)                    15.00',
      '0.35 Fish by weight                  14.00',
      '    40.00 each',
      '1   Beer                              5.00',
      '    On the house',
      '─'.repeat(42),
      'Subtotal                             60.00',
      'Regular 10%                          -5.50',
      'Voucher                              -0.50',
      'Comps                                -5.00',
      'Sales tax 10%                         4.90',
      '<<Total          $53.90>>',
      '·'.repeat(42),
      'Cash                                 40.00',
      'Received                             50.00',
      'Change                               10.00',
      'Card **** 4242                       13.90',
      'Tip                                   5.00',
      'T-0099',
      '{feed}',
      'Thank you!',
      `{qr ${till.order.orderId}}`,
      `Ref ${till.order.orderId}`,
      '{feed}',
      '{cut}',
    ]);
  });

  test('that is printed again says COPY and is otherwise the same', () => {
    const till = aRichOrder();
    till.payCash();
    till.close();
    const first = read(till);
    const again = read(till, true);
    expect(again.filter((line) => !first.includes(line))).toEqual(['<<[[COPY]]>>']);
    expect(again).toHaveLength(first.length + 1);
  });

  test('keeps the prices and names of the sale whatever the menu says today', () => {
    const till = aRichOrder();
    till.payCash();
    till.close();
    const first = read(till);
    till.index = { ...till.index, items: new Map(), modifierGroups: new Map() };
    expect(read(till)).toEqual(first);
  });

  test('shows no card that was declined', () => {
    const till = aRichOrder();
    till.payCard('declined');
    till.payCash();
    till.close();
    expect(read(till).filter((line) => line.startsWith('Card'))).toEqual([]);
  });

  test('says what went back, for which lines and why', () => {
    const till = new Till(aBistro()).open();
    const lineId = till.add('burger', { quantity: '2' });
    const paymentId = till.payCash({ tipMinor: 100 });
    till.close();
    till.do('order.refund', {
      refundId: till.newId(),
      paymentId,
      tender: 'cash',
      lines: [{ lineId, quantity: '1' }],
      amountMinor: null,
      tipMinor: 100,
      reason: 'Cold',
      reference: null,
    });
    const lines = read(till);
    expect(lines.slice(lines.indexOf('[[REFUND]]'))).toEqual([
      '[[REFUND]]',
      '11/24/26, 6:05 PM',
      '1   Burger                          -11.00',
      'Tip                                  -1.00',
      'Cash                               -$12.00',
      'Cold',
      `{qr ${till.order.orderId}}`,
      `Ref ${till.order.orderId}`,
      '{feed}',
      '{cut}',
    ]);
  });

  test('names taxes that the prices contain under the total, with what they were computed on', () => {
    const { catalogue } = aBistro();
    const index = aBistro({ taxes: catalogue.taxes.map((tax) => ({ ...tax, included: true })) });
    const till = new Till(index).open();
    till.add('burger', { quantity: '1.1' });
    till.payCash();
    till.close();
    const lines = read(till);
    expect(lines).toContain('<<Total          $11.00>>');
    expect(lines).toContain('Includes Sales tax 10% (net 10.00)    1.00');
    expect(lines.some((line) => line.startsWith('Subtotal'))).toBe(false);
  });

  test('shows cash rounding on a line of its own', () => {
    const till = new Till(aSwissBistro()).open();
    till.add('burger');
    till.add('mint');
    till.payCash({ tenderedMinor: 1105 });
    till.close();
    const lines = read(till);
    expect(lines.filter((line) => /Total|Rounding|Cash/.test(line))).toEqual([
      '<<Total       CHF 11.03>>',
      'Rounding                              0.02',
      'Cash                                 11.05',
    ]);
  });

  test('keeps within any paper and within the schema, whatever people typed', () => {
    const till = aRichOrder();
    const evil = `${'\u001b'}p0${'x'.repeat(150)}\u202eABC`;
    till.do('order.add_open_item', {
      lineId: till.newId(),
      name: evil.slice(0, 80),
      unitPriceMinor: 99_999_999,
      quantity: '999.999',
      taxCategoryId: 'food',
      stationId: null,
      note: evil,
    });
    const document = receiptDocument(till.order, till.index, { copy: false });
    expect(PrintDocument.parse(document)).toEqual(document);
    for (const columns of [20, 32, 42, 48]) {
      for (const line of paperText(document, columns)) {
        // oxlint-disable-next-line no-control-regex
        if (!line.startsWith('{')) expect(line).not.toMatch(/[\u0000-\u001f\u202e]/);
      }
    }
  });
});

describe('a receipt in another language', () => {
  const receipt = (locale: string): string[] => {
    const till = aRichOrder();
    till.payCash();
    till.close();
    return paperText(receiptDocument(till.order, till.index, { copy: true, locale }), 48);
  };

  test.each([
    ['de-DE', ['<<[[KOPIE]]>>', 'Zwischensumme                              60,00', '<<Summe            53,90 $>>']],
    [
      'es-ES',
      [
        '<<[[COPIA]]>>',
        'Subtotal                                   60,00',
        'Regular 10 %                               -5,50',
      ],
    ],
    // As it lies on paper, from the left: the amount stands there.
    ['ar-EG', ['<<[[نسخة]]>>', '٦٠٫٠٠                             المجموع الفرعي']],
    ['ja-JP', ['<<[[控え]]>>', '小計                                       60.00']],
    ['xx-nowhere', ['<<[[COPY]]>>', 'Subtotal                                   60.00']],
  ])('%s uses its words and its figures', (locale, expected) => {
    const lines = receipt(locale);
    for (const line of expected) expect(lines).toContain(line);
  });

  test('always says Ref before the number by which it is found', () => {
    for (const locale of ['de-DE', 'es-ES', 'ar-EG'])
      expect(receipt(locale).some((line) => /^Ref [0-9a-f-]{36}$/.test(line))).toBe(true);
  });

  test('has every word that English has, and none empty', () => {
    for (const words of Object.values(paperWords)) {
      expect(Object.keys(words)).toEqual(Object.keys(paperWords.en));
      for (const word of Object.values(words)) expect(word).toMatch(/\S/);
    }
  });
});
