import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { aModifier, aModifierGroup, anIndex, anItem, aTax } from '../../testing/builders.ts';
import { demoCatalogue } from '../../testing/demo-restaurant.ts';
import { SoldModifier } from '../order/line.ts';
import type { ModifierGroup } from './catalogue.ts';
import { indexCatalogue } from './catalogue-index.ts';
import {
  chooseModifiers,
  defaultChoices,
  hasSheet,
  type ModifierOutcome,
  type ModifierSituation,
  type ModifierWish,
  needsSheet,
} from './modifiers.ts';

const wish = (groupId: string, modifierId: string, quantity = 1, choices: ModifierWish[] = []): ModifierWish => ({
  groupId,
  modifierId,
  quantity,
  choices,
});
const situation: ModifierSituation = { priceLevelId: null, orderTypeId: 'dine-in', businessDate: '2026-11-24' };

function choose(
  groups: ModifierGroup[],
  wishes: ModifierWish[],
  more: Partial<ModifierSituation> = {},
): ModifierOutcome {
  const index = anIndex({
    modifierGroups: groups,
    taxes: [aTax(), aTax({ id: 'alcohol-tax', rate: '0.2', taxCategoryIds: ['alcohol'] })],
  });
  const item = anItem({ modifierGroupIds: groups.filter((group) => group.position === 0).map((group) => group.id) });
  return chooseModifiers(index, item, wishes, { ...situation, ...more });
}

/** `2x cheese 1.50` lines, indented by depth, as a receipt would read. */
function read(outcome: ModifierOutcome): string[] {
  if (!outcome.ok) return [`${outcome.problem} ${outcome.groupId} ${outcome.chosen}/${outcome.limit}`];
  return outcome.modifiers.map(
    ({ quantity, modifierId, unitPriceMinor, depth }) =>
      `${'-'.repeat(depth)}${quantity}x ${modifierId} ${unitPriceMinor}`,
  );
}

const temperature = aModifierGroup({
  id: 'temperature',
  minimum: 1,
  maximum: 1,
  modifiers: [aModifier({ id: 'rare' }), aModifier({ id: 'medium' })],
});
const toppings = aModifierGroup({
  id: 'toppings',
  maximum: 3,
  maximumEach: 2,
  modifiers: [
    aModifier({ id: 'cheese', priceMinor: 150 }),
    aModifier({ id: 'bacon', priceMinor: 250 }),
    aModifier({ id: 'no-bun', priceMinor: -50 }),
  ],
});

describe('what a guest may choose', () => {
  test('a temperature has to be chosen, and only one', () => {
    expect(read(choose([temperature], []))).toEqual(['modifier_required temperature 0/1']);
    expect(read(choose([temperature], [wish('temperature', 'rare')]))).toEqual(['1x rare 0']);
    expect(read(choose([temperature], [wish('temperature', 'rare'), wish('temperature', 'medium')]))).toEqual([
      'too_many_modifiers temperature 2/1',
    ]);
    expect(read(choose([temperature], [wish('temperature', 'rare', 2)]))).toEqual([
      'too_many_modifiers temperature 2/1',
    ]);
  });

  test('a group names itself for the sentence that staff will read', () => {
    expect(choose([{ ...temperature, name: 'Temperature' }], [])).toMatchObject({
      ok: false,
      groupName: 'Temperature',
      modifierId: null,
    });
  });

  test('at most two of each topping and three in all', () => {
    expect(read(choose([toppings], [wish('toppings', 'bacon', 3)]))).toEqual(['too_many_of_one_modifier toppings 3/2']);
    expect(read(choose([toppings], [wish('toppings', 'bacon', 2), wish('toppings', 'cheese', 2)]))).toEqual([
      'too_many_modifiers toppings 4/3',
    ]);
    expect(read(choose([toppings], [wish('toppings', 'bacon'), wish('toppings', 'bacon', 2)]))).toEqual([
      'too_many_of_one_modifier toppings 3/2',
    ]);
  });

  test('the same choice reads the same whatever was tapped first', () => {
    const expected = ['1x rare 0', '2x cheese 150', '1x bacon 250'];
    expect(
      read(
        choose(
          [temperature, toppings],
          [wish('toppings', 'bacon'), wish('toppings', 'cheese', 2), wish('temperature', 'rare')],
        ),
      ),
    ).toEqual(expected);
    expect(
      read(
        choose(
          [temperature, toppings],
          [
            wish('toppings', 'cheese'),
            wish('temperature', 'rare'),
            wish('toppings', 'bacon'),
            wish('toppings', 'cheese'),
          ],
        ),
      ),
    ).toEqual(expected);
  });

  test('what is not on the menu, taken off it, or of another dish is refused', () => {
    expect(read(choose([toppings], [wish('toppings', 'truffle')]))).toEqual(['unknown_modifier toppings 0/0']);
    expect(read(choose([toppings], [wish('dressing', 'ranch')]))).toEqual(['unknown_modifier_group dressing 0/0']);
    const noBacon = {
      ...toppings,
      modifiers: toppings.modifiers.map((modifier) => ({ ...modifier, sold: modifier.id !== 'bacon' })),
    };
    expect(read(choose([noBacon], [wish('toppings', 'bacon')]))).toEqual(['modifier_not_sold toppings 0/0']);
  });

  test('a group that was deleted asks for nothing, and choosing from it is refused', () => {
    const index = anIndex();
    const item = anItem({ modifierGroupIds: ['gone'] });
    expect(chooseModifiers(index, item, [], situation)).toEqual({ ok: true, modifiers: [] });
    expect(chooseModifiers(index, item, [wish('gone', 'x')], situation)).toMatchObject({
      ok: false,
      problem: 'unknown_modifier_group',
    });
  });
});

