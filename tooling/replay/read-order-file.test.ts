import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { figuresOfFile } from './figures.ts';
import { BrokenOrderFile, parseOrderFile, readOrderFile } from './read-order-file.ts';

const header = 'order_id,ordered_at,order_type,item,variant,modifiers,quantity,unit_price';
const neutral = (...rows: string[]) => parseOrderFile('orders.csv', [header, ...rows].join('\n'), 2);
const problemsOf = (...rows: string[]): string[] => {
  try {
    neutral(...rows);
    return [];
  } catch (fault) {
    if (!(fault instanceof BrokenOrderFile)) throw fault;
    return fault.problems.map(({ row, reason }) => `${row}: ${reason}`);
  }
};

describe('a file of orders', () => {
  it('holds the pizza-place year to the cent', () => {
    const { orders } = readOrderFile(path.join(import.meta.dirname, '../demo/pizzaplace.csv'), 2);
    expect(figuresOfFile(orders)).toEqual({
      orders: 21_350,
      lines: 49_574,
      quantity: '49574',
      revenueMinor: 81_786_005,
    });
  });

  it('reads modifiers, fractions and prices as exact figures', () => {
    const { orders } = neutral(
      '1,2026-11-24T18:05,Dine-in,Burger,,"[{""name"":""Cheese"",""price"":1.50},{""name"":""Bacon"",""price"":""2.05"",""quantity"":2}]",2,12.90',
      '1,2026-11-24T18:05,Dine-in,Salad by weight,,,0.350,18.99',
    );
    expect(orders[0]?.lines[0]?.modifiers).toEqual([
      { name: 'Cheese', priceMinor: 150, quantity: 1 },
      { name: 'Bacon', priceMinor: 205, quantity: 2 },
    ]);
    // 2 x (12.90 + 1.50 + 4.10) and 0.35 x 18.99 = 6.6465, half up
    expect(figuresOfFile(orders)).toEqual({ orders: 1, lines: 2, quantity: '2.35', revenueMinor: 3700 + 665 });
  });

  it('reads the same orders whether lines end in LF or CRLF, with or without a byte-order mark', () => {
    const rows = [header, '1,2026-11-24 18:05:30,Takeaway,"Fries, large",L,,1,4.5', ''];
    const plain = parseOrderFile('a.csv', rows.join('\n'), 2);
    expect(parseOrderFile('a.csv', `\uFEFF${rows.join('\r\n')}`, 2)).toEqual(plain);
    expect(plain.orders[0]).toMatchObject({
      orderedAt: '2026-11-24T18:05:30',
      lines: [{ item: 'Fries, large', unitPriceMinor: 450 }],
    });
  });

  it('plays orders in the order of their times, however the file is sorted, and keeps rows of one order together', () => {
    const { orders } = neutral(
      'late,2026-11-24T20:00,T,A,,,1,1',
      'early,2026-11-24T18:00,T,A,,,1,1',
      'late,2026-11-24T20:00,T,B,,,1,1',
    );
    expect(orders.map(({ orderId, lines }) => `${orderId} ${lines.length}`)).toEqual(['early 1', 'late 2']);
  });

  it('says of every broken row which one it is and why, and sells none', () => {
    expect(
      problemsOf(
        ',2026-11-24T18:05,T,A,,,1,1',
        '2,2026-02-30T18:05,T,A,,,1,1',
        '3,2026-11-24T18:05,T,,,,1,1',
        '4,2026-11-24T18:05,T,A,,,0,1',
        '5,2026-11-24T18:05,T,A,,,1,1.234',
        '6,2026-11-24T18:05,T,A,,not json,1,1',
        '7,2026-11-24T18:05,T,A,,,1',
        '8,2026-11-24T18:05,T,A,,,1,1',
        '8,2026-11-24T18:06,T,A,,,1,1',
      ),
    ).toEqual([
      '2: order_id must have 1 to 80 characters',
      '3: ordered_at "2026-02-30T18:05" is not a local ISO time such as 2026-11-24T18:05:00',
      '4: item must have 1 to 120 characters',
      '5: quantity "0" must be more than zero, with at most three decimals',
      '6: unit_price "1.234" is not a price',
      '7: modifiers is not JSON',
      '8: has 7 columns where the header has 8',
      '10: order 8 was ordered at 2026-11-24T18:05:00 in an earlier row and at 2026-11-24T18:06:00 here',
    ]);
  });

  it('refuses a file without the columns, without orders, or with a quote that never ends', () => {
    expect(() => parseOrderFile('a.csv', 'a,b\n1,2', 2)).toThrow(BrokenOrderFile);
    expect(problemsOf()).toEqual(['2: there is no order in the file']);
    expect(problemsOf('1,2026-11-24T18:05,T,"A,,,1,1')).toHaveLength(1);
  });

  it('knows that a currency without cents has none', () => {
    const yen = (price: string) => () => parseOrderFile('a.csv', `${header}\n1,2026-11-24T18:05,T,A,,,1,${price}`, 0);
    expect(yen('1200')().orders[0]?.lines[0]?.unitPriceMinor).toBe(1200);
    expect(yen('12.50')).toThrow(BrokenOrderFile);
  });
});
