import type { Modifier, ModifierGroup } from '@auraconnect/shared/menu/catalogue.ts';
import type { Payload } from '../draft/field-changes.ts';
import type { FormProblems, MoneyWriting } from './item-form.ts';
import { parsePrice, priceText } from './money-input.ts';
import { newKey } from './new-key.ts';

export interface ModifierForm {
  /** Null: new. */
  id: string | null;
  name: string;
  kitchenName: string;
  /** As typed; empty costs nothing. */
  price: string;
  defaultQuantity: number;
  modifierGroupIds: string[];
  sold: boolean;
}

export type GroupForm = Pick<ModifierGroup, 'name' | 'minimum' | 'maximum' | 'maximumEach' | 'freeCount'> & {
  modifiers: readonly ModifierForm[];
};

export const emptyModifier: ModifierForm = {
  id: null,
  name: '',
  kitchenName: '',
  price: '',
  defaultQuantity: 0,
  modifierGroupIds: [],
  sold: true,
};

export const emptyGroup: GroupForm = {
  name: '',
  minimum: 0,
  maximum: 1,
  maximumEach: 1,
  freeCount: 0,
  modifiers: [emptyModifier],
};

export function groupFormOf(group: ModifierGroup, { currency, locale }: MoneyWriting): GroupForm {
  const { name, minimum, maximum, maximumEach, freeCount } = group;
  return {
    name,
    minimum,
    maximum,
    maximumEach,
    freeCount,
    modifiers: group.modifiers.map((modifier) => ({
      id: modifier.id,
      name: modifier.name,
      kitchenName: modifier.kitchenName ?? '',
      price: modifier.priceMinor === 0 ? '' : priceText(modifier.priceMinor, currency, locale),
      defaultQuantity: modifier.defaultQuantity,
      modifierGroupIds: modifier.modifierGroupIds,
      sold: modifier.sold,
    })),
  };
}

/** The group that a form says, on top of the payload that it came from. Choices may cost less than nothing: "no cheese". */
export function groupOf(
  form: GroupForm,
  key: { id: string; position: number },
  base: Payload | null,
  { currency, locale }: MoneyWriting,
): { payload: Payload } | { problems: FormProblems } {
  const problems: Record<string, string> = {};
  if (form.name.trim() === '') problems['name'] = 'nameMissing';
  const keys = new Set(form.modifiers.flatMap(({ id }) => (id === null ? [] : [id])));
  const modifiers = form.modifiers.map((modifier, place): Modifier => {
    const name = modifier.name.trim();
    if (name === '') problems[`modifier ${place}`] = 'choiceNameMissing';
    const priceMinor = modifier.price.trim() === '' ? 0 : parsePrice(modifier.price, currency, locale);
    if (priceMinor === null) problems[`price ${place}`] = 'priceWrong';
    const id = modifier.id ?? newKey(name, 'choice', keys);
    keys.add(id);
    const kitchenName = modifier.kitchenName.trim();
    const known: Partial<Modifier> = baseModifier(base, id);
    return {
      levelPrices: {},
      taxCategoryId: null,
      ...known,
      id,
      name,
      kitchenName: kitchenName === '' ? null : kitchenName,
      priceMinor: priceMinor ?? 0,
      modifierGroupIds: modifier.modifierGroupIds,
      defaultQuantity: modifier.defaultQuantity,
      sold: modifier.sold,
    };
  });
  if (Object.keys(problems).length > 0) return { problems };
  const { minimum, maximum, maximumEach, freeCount } = form;
  const group: ModifierGroup = { ...key, name: form.name.trim(), minimum, maximum, maximumEach, freeCount, modifiers };
  return { payload: { ...base, ...group } };
}

function baseModifier(base: Payload | null, id: string): Partial<Modifier> {
  const modifiers = base?.['modifiers'];
  const found = Array.isArray(modifiers) ? (modifiers as Modifier[]).find((modifier) => modifier.id === id) : undefined;
  return found ?? {};
}