describe('free choices', () => {
  const dips = aModifierGroup({
    id: 'dips',
    freeCount: 2,
    modifiers: [
      aModifier({ id: 'aioli', priceMinor: 75 }),
      aModifier({ id: 'blue', priceMinor: 100 }),
      aModifier({ id: 'ketchup' }),
      aModifier({ id: 'less', priceMinor: -25 }),
    ],
  });

  test('the first two are free in the order in which they were chosen', () => {
    expect(read(choose([dips], [wish('dips', 'blue'), wish('dips', 'aioli', 2)]))).toEqual([
      '1x aioli 0',
      '1x aioli 75',
      '1x blue 0',
    ]);
    expect(read(choose([dips], [wish('dips', 'aioli', 2), wish('dips', 'blue')]))).toEqual([
      '2x aioli 0',
      '1x blue 100',
    ]);
  });

  test('what costs nothing anyway uses no free place', () => {
    expect(read(choose([dips], [wish('dips', 'ketchup', 5), wish('dips', 'blue', 2)]))).toEqual([
      '2x blue 0',
      '5x ketchup 0',
    ]);
  });

  test('what lowers the price keeps lowering it', () => {
    expect(read(choose([dips], [wish('dips', 'less')]))).toEqual(['1x less -25']);
  });
});

describe('choices that open choices', () => {
  const dressing = aModifierGroup({
    id: 'dressing',
    position: 1,
    minimum: 1,
    maximum: 1,
    modifiers: [aModifier({ id: 'ranch' }), aModifier({ id: 'truffle', priceMinor: 200 })],
  });
  const side = aModifierGroup({
    id: 'side',
    minimum: 1,
    maximum: 2,
    modifiers: [
      aModifier({ id: 'fries' }),
      aModifier({ id: 'salad', priceMinor: 175, modifierGroupIds: ['dressing'] }),
    ],
  });

  test('a side salad asks for its dressing, fries do not', () => {
    expect(read(choose([side, dressing], [wish('side', 'salad')]))).toEqual(['modifier_required dressing 0/1']);
    expect(read(choose([side, dressing], [wish('side', 'fries')]))).toEqual(['1x fries 0']);
    expect(read(choose([side, dressing], [wish('side', 'salad', 1, [wish('dressing', 'truffle')])]))).toEqual([
      '1x salad 175',
      '-1x truffle 200',
    ]);
  });

  test('two salads may have two dressings, each under its own', () => {
    const wishes = [
      wish('side', 'salad', 1, [wish('dressing', 'ranch')]),
      wish('side', 'salad', 1, [wish('dressing', 'truffle')]),
    ];
    expect(read(choose([{ ...side, maximumEach: 2 }, dressing], wishes))).toEqual([
      '1x salad 175',
      '-1x ranch 0',
      '1x salad 175',
      '-1x truffle 200',
    ]);
    expect(read(choose([{ ...side, maximumEach: 1 }, dressing], wishes))).toEqual([
      'too_many_of_one_modifier side 2/1',
    ]);
  });

  test('choices under a choice that opens none are refused', () => {
    expect(read(choose([side, dressing], [wish('side', 'fries', 1, [wish('dressing', 'ranch')])]))).toEqual([
      'unknown_modifier_group dressing 0/0',
    ]);
  });

  test('a menu that opens itself for ever ends at the depth that a line can hold', () => {
    const loop = aModifierGroup({ id: 'loop', modifiers: [aModifier({ id: 'again', modifierGroupIds: ['loop'] })] });
    let wishes: ModifierWish[] = [];
    for (let depth = 0; depth < 7; depth += 1) wishes = [wish('loop', 'again', 1, wishes)];
    expect(read(choose([loop], wishes))).toEqual(['modifiers_too_deep loop 6/5']);
  });
});

