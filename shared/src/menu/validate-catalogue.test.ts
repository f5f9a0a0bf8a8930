import { describe, expect, test } from 'vitest';
import { aCatalogue, aModifier, aModifierGroup, anEntry, anItem, aTax, aVariant } from '../../testing/builders.ts';
import { demoCatalogue, demoCatalogueEntries } from '../../testing/demo-restaurant.ts';
import type { Catalogue } from './catalogue.ts';
import { validateCatalogue, validateEdits } from './validate-catalogue.ts';

const owner = { id: 'owner', name: 'Owner', permissions: ['staff.edit'], discountLimitPercent: '100' };
const codes = (more: Partial<Catalogue>): string[] =>
  validateCatalogue(aCatalogue({ roles: [owner], ...more })).map((problem) => problem.code);

describe('a catalogue that fits together', () => {
  test('has no problems: the test kitchen and the demo restaurant', () => {
    expect(codes({})).toEqual([]);
    expect(validateCatalogue(demoCatalogue())).toEqual([]);
  });
});

describe('what is found in a catalogue', () => {
  const cases: [what: string, code: string, more: Partial<Catalogue>][] = [
    ['an item in no category', 'category_missing', { items: [anItem({ categoryId: 'x' })] }],
    ['an item that is taxed as nothing', 'tax_category_missing', { items: [anItem({ taxCategoryId: 'x' })] }],
    [
      'an item that asks for what is not there',
      'modifier_group_missing',
      { items: [anItem({ modifierGroupIds: ['x'] })] },
    ],
    ['an item made nowhere', 'station_missing', { items: [anItem({ stationIds: ['x'] })] }],
    ['an item sold at no time', 'daypart_missing', { items: [anItem({ daypartIds: ['x'] })] }],
    [
      'two sizes with one key',
      'variant_twice',
      { items: [anItem({ variants: [aVariant(), aVariant({ name: 'Other' })] })] },
    ],
    [
      'two sizes with one name',
      'variant_name_twice',
      { items: [anItem({ variants: [aVariant({ id: 'a' }), aVariant({ id: 'b' })] })] },
    ],
    [
      'a barcode that is on two items',
      'barcode_twice',
      { items: [anItem({ id: 'a', barcodes: ['4006381333931'] }), anItem({ id: 'b', barcodes: ['4006381333931'] })] },
    ],
    [
      'a price for no level',
      'price_level_missing',
      { items: [anItem({ variants: [aVariant({ levelPrices: { x: 1 } })] })] },
    ],
    [
      'a group that cannot be satisfied',
      'minimum_out_of_reach',
      { modifierGroups: [aModifierGroup({ id: 'g', minimum: 1 })] },
    ],
    [
      'a minimum above the maximum',
      'minimum_above_maximum',
      { modifierGroups: [aModifierGroup({ id: 'g', minimum: 2, maximum: 1, modifiers: [aModifier({ id: 'a' })] })] },
    ],
    [
      'more defaults than are allowed',
      'defaults_above_maximum',
      {
        modifierGroups: [
          aModifierGroup({ id: 'g', maximum: 1, modifiers: [aModifier({ id: 'a', defaultQuantity: 2 })] }),
        ],
      },
    ],
    [
      'more of one by default than is allowed of each',
      'default_above_maximum',
      {
        modifierGroups: [
          aModifierGroup({ id: 'g', maximumEach: 1, modifiers: [aModifier({ id: 'a', defaultQuantity: 2 })] }),
        ],
      },
    ],
    [
      'two choices with one key',
      'modifier_twice',
      { modifierGroups: [aModifierGroup({ id: 'g', modifiers: [aModifier({ id: 'a' }), aModifier({ id: 'a' })] })] },
    ],
    [
      'a choice that opens what is not there',
      'modifier_group_missing',
      { modifierGroups: [aModifierGroup({ id: 'g', modifiers: [aModifier({ id: 'a', modifierGroupIds: ['x'] })] })] },
    ],
    ['a tax below zero', 'rate_below_zero', { taxes: [aTax({ rate: '-0.1' })] }],
    ['a tax written in percent', 'rate_above_one', { taxes: [aTax({ rate: '8.875' })] }],
    [
      'a tax that ends before it begins',
      'ends_before_start',
      { taxes: [aTax({ validFrom: '2026-02-01', validTo: '2026-01-01' })] },
    ],
    ['a tax on nothing that exists', 'tax_category_missing', { taxes: [aTax({ taxCategoryIds: ['x'] })] }],
    ['a tax on orders that do not exist', 'order_type_missing', { taxes: [aTax({ orderTypeIds: ['x'] })] }],
    [
      'a part of the day with no such time',
      'bad_time',
      { dayparts: [{ id: 'd', name: 'D', weekdays: [1], from: '25:00', to: '04:00' }] },
    ],
    [
      'a part of the week on no day',
      'no_weekday',
      { dayparts: [{ id: 'd', name: 'D', weekdays: [], from: '01:00', to: '04:00' }] },
    ],
    [
      'a price level at no time',
      'daypart_missing',
      { priceLevels: [{ id: 'l', name: 'L', daypartIds: ['x'], orderTypeIds: [] }] },
    ],
    [
      'a person with no role',
      'role_missing',
      {
        staff: [
          { id: 'a', name: 'A', roleId: 'x', hue: 'red', active: true },
          { id: 'b', name: 'B', roleId: 'owner', hue: 'red', active: true },
        ],
      },
    ],
    [
      'a store that nobody runs',
      'nobody_in_charge',
      { staff: [{ id: 'a', name: 'A', roleId: 'owner', hue: 'red', active: false }] },
    ],
    [
      'a discount limit above everything',
      'discount_limit_out_of_range',
      { roles: [{ ...owner, discountLimitPercent: '101' }] },
    ],
    ['a store that can take no order', 'no_order_type', { orderTypes: [] }],
    ['receipts for no printer', 'printer_missing', { settings: { ...aCatalogue().settings, receiptPrinterId: 'x' } }],
    [
      'receipts that nobody could print',
      'printer_missing',
      { settings: { ...aCatalogue().settings, receiptBackupPrinterId: 'x' } },
    ],
    ['reports for no printer', 'printer_missing', { settings: { ...aCatalogue().settings, reportPrinterId: 'x' } }],
    [
      'a zone that is not in the world',
      'time_zone_unknown',
      { settings: { ...aCatalogue().settings, timeZone: 'Mars/Olympus' } },
    ],
    [
      'a station that should print on nothing',
      'printer_needed',
      {
        stations: [
          {
            id: 'grill',
            name: 'Grill',
            position: 0,
            paper: 'always',
            printerId: null,
            backupPrinterId: null,
            warnSeconds: 300,
            lateSeconds: 600,
          },
        ],
      },
    ],
    [
      'a station called like a board',
      'reserved_key',
      {
        items: [],
        stations: [
          {
            id: 'expo',
            name: 'Pass',
            position: 0,
            paper: 'never',
            printerId: null,
            backupPrinterId: null,
            warnSeconds: 300,
            lateSeconds: 600,
          },
        ],
      },
    ],
  ];
  for (const [what, code, more] of cases) {
    test(what, () => {
      expect(codes(more)).toEqual([code]);
    });
  }

  test('choices that open one another in a circle, said of each group in it', () => {
    const opens = (id: string, next: string): ReturnType<typeof aModifierGroup> =>
      aModifierGroup({ id, modifiers: [aModifier({ id: `${id}-choice`, modifierGroupIds: [next] })] });
    const problems = validateCatalogue(
      aCatalogue({ roles: [owner], modifierGroups: [opens('a', 'b'), opens('b', 'c'), opens('c', 'b')] }),
    );
    expect(problems.map((problem) => [problem.id, problem.code])).toEqual([
      ['b', 'nested_in_itself'],
      ['c', 'nested_in_itself'],
    ]);
    expect(problems[0]?.sentence).toBe('b opens itself again: b > c > b.');
  });

  test('choices nested deeper than a line can hold', () => {
    const chain = Array.from({ length: 8 }, (_, depth) =>
      aModifierGroup({
        id: `g${depth}`,
        modifiers: [aModifier({ id: 'm', modifierGroupIds: depth < 7 ? [`g${depth + 1}`] : [] })],
      }),
    );
    const deep = validateCatalogue(aCatalogue({ roles: [owner], modifierGroups: chain }));
    expect(deep.map((problem) => [problem.id, problem.code])).toEqual([
      ['g0', 'nested_too_deep'],
      ['g1', 'nested_too_deep'],
    ]);
  });
});

