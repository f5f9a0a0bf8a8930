import { describe, expect, test } from 'vitest';
import { aDiscount, anAppliedTax, anOrderLine } from '../../testing/builders.ts';
import type { SoldModifier } from '../order/line.ts';
import type { OrderLine } from '../order/order.ts';
import type { TaxPolicy } from '../tax/tax.ts';
import { priceOrder } from './price-order.ts';
import type { PriceableDiscount } from './priceable.ts';
import type { PricedOrder } from './priced-order.ts';

const taxPolicy: TaxPolicy = { roundPer: 'document', mode: 'half-up' };
const nycTax = anAppliedTax('0.08875');
const price = (lines: OrderLine[], discounts: PriceableDiscount[] = []): PricedOrder =>
  priceOrder({ lines, discounts, taxPolicy });
const cheese: SoldModifier = {
  groupId: 'toppings',
  modifierId: 'cheese',
  name: 'Cheese',
  kitchenName: null,
  quantity: 1,
  depth: 0,
  unitPriceMinor: 150,
  taxes: null,
};
const comp = { reason: 'Long wait', approvedBy: null, by: 'anna' };

describe('what a line costs', () => {
  test('a burger with double cheese, twice, in New York', () => {
    const line = anOrderLine({
      quantity: '2',
      unitPriceMinor: 1450,
      modifiers: [{ ...cheese, quantity: 2 }],
      taxes: [nycTax],
    });
    const { lines, totals } = price([line]);
    expect(lines[0]).toEqual({
      lineId: line.lineId,
      unitPriceMinor: 1750,
      grossMinor: 3500,
      discountMinor: 0,
      compMinor: 0,
      netMinor: 3500,
      addedTaxMinor: 311,
      includedTaxMinor: 0,
      revenueMinor: 3500,
    });
    expect(totals).toMatchObject({ netMinor: 3500, addedTaxMinor: 311, totalMinor: 3811 });
    expect(totals.taxes).toMatchObject([{ rate: '0.08875', baseMinor: 3500, amountMinor: 311 }]);
  });

  test('what was voided is not charged, and a line that is void altogether costs nothing', () => {
    expect(price([anOrderLine({ quantity: '3', voidedQuantity: '1' })]).totals.totalMinor).toBe(2000);
    expect(price([anOrderLine({ quantity: '3', voidedQuantity: '3' })]).totals.totalMinor).toBe(0);
    expect(price([anOrderLine({ quantity: '3', voidedQuantity: '4' })]).totals.totalMinor).toBe(0);
    expect(
      price([anOrderLine({ quantity: '0.350', unitPriceMinor: 1299, voidedQuantity: '0.100' })]).totals.totalMinor,
    ).toBe(325);
  });

  test('what is weighed is rounded once, half up', () => {
    expect(price([anOrderLine({ quantity: '0.350', unitPriceMinor: 1299 })]).totals.totalMinor).toBe(455);
  });

  test('leaving something out lowers the price, but never below nothing', () => {
    expect(price([anOrderLine({ modifiers: [{ ...cheese, unitPriceMinor: -100 }] })]).totals.totalMinor).toBe(900);
    expect(
      price([anOrderLine({ unitPriceMinor: 50, modifiers: [{ ...cheese, unitPriceMinor: -100 }] })]).lines[0],
    ).toMatchObject({
      unitPriceMinor: 0,
      netMinor: 0,
    });
  });

  test('an order without lines comes to nothing', () => {
    expect(price([]).totals).toEqual({
      grossMinor: 0,
      discountMinor: 0,
      compMinor: 0,
      netMinor: 0,
      revenueMinor: 0,
      addedTaxMinor: 0,
      includedTaxMinor: 0,
      taxes: [],
      totalMinor: 0,
    });
  });
});

