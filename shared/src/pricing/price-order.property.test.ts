import { fc, test as property } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { roundingModes } from '../money/rounding.ts';
import { priceOrder } from './price-order.ts';
import type { PriceableLine, PriceableModifier, PriceableOrder } from './priceable.ts';
import type { PricedLine } from './priced-order.ts';

const rates = fc.constantFrom('0', '0.05', '0.07', '0.08875', '0.09975', '0.19', '0.2');
const taxes = fc
  .array(fc.record({ rate: rates, included: fc.boolean(), compound: fc.boolean() }), { maxLength: 3 })
  .map((list) => list.map((tax, index) => ({ ...tax, taxId: `tax-${index}`, name: `Tax ${index}` })));
const modifiers: fc.Arbitrary<PriceableModifier> = fc.record({
  quantity: fc.integer({ min: 1, max: 3 }),
  unitPriceMinor: fc.integer({ min: -300, max: 1500 }),
  taxes: fc.option(taxes, { nil: null }),
});
const quantities = fc.oneof(
  fc.integer({ min: 1, max: 20 }).map(String),
  fc
    .integer({ min: 1, max: 9999 })
    .map((thousandths) => `${Math.floor(thousandths / 1000)}.${String(thousandths % 1000).padStart(3, '0')}`),
);
const lines: fc.Arbitrary<PriceableLine[]> = fc
  .array(
    fc.record({
      quantity: quantities,
      voided: fc.boolean(),
      unitPriceMinor: fc.integer({ min: 0, max: 20_000 }),
      modifiers: fc.array(modifiers, { maxLength: 4 }),
      taxes,
      comp: fc.option(fc.constant({}), { nil: null, freq: 4 }),
    }),
    { maxLength: 10 },
  )
  .map((list) =>
    list.map(({ voided, ...line }, index) => ({
      ...line,
      lineId: `line-${index}`,
      voidedQuantity: voided ? line.quantity : '0',
    })),
  );
const discounts = fc.array(
  fc.oneof(
    fc.record({
      lineId: fc.constantFrom(null, 'line-0', 'line-1', 'line-2'),
      kind: fc.constant('percent' as const),
      rate: fc.constantFrom('0', '0.1', '0.125', '0.333', '1'),
      amountMinor: fc.constant(null),
    }),
    fc.record({
      lineId: fc.constantFrom(null, 'line-0', 'line-1'),
      kind: fc.constant('amount' as const),
      rate: fc.constant(null),
      amountMinor: fc.integer({ min: 1, max: 30_000 }),
    }),
  ),
  { maxLength: 4 },
);
const taxPolicy = fc.record({
  roundPer: fc.constantFrom('line' as const, 'document' as const),
  mode: fc.constantFrom(...roundingModes),
});
const orders: fc.Arbitrary<PriceableOrder> = fc.record({ lines, discounts, taxPolicy });

const sum = (list: readonly PricedLine[], of: (line: PricedLine) => number): number =>
  list.reduce((total, line) => total + of(line), 0);

describe('whatever an order holds', () => {
  property.prop([orders], { numRuns: 500 })(
    'its totals are the sums of its lines, and every figure follows from the others',
    (order) => {
      const priced = priceOrder(order);
      const { totals } = priced;
      for (const figure of [
        'grossMinor',
        'discountMinor',
        'compMinor',
        'netMinor',
        'revenueMinor',
        'addedTaxMinor',
        'includedTaxMinor',
      ] as const) {
        expect(totals[figure], figure).toBe(sum(priced.lines, (line) => line[figure]));
      }
      expect(totals.netMinor).toBe(totals.grossMinor - totals.discountMinor - totals.compMinor);
      expect(totals.revenueMinor + totals.includedTaxMinor).toBe(totals.netMinor);
      expect(totals.totalMinor).toBe(totals.netMinor + totals.addedTaxMinor);
      const taxed = (included: boolean): number =>
        totals.taxes.filter((tax) => tax.included === included).reduce((total, tax) => total + tax.amountMinor, 0);
      expect(taxed(false)).toBe(totals.addedTaxMinor);
      expect(taxed(true)).toBe(totals.includedTaxMinor);
    },
  );

  property.prop([orders], { numRuns: 500 })(
    'no line costs less than nothing, and a comped or void line costs nothing',
    (order) => {
      priceOrder(order).lines.forEach((priced, index) => {
        const line = order.lines[index];
        expect(priced.lineId).toBe(line?.lineId);
        for (const figure of [
          'unitPriceMinor',
          'grossMinor',
          'discountMinor',
          'compMinor',
          'netMinor',
          'addedTaxMinor',
          'includedTaxMinor',
        ] as const) {
          expect(priced[figure], figure).toBeGreaterThanOrEqual(0);
        }
        expect(priced.netMinor).toBe(priced.grossMinor - priced.discountMinor - priced.compMinor);
        if (line?.comp !== null || line.voidedQuantity === line.quantity)
          expect(priced.netMinor + priced.addedTaxMinor).toBe(0);
      });
    },
  );

  property.prop([orders, fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 10, maxLength: 10 })])(
    'the order of its lines changes no figure',
    (order, keys) => {
      const shuffled = order.lines
        .map((line, index) => ({ line, key: keys[index] ?? 0 }))
        .sort((a, b) => a.key - b.key);
      const original = priceOrder(order);
      const again = priceOrder({ ...order, lines: shuffled.map(({ line }) => line) });
      expect(again.totals).toEqual(original.totals);
      const byId = new Map(again.lines.map((line) => [line.lineId, line]));
      for (const line of original.lines) expect(byId.get(line.lineId)).toEqual(line);
    },
  );

  property.prop([orders])('pricing it twice gives the same and leaves it untouched', (order) => {
    const before = structuredClone(order);
    expect(priceOrder(order)).toEqual(priceOrder(order));
    expect(order).toEqual(before);
  });

  property.prop([lines, taxPolicy], { numRuns: 300 })(
    'several of something cost the same on one line as on many',
    (given, { mode }) => {
      const whole = given.map((line) => ({ ...line, quantity: '3', voidedQuantity: '0' }));
      const apart = whole.flatMap((line) =>
        [1, 2, 3].map((part) => ({ ...line, lineId: `${line.lineId}-${part}`, quantity: '1' })),
      );
      const policy = { roundPer: 'document', mode } as const;
      const together = priceOrder({ lines: whole, discounts: [], taxPolicy: policy }).totals;
      const split = priceOrder({ lines: apart, discounts: [], taxPolicy: policy }).totals;
      const { taxes: togetherTaxes, ...figures } = together;
      const { taxes: splitTaxes, ...splitFigures } = split;
      expect(splitFigures).toEqual(figures);
      expect(splitTaxes.map((tax) => [tax.taxId, tax.rate, tax.amountMinor])).toEqual(
        togetherTaxes.map((tax) => [tax.taxId, tax.rate, tax.amountMinor]),
      );
    },
  );
});