describe('editing the menu', () => {
  const entries = demoCatalogueEntries();

  test('a category cannot be deleted while dishes are in it, and staff are told which', () => {
    const problems = validateEdits(entries, [{ entity: 'category', id: 'desserts', payload: null }]);
    expect(problems.map((problem) => problem.sentence)).toContain(
      'Tiramisù is in the category "desserts", which does not exist.',
    );
    expect(problems).toHaveLength(4);
  });

  test('a category and its dishes can be deleted together', () => {
    const ids = entries
      .filter((entry) => entry.entity === 'item' && entry.payload?.['categoryId'] === 'desserts')
      .map((entry) => entry.id);
    const edits = [
      { entity: 'category', id: 'desserts', payload: null },
      ...ids.map((id) => ({ entity: 'item', id, payload: null })),
    ];
    expect(validateEdits(entries, edits)).toEqual([]);
  });

  test('an edit that its schema refuses says so in a sentence', () => {
    const problems = validateEdits(entries, [{ entity: 'item', id: 'fries', payload: { id: 'fries', name: '' } }]);
    expect(problems).toMatchObject([{ entity: 'item', id: 'fries', code: 'not_valid' }]);
    expect(validateEdits(entries, [{ entity: 'unicorn', id: 'x', payload: {} }])).toMatchObject([
      { code: 'not_valid' },
    ]);
  });

  test('what was wrong before does not stop another edit', () => {
    const broken = [
      ...entries,
      anEntry('item', anItem({ id: 'ghost', categoryId: 'nowhere', taxCategoryId: 'prepared-food', stationIds: [] })),
    ];
    const priced = { ...entries.find((entry) => entry.id === 'fries')?.payload, name: 'Best fries' };
    expect(validateEdits(broken, [{ entity: 'item', id: 'fries', payload: priced }])).toEqual([]);
  });

  test('the last person in charge cannot be sent away', () => {
    const edits = ['priya', 'gianni'].map((id) => ({ entity: 'staff', id, payload: null }));
    expect(validateEdits(entries, edits.slice(0, 1))).toEqual([]);
    expect(validateEdits(entries, edits)).toMatchObject([{ code: 'nobody_in_charge' }]);
  });
});