describe('prices and taxes of modifiers', () => {
  test('a modifier sells at the price level of its line', () => {
    const group = aModifierGroup({
      id: 'toppings',
      modifiers: [aModifier({ id: 'cheese', priceMinor: 150, levelPrices: { delivery: 200 } })],
    });
    expect(read(choose([group], [wish('toppings', 'cheese')], { priceLevelId: 'delivery' }))).toEqual([
      '1x cheese 200',
    ]);
  });

  test('a shot of grappa is taxed as alcohol, cheese with the burger', () => {
    const group = aModifierGroup({
      id: 'toppings',
      modifiers: [
        aModifier({ id: 'cheese' }),
        aModifier({ id: 'same', taxCategoryId: 'food' }),
        aModifier({ id: 'grappa', taxCategoryId: 'alcohol' }),
      ],
    });
    const outcome = choose([group], [wish('toppings', 'cheese'), wish('toppings', 'same'), wish('toppings', 'grappa')]);
    expect(outcome.ok && outcome.modifiers.map((modifier) => modifier.taxes?.map((tax) => tax.taxId) ?? null)).toEqual([
      null,
      null,
      ['alcohol-tax'],
    ]);
  });
});

describe('the modifier sheet', () => {
  const index = indexCatalogue(demoCatalogue());
  const item = (id: string): ReturnType<typeof anItem> => index.items.get(id) ?? anItem({ id: 'missing' });

  test('opens by itself only where something has to be asked', () => {
    expect(needsSheet(index, item('classic-burger'))).toBe(true);
    expect(needsSheet(index, item('hawaiian'))).toBe(false);
    expect(needsSheet(index, item('caprese'))).toBe(false);
    expect(needsSheet(index, item('cappuccino'))).toBe(false);
    expect(needsSheet(index, item('gelato'))).toBe(true);
  });

  test('can be asked for where there is anything to choose', () => {
    expect(hasSheet(index, item('hawaiian'))).toBe(true);
    expect(hasSheet(index, item('caprese'))).toBe(false);
  });

  test('opens with the defaults chosen', () => {
    expect(defaultChoices(index, item('classic-burger'))).toEqual([wish('burger-side', 'side-fries')]);
    expect(defaultChoices(index, item('cappuccino'))).toEqual([wish('milk', 'whole-milk')]);
  });

  test('defaults of what a default opens are chosen too, and what is not sold is not', () => {
    const nested = anIndex({
      modifierGroups: [
        aModifierGroup({
          id: 'side',
          modifiers: [
            aModifier({ id: 'fries', defaultQuantity: 1, modifierGroupIds: ['dips'] }),
            aModifier({ id: 'gone', defaultQuantity: 1, sold: false }),
          ],
        }),
        aModifierGroup({ id: 'dips', modifiers: [aModifier({ id: 'ketchup', defaultQuantity: 2 })] }),
      ],
    });
    expect(defaultChoices(nested, anItem({ modifierGroupIds: ['side'] }))).toEqual([
      wish('side', 'fries', 1, [wish('dips', 'ketchup', 2)]),
    ]);
  });

  test('a menu that opens itself for ever still has an end to its defaults', () => {
    const loop = anIndex({
      modifierGroups: [
        aModifierGroup({
          id: 'loop',
          modifiers: [aModifier({ id: 'again', defaultQuantity: 1, modifierGroupIds: ['loop'] })],
        }),
      ],
    });
    expect(() => needsSheet(loop, anItem({ modifierGroupIds: ['loop'] }))).not.toThrow();
  });

  const ids = index.catalogue.items.filter((entry) => hasSheet(index, entry)).map((entry) => entry.id);
  property.prop([fc.constantFrom(...ids), fc.infiniteStream(fc.nat(1000))], { numRuns: 300 })(
    'whatever is tapped, an accepted choice keeps to the menu',
    (id, taps) => {
      const dish = item(id);
      const tap = (most: number): number => (taps.next().value ?? 0) % most;
      const tapGroups = (groupIds: readonly string[], depth: number): ModifierWish[] =>
        groupIds.flatMap((groupId) => {
          const group = index.modifierGroups.get(groupId);
          if (group === undefined) return [];
          return Array.from({ length: tap(3) }, () => {
            const modifier = group.modifiers[tap(group.modifiers.length)] ?? group.modifiers[0];
            return wish(
              groupId,
              modifier?.id ?? '',
              1 + tap(2),
              depth < 3 ? tapGroups(modifier?.modifierGroupIds ?? [], depth + 1) : [],
            );
          });
        });
      const wishes = tapGroups(dish.modifierGroupIds, 0);
      const outcome = chooseModifiers(index, dish, wishes, situation);
      if (!outcome.ok) {
        expect(outcome.groupName.length).toBeGreaterThan(0);
        return;
      }
      for (const modifier of outcome.modifiers) expect(SoldModifier.safeParse(modifier).success).toBe(true);
      for (const groupId of dish.modifierGroupIds) {
        const group = index.modifierGroups.get(groupId);
        const chosen = outcome.modifiers
          .filter((modifier) => modifier.depth === 0 && modifier.groupId === groupId)
          .reduce((sum, modifier) => sum + modifier.quantity, 0);
        expect(chosen).toBeGreaterThanOrEqual(group?.minimum ?? 0);
        expect(chosen).toBeLessThanOrEqual(group?.maximum ?? Number.POSITIVE_INFINITY);
      }
    },
  );
});