describe('discounts and comps', () => {
  test('a discount on the line comes before one on the order', () => {
    const line = anOrderLine({ unitPriceMinor: 2000 });
    const other = anOrderLine({ unitPriceMinor: 1000 });
    const { lines, totals } = price(
      [line, other],
      [aDiscount({ rate: '0.1' }), aDiscount({ lineId: line.lineId, kind: 'amount', rate: null, amountMinor: 500 })],
    );
    // 20.00 - 5.00 = 15.00; ten percent of 15.00 + 10.00 is 2.50, shared 1.50 and 1.00.
    expect(lines.map((priced) => priced.discountMinor)).toEqual([650, 100]);
    expect(totals).toMatchObject({ grossMinor: 3000, discountMinor: 750, netMinor: 2250 });
  });

  test('each discount is computed on what the ones before it left', () => {
    const ten = aDiscount({ rate: '0.1' });
    expect(price([anOrderLine({ unitPriceMinor: 10_000 })], [ten, ten]).totals.discountMinor).toBe(1900);
  });

  test('ten dollars off a check of three lines are shared to the cent', () => {
    const { lines } = price(
      [333, 333, 334].map((unitPriceMinor) => anOrderLine({ unitPriceMinor })),
      [aDiscount({ kind: 'amount', rate: null, amountMinor: 100 })],
    );
    expect(lines.map((line) => line.discountMinor)).toEqual([33, 33, 34]);
  });

  test('a discount larger than the check makes it free, not negative', () => {
    const { totals } = price(
      [anOrderLine({ taxes: [nycTax] })],
      [aDiscount({ kind: 'amount', rate: null, amountMinor: 99_999 })],
    );
    expect(totals).toMatchObject({ grossMinor: 1000, discountMinor: 1000, netMinor: 0, totalMinor: 0, taxes: [] });
    expect(price([anOrderLine()], [aDiscount({ rate: '1.5' })]).totals.totalMinor).toBe(0);
  });

  test('a comp gives away what the line costs after its own discount, and is told apart from it', () => {
    const line = anOrderLine({ comp, unitPriceMinor: 2000, taxes: [nycTax] });
    const { lines, totals } = price([line], [aDiscount({ lineId: line.lineId, rate: '0.25' })]);
    expect(lines[0]).toMatchObject({
      grossMinor: 2000,
      discountMinor: 500,
      compMinor: 1500,
      netMinor: 0,
      addedTaxMinor: 0,
    });
    expect(totals.totalMinor).toBe(0);
  });

  test('a comped line takes no share of a discount on the order: the guest gets all of it', () => {
    const { lines } = price(
      [anOrderLine({ comp, unitPriceMinor: 2000 }), anOrderLine({ unitPriceMinor: 2000 })],
      [aDiscount({ kind: 'amount', rate: null, amountMinor: 1000 })],
    );
    expect(lines.map((line) => [line.discountMinor, line.netMinor])).toEqual([
      [0, 0],
      [1000, 1000],
    ]);
  });

  test('a discount on a line that is gone takes nothing off', () => {
    expect(
      price([anOrderLine()], [aDiscount({ lineId: '00000000-0000-7000-8000-000000000000' })]).totals.totalMinor,
    ).toBe(1000);
  });

  test('tax is charged on what the guest pays, after discounts', () => {
    const { totals } = price(
      [anOrderLine({ unitPriceMinor: 10_000, taxes: [anAppliedTax('0.1')] })],
      [aDiscount({ rate: '0.5' })],
    );
    expect(totals).toMatchObject({ netMinor: 5000, addedTaxMinor: 500, totalMinor: 5500 });
  });
});

describe('how a line is taxed', () => {
  test('an alcoholic addition is taxed by its own rate, the burger by its own', () => {
    const food = anAppliedTax('0.07', { taxId: 'food' });
    const alcohol = anAppliedTax('0.19', { taxId: 'alcohol' });
    const shot: SoldModifier = { ...cheese, modifierId: 'grappa', unitPriceMinor: 400, taxes: [alcohol] };
    const { totals } = price([
      anOrderLine({ quantity: '2', unitPriceMinor: 1000, modifiers: [cheese, shot], taxes: [food] }),
    ]);
    expect(totals.taxes.map((tax) => [tax.taxId, tax.baseMinor, tax.amountMinor])).toEqual([
      ['food', 2300, 161],
      ['alcohol', 800, 152],
    ]);
    expect(totals.totalMinor).toBe(3100 + 313);
  });

  test('a discount lowers the parts of a line in proportion', () => {
    const shot: SoldModifier = { ...cheese, unitPriceMinor: 500, taxes: [anAppliedTax('0.2', { taxId: 'alcohol' })] };
    const { totals } = price(
      [anOrderLine({ unitPriceMinor: 1500, modifiers: [shot], taxes: [anAppliedTax('0.1', { taxId: 'food' })] })],
      [aDiscount({ rate: '0.5' })],
    );
    expect(totals.taxes.map((tax) => tax.baseMinor)).toEqual([750, 250]);
  });

  test('a price off that is more than the item lowers the parts that are taxed otherwise', () => {
    const alcohol = anAppliedTax('0.2', { taxId: 'alcohol' });
    const modifiers: SoldModifier[] = [
      { ...cheese, unitPriceMinor: -300 },
      { ...cheese, unitPriceMinor: 400, taxes: [alcohol] },
    ];
    const { lines, totals } = price([
      anOrderLine({ unitPriceMinor: 100, modifiers, taxes: [anAppliedTax('0.1', { taxId: 'food' })] }),
    ]);
    expect(lines[0]).toMatchObject({ unitPriceMinor: 200, netMinor: 200, addedTaxMinor: 40 });
    expect(totals.taxes).toMatchObject([{ taxId: 'alcohol', baseMinor: 200 }]);
  });

  test('of prices with VAT inside the revenue is what is left without it', () => {
    const { lines, totals } = price([
      anOrderLine({ unitPriceMinor: 1190, taxes: [anAppliedTax('0.19', { included: true })] }),
    ]);
    expect(lines[0]).toMatchObject({ netMinor: 1190, includedTaxMinor: 190, revenueMinor: 1000, addedTaxMinor: 0 });
    expect(totals).toMatchObject({ totalMinor: 1190, revenueMinor: 1000, includedTaxMinor: 190 });
  });
});
