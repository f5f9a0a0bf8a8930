import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { anAppliedTax } from '../../testing/builders.ts';
import { roundingModes } from '../money/rounding.ts';
import { type ComputedTaxes, computeTaxes, type TaxableAmount } from './compute-tax.ts';
import type { AppliedTax, TaxPolicy } from './tax.ts';

const perDocument: TaxPolicy = { roundPer: 'document', mode: 'half-up' };
const perLine: TaxPolicy = { roundPer: 'line', mode: 'half-up' };
const amount = (lineId: string, amountMinor: number, ...taxes: AppliedTax[]): TaxableAmount => ({
  lineId,
  amountMinor,
  taxes,
});
const total = ({ taxes }: ComputedTaxes): number => taxes.reduce((sum, tax) => sum + tax.amountMinor, 0);

describe('rounding per line or per document', () => {
  const six = anAppliedTax('0.06', { taxId: 'a' });
  const six2 = anAppliedTax('0.06', { taxId: 'b' });
  const threeOnBoth = anAppliedTax('0.03', { taxId: 'c', compound: true });
  const two = [amount('1', 1589, six, six2, threeOnBoth), amount('2', 1589, six, six2, threeOnBoth)];

  test('two of 15.89 under 6 %, 6 % and 3 % on both come to 4.86 per line and 4.89 per document', () => {
    expect(total(computeTaxes(two, perLine))).toBe(486);
    expect(total(computeTaxes(two, perDocument))).toBe(489);
  });

  test('a compound tax counts the taxes before it in its base', () => {
    const { taxes } = computeTaxes(two, perDocument);
    expect(taxes.map((tax) => [tax.taxId, tax.baseMinor, tax.amountMinor])).toEqual([
      ['a', 3178, 191],
      ['b', 3178, 191],
      ['c', 3560, 107],
    ]);
  });

  test('the parts of a line are rounded together, for the line is what is rounded', () => {
    const tax = anAppliedTax('0.1');
    const split = [amount('1', 4, tax), amount('1', 4, tax)];
    expect(total(computeTaxes(split, perLine))).toBe(1);
    expect(total(computeTaxes([amount('1', 4, tax), amount('2', 4, tax)], perLine))).toBe(0);
    expect(total(computeTaxes([amount('1', 4, tax), amount('2', 4, tax)], perDocument))).toBe(1);
  });

  test('Quebec adds GST and QST to the same price since 2013, and put QST on GST before', () => {
    const gst = anAppliedTax('0.05', { taxId: 'gst' });
    const qst = anAppliedTax('0.09975', { taxId: 'qst' });
    expect(total(computeTaxes([amount('1', 10_000, gst, qst)], perDocument))).toBe(500 + 998);
    const qst2012 = anAppliedTax('0.095', { taxId: 'qst', compound: true });
    expect(total(computeTaxes([amount('1', 10_000, gst, qst2012)], perDocument))).toBe(500 + 998);
    expect(computeTaxes([amount('1', 10_000, gst, qst2012)], perDocument).taxes[1]).toMatchObject({
      baseMinor: 10_500,
      amountMinor: 998,
    });
  });

  test('New York City charges 8.875 %', () => {
    expect(total(computeTaxes([amount('1', 1995, anAppliedTax('0.08875'))], perDocument))).toBe(177);
  });
});

