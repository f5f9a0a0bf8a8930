import { describe, expect, test } from 'vitest';
import { aTax } from '../../testing/builders.ts';
import { applyTaxes } from './apply-taxes.ts';
import { sameTaxes } from './tax.ts';

const dinner = { taxCategoryId: 'food', orderTypeId: 'dine-in', businessDate: '2026-11-24' };
const idsFor = (taxes: Parameters<typeof applyTaxes>[0], situation = dinner): string[] =>
  applyTaxes(taxes, situation).map((tax) => tax.taxId);

describe('which taxes a sale is under', () => {
  test('a tax applies to its own tax categories only', () => {
    expect(idsFor([aTax({ id: 'food-tax' }), aTax({ id: 'drink-tax', taxCategoryIds: ['drinks'] })])).toEqual([
      'food-tax',
    ]);
    expect(idsFor([aTax({ taxCategoryIds: [] })])).toEqual([]);
  });

  test('German food was 19 % at the table and 7 % to go until the end of 2025, and is 7 % for both since', () => {
    const taxes = [
      aTax({ id: 'vat-19', rate: '0.19', orderTypeIds: ['dine-in'], validTo: '2025-12-31' }),
      aTax({ id: 'vat-7-to-go', rate: '0.07', orderTypeIds: ['takeaway'], validTo: '2025-12-31' }),
      aTax({ id: 'vat-7', rate: '0.07', validFrom: '2026-01-01' }),
    ];
    expect(idsFor(taxes, { ...dinner, businessDate: '2025-12-31' })).toEqual(['vat-19']);
    expect(idsFor(taxes, { ...dinner, orderTypeId: 'takeaway', businessDate: '2025-12-31' })).toEqual(['vat-7-to-go']);
    expect(idsFor(taxes, { ...dinner, businessDate: '2026-01-01' })).toEqual(['vat-7']);
    expect(idsFor(taxes, { ...dinner, orderTypeId: 'takeaway', businessDate: '2026-01-01' })).toEqual(['vat-7']);
  });

  test('taxes stack in the order of their positions, and by id where two share one', () => {
    const taxes = [aTax({ id: 'c', position: 2 }), aTax({ id: 'b', position: 1 }), aTax({ id: 'a', position: 1 })];
    expect(idsFor(taxes)).toEqual(['a', 'b', 'c']);
    expect(taxes.map((tax) => tax.id)).toEqual(['c', 'b', 'a']);
  });

  test('a line keeps name, rate and kind of its tax, and nothing of how it was configured', () => {
    expect(applyTaxes([aTax({ id: 'vat', name: 'VAT', rate: '0.2', included: true })], dinner)).toEqual([
      { taxId: 'vat', name: 'VAT', rate: '0.2', included: true, compound: false },
    ]);
  });
});

test('the same taxes are the same in whatever order their members were read back', () => {
  const tax = { taxId: 'sales', name: 'Sales tax', rate: '0.08875', included: false, compound: false };
  const readBack = { compound: false, included: false, name: 'Sales tax', rate: '0.08875', taxId: 'sales' };
  expect(sameTaxes([tax], [readBack])).toBe(true);
  expect(sameTaxes([tax], [{ ...tax, rate: '0.09' }])).toBe(false);
  expect(sameTaxes([tax], [])).toBe(false);
  expect(sameTaxes(null, [])).toBe(false);
  expect(sameTaxes(null, null)).toBe(true);
});
