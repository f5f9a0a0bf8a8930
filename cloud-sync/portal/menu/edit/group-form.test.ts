import { expect, it } from 'vitest';
import { ModifierGroup } from '@auraconnect/shared/menu/catalogue.ts';
import { aModifier, aModifierGroup } from '@auraconnect/shared/testing/builders.ts';
import type { Payload } from '../draft/field-changes.ts';
import { emptyModifier, groupFormOf, groupOf } from './group-form.ts';

const writing = { currency: 'USD', locale: 'en-US' };
const toppings = aModifierGroup({
  id: 'toppings',
  name: 'Toppings',
  modifiers: [
    aModifier({ id: 'cheese', name: 'Extra cheese', priceMinor: 125, levelPrices: { 'happy-hour': 100 } }),
    aModifier({ id: 'no-bun', name: 'No bun', priceMinor: -50 }),
  ],
});
const base = toppings as unknown as Payload;
const key = { id: toppings.id, position: toppings.position };

it('the form of choices says what they said when nothing was touched, less-than-nothing prices too', () => {
  expect(groupOf(groupFormOf(toppings, writing), key, base, writing)).toEqual({ payload: base });
});

it('a new choice costs nothing unless somebody typed a price, and gets a key of its own', () => {
  const form = groupFormOf(toppings, writing);
  const result = groupOf(
    { ...form, modifiers: [...form.modifiers, { ...emptyModifier, name: 'Cheese' }] },
    key,
    base,
    writing,
  );
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  const group = ModifierGroup.parse(result.payload);
  expect(group.modifiers.at(-1)).toMatchObject({ id: 'cheese-2', name: 'Cheese', priceMinor: 0, sold: true });
  expect(group.modifiers[0]?.levelPrices).toEqual({ 'happy-hour': 100 });
});

it('a choice needs a name and a price that can be read', () => {
  const form = groupFormOf(toppings, writing);
  const modifiers = [
    { ...emptyModifier, name: ' ' },
    { ...emptyModifier, name: 'Bacon', price: '1.2.3' },
  ];
  expect(groupOf({ ...form, name: '', modifiers }, key, base, writing)).toEqual({
    problems: { name: 'nameMissing', 'modifier 0': 'choiceNameMissing', 'price 1': 'priceWrong' },
  });
});