describe('taxes inside the price', () => {
  test('2.99 with 4 % inside holds 0.12 of tax, for the tax is rounded and the revenue is the rest', () => {
    const four = anAppliedTax('0.04', { included: true });
    // Exactly 0.115: the modes that break ties downwards say 0.11.
    const held = (mode: TaxPolicy['mode']): number =>
      total(computeTaxes([amount('1', 299, four)], { roundPer: 'document', mode }));
    expect(Object.fromEntries(roundingModes.map((mode) => [mode, held(mode)]))).toEqual({
      'half-up': 12,
      'half-even': 12,
      'half-down': 11,
      up: 12,
      down: 11,
    });
    expect(computeTaxes([amount('1', 299, four)], perDocument).taxes[0]).toMatchObject({
      baseMinor: 287,
      amountMinor: 12,
    });
  });

  test('base and tax of an included tax are the price', () => {
    for (let price = 1; price < 2000; price += 1) {
      const [tax] = computeTaxes([amount('1', price, anAppliedTax('0.19', { included: true }))], perDocument).taxes;
      expect((tax?.baseMinor ?? 0) + (tax?.amountMinor ?? 0)).toBe(price);
    }
  });

  test('VAT is computed once per rate on the sum of its lines, as EN 16931 asks', () => {
    const full = anAppliedTax('0.2', { taxId: 'full', included: true });
    const reduced = anAppliedTax('0.1', { taxId: 'reduced', included: true });
    const { taxes } = computeTaxes(
      [amount('1', 333, full), amount('2', 333, full), amount('3', 110, reduced)],
      perDocument,
    );
    expect(taxes.map((tax) => [tax.taxId, tax.baseMinor, tax.amountMinor])).toEqual([
      ['full', 555, 111],
      ['reduced', 100, 10],
    ]);
  });

  test('two taxes inside one price share the untaxed base', () => {
    const stack = [
      anAppliedTax('0.06', { taxId: 'a', included: true }),
      anAppliedTax('0.06', { taxId: 'b', included: true }),
    ];
    const { taxes } = computeTaxes([amount('1', 11_200, ...stack)], perDocument);
    expect(taxes.map((tax) => [tax.baseMinor, tax.amountMinor])).toEqual([
      [10_000, 600],
      [10_000, 600],
    ]);
  });

  test('a tax on top of a price is computed without the tax inside it, unless it is compound', () => {
    const inside = anAppliedTax('0.1', { taxId: 'inside', included: true });
    const onTop = anAppliedTax('0.05', { taxId: 'top' });
    const plain = computeTaxes([amount('1', 1100, inside, onTop)], perDocument);
    expect(plain.taxes[1]).toMatchObject({ baseMinor: 1000, amountMinor: 50 });
    const compound = computeTaxes([amount('1', 1100, inside, { ...onTop, compound: true })], perDocument);
    expect(compound.taxes[1]).toMatchObject({ baseMinor: 1100, amountMinor: 55 });
    expect(plain.amounts[0]).toEqual({ addedMinor: 50, includedMinor: 100 });
  });
});

describe('one tax, several forms', () => {
  test('a rate that changed while the order was open is listed at both rates', () => {
    const before = anAppliedTax('0.07', { taxId: 'vat', name: 'VAT' });
    const after = anAppliedTax('0.19', { taxId: 'vat', name: 'VAT' });
    const { taxes } = computeTaxes([amount('1', 1000, before), amount('2', 1000, after)], perDocument);
    expect(taxes.map((tax) => [tax.rate, tax.amountMinor])).toEqual([
      ['0.07', 70],
      ['0.19', 190],
    ]);
  });

  test('a rate of zero is listed with its base, as authorities ask', () => {
    expect(computeTaxes([amount('1', 500, anAppliedTax('0'))], perDocument).taxes).toMatchObject([
      { baseMinor: 500, amountMinor: 0 },
    ]);
  });

  test('what costs nothing is under no tax', () => {
    expect(computeTaxes([amount('1', 0, anAppliedTax('0.1'))], perDocument).taxes).toEqual([]);
  });

  test('a rate below zero is a fault', () => {
    expect(() => computeTaxes([amount('1', 100, anAppliedTax('-0.1'))], perDocument)).toThrow(
      expect.objectContaining({ code: 'impossible_tax_rates' }),
    );
  });
});

const rates = fc.constantFrom('0', '0.04', '0.06', '0.08875', '0.09975', '0.19', '0.2', '0.333333333333');
const stacks = fc
  .array(fc.record({ rate: rates, included: fc.boolean(), compound: fc.boolean() }), { maxLength: 4 })
  .map((list) => list.map((tax, index) => ({ ...tax, taxId: `t${index}-${tax.rate}`, name: `Tax ${index}` })));
const amounts = fc.array(
  fc.record({
    lineId: fc.constantFrom('1', '2', '3', '4'),
    amountMinor: fc.integer({ min: 0, max: 1_000_000 }),
    taxes: stacks,
  }),
  { maxLength: 12 },
);
const policies = fc.record({
  roundPer: fc.constantFrom('line' as const, 'document' as const),
  mode: fc.constantFrom(...roundingModes),
});

describe('whatever is sold under whatever taxes', () => {
  property.prop([amounts, policies])('the shares of the lines add up to the taxes', (given, policy) => {
    const computed = computeTaxes(given, policy);
    const sumOf = (included: boolean): number =>
      computed.taxes.filter((tax) => tax.included === included).reduce((sum, tax) => sum + tax.amountMinor, 0);
    expect(computed.amounts.reduce((sum, part) => sum + part.addedMinor, 0)).toBe(sumOf(false));
    expect(computed.amounts.reduce((sum, part) => sum + part.includedMinor, 0)).toBe(sumOf(true));
  });

  property.prop([fc.integer({ min: 0, max: 10_000_000 }), stacks])(
    'exact shares and rounded shares differ by less than a unit each',
    (price, taxes) => {
      const added = taxes.map((tax) => ({ ...tax, included: false, compound: false }));
      const computed = computeTaxes([amount('1', price, ...added)], perDocument);
      for (const tax of computed.taxes)
        expect(Math.abs(tax.amountMinor - price * Number(tax.rate))).toBeLessThanOrEqual(0.5 + 1e-6);
    },
  );
});
