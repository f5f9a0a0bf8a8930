import { indexCatalogue } from '@auraconnect/shared/menu/catalogue-index.ts';
import { chooseModifiers, defaultChoices } from '@auraconnect/shared/menu/modifiers.ts';
import type { ModifierChoice } from '@auraconnect/shared/order/line.ts';
import { demoCatalogue } from '@auraconnect/shared/testing/demo-restaurant.ts';
import { describe, expect, it } from 'vitest';
import { choicesOf, countIn, sameChoices, withQuantity } from './choices.ts';

const index = indexCatalogue(demoCatalogue());
const burger = index.items.get('classic-burger');
const situation = { priceLevelId: null, orderTypeId: 'dine-in', businessDate: '2026-11-24' };

const choice = (groupId: string, modifierId: string, quantity = 1, choices: ModifierChoice[] = []): ModifierChoice => ({
  groupId,
  modifierId,
  quantity,
  choices,
});

function sell(choices: ModifierChoice[]): ModifierChoice[] {
  if (burger === undefined) throw new Error('no burger on the demo menu');
  const outcome = chooseModifiers(index, burger, choices, situation);
  if (!outcome.ok) throw new Error(outcome.problem);
  return choicesOf(outcome.modifiers);
}

describe('a line can be edited and repeated from how it was sold', () => {
  it('gives back nested choices under the modifier that opened them', () => {
    const chosen = [
      choice('temperature', 'rare'),
      choice('burger-side', 'side-fries', 1, [choice('dips', 'ketchup'), choice('dips', 'garlic-aioli')]),
      choice('burger-toppings', 'bacon', 2),
    ];
    expect(sameChoices(sell(chosen), chosen)).toBe(true);
  });

  it('makes one choice again of what was sold partly free', () => {
    const chosen = [
      choice('temperature', 'rare'),
      choice('burger-side', 'side-fries', 1, [choice('dips', 'garlic-aioli', 2)]),
    ];
    const back = sell(chosen);
    expect(back[1]?.choices).toEqual([choice('dips', 'garlic-aioli', 2)]);
  });

  it('knows the same choices in another order, and other choices as other', () => {
    const one = [choice('temperature', 'rare'), choice('burger-side', 'side-fries')];
    expect(sameChoices(one, one.toReversed())).toBe(true);
    expect(sameChoices(one, [choice('temperature', 'medium'), choice('burger-side', 'side-fries')])).toBe(false);
    expect(sameChoices(one, [...one, choice('burger-toppings', 'bacon')])).toBe(false);
  });

  it('counts quantities and takes a modifier out at zero', () => {
    const chosen = [choice('burger-toppings', 'bacon', 2), choice('burger-toppings', 'avocado')];
    expect(countIn(chosen, 'burger-toppings')).toBe(3);
    expect(withQuantity(chosen, choice('burger-toppings', 'bacon'), 0)).toEqual([choice('burger-toppings', 'avocado')]);
    expect(countIn(withQuantity(chosen, choice('burger-toppings', 'fried-egg'), 1), 'burger-toppings')).toBe(4);
  });

  it('has the burger’s side chosen when its sheet opens', () => {
    expect(burger === undefined ? [] : defaultChoices(index, burger)).toEqual([choice('burger-side', 'side-fries')]);
  });
});
