import { applyTaxes } from '../tax/apply-taxes.ts';
import type { AppliedTax } from '../tax/tax.ts';
import type { Item, Modifier, ModifierGroup } from './catalogue.ts';
import type { CatalogueIndex } from './catalogue-index.ts';
import { modifierPriceMinor } from './prices.ts';

/** A wish: which modifier of which group, how many, and what in the groups that it opens. `ModifierChoice` satisfies it. */
export interface ModifierWish {
  groupId: string;
  modifierId: string;
  quantity: number;
  choices: readonly ModifierWish[];
}

/** A modifier as it will be sold, in the shape of `SoldModifier`. */
export interface ChosenModifier {
  groupId: string;
  modifierId: string;
  name: string;
  kitchenName: string | null;
  quantity: number;
  depth: number;
  unitPriceMinor: number;
  taxes: AppliedTax[] | null;
}

/** Under which prices and taxes the item is being sold. */
export interface ModifierSituation {
  priceLevelId: string | null;
  orderTypeId: string;
  businessDate: string;
}

export type ModifierProblemCode =
  /** The group is not one that this item (or the modifier above) opens. */
  | 'unknown_modifier_group'
  | 'unknown_modifier'
  /** Taken off the menu. */
  | 'modifier_not_sold'
  | 'modifier_required'
  | 'too_many_modifiers'
  | 'too_many_of_one_modifier'
  | 'modifiers_too_deep';

export interface ModifierProblem {
  ok: false;
  problem: ModifierProblemCode;
  groupId: string;
  groupName: string;
  modifierId: string | null;
  /** How many were chosen and how many the menu wants or allows; equal when the problem is not one of counting. */
  chosen: number;
  limit: number;
}

export type ModifierOutcome = { ok: true; modifiers: ChosenModifier[] } | ModifierProblem;

/** `SoldModifier.depth` goes to 5; a menu that nests deeper is refused when it is edited. */
export const deepestModifier = 5;

/**
 * Checks a guest's wishes against the menu and prices them. Every group that the item opens is checked, and so is every
 * group that a chosen modifier opens, once per modifier whatever its quantity; a nested quantity counts in total, not per
 * modifier above it. Plain wishes for the same modifier are one wish.
 *
 * Of a group with free choices the first `freeCount` are free in the order in which they were chosen; only what costs
 * something uses a free place, and what lowers the price keeps doing so. When some of one modifier are free and some are
 * not, they come as two entries. The answer is in the menu's order, so that the same choice always reads the same.
 */
export function chooseModifiers(
  index: CatalogueIndex,
  item: Item,
  wishes: readonly ModifierWish[],
  situation: ModifierSituation,
): ModifierOutcome {
  return chooseIn(index, item, item.modifierGroupIds, wishes, situation, 0);
}

function chooseIn(
  index: CatalogueIndex,
  item: Item,
  groupIds: readonly string[],
  wishes: readonly ModifierWish[],
  situation: ModifierSituation,
  depth: number,
): ModifierOutcome {
  const stray = wishes.find((wish) => !groupIds.includes(wish.groupId));
  if (stray !== undefined) return problem('unknown_modifier_group', stray.groupId, stray.groupId, stray.modifierId);
  const modifiers: ChosenModifier[] = [];
  for (const groupId of groupIds) {
    const group = index.modifierGroups.get(groupId);
    // A group that was deleted while items still name it asks for nothing; wishing for it is the fault.
    const ofGroup = wishes.filter((wish) => wish.groupId === groupId);
    if (group === undefined) {
      const first = ofGroup[0];
      if (first === undefined) continue;
      return problem('unknown_modifier_group', groupId, groupId, first.modifierId);
    }
    const outcome = chooseFrom(index, item, group, ofGroup, situation, depth);
    if (!outcome.ok) return outcome;
    modifiers.push(...outcome.modifiers);
  }
  return { ok: true, modifiers };
}

function chooseFrom(
  index: CatalogueIndex,
  item: Item,
  group: ModifierGroup,
  wishes: readonly ModifierWish[],
  situation: ModifierSituation,
  depth: number,
): ModifierOutcome {
  const miscount = countProblem(group, wishes, depth);
  if (miscount !== null) return miscount;
  let freeLeft = group.freeCount;
  const chosen: { place: number; sold: ChosenModifier[] }[] = [];
  for (const wish of joinAlike(wishes)) {
    const place = group.modifiers.findIndex((modifier) => modifier.id === wish.modifierId);
    const modifier = group.modifiers[place];
    if (modifier === undefined) return problem('unknown_modifier', group.id, group.name, wish.modifierId);
    if (!modifier.sold) return problem('modifier_not_sold', group.id, group.name, modifier.id);
    const nested = chooseIn(index, item, modifier.modifierGroupIds, wish.choices, situation, depth + 1);
    if (!nested.ok) return nested;

    const priceMinor = modifierPriceMinor(modifier, situation.priceLevelId);
    const free = priceMinor > 0 ? Math.min(freeLeft, wish.quantity) : 0;
    freeLeft -= free;
    const sold = { ...soldAs(index, item, group, modifier, situation), depth };
    const own: ChosenModifier[] = [];
    if (free > 0) own.push({ ...sold, quantity: free, unitPriceMinor: 0 });
    if (free < wish.quantity) own.push({ ...sold, quantity: wish.quantity - free, unitPriceMinor: priceMinor });
    chosen.push({ place, sold: [...own, ...nested.modifiers] });
  }
  chosen.sort((a, b) => a.place - b.place);
  return { ok: true, modifiers: chosen.flatMap((entry) => entry.sold) };
}

function countProblem(group: ModifierGroup, wishes: readonly ModifierWish[], depth: number): ModifierProblem | null {
  if (wishes.length > 0 && depth > deepestModifier) {
    return problem('modifiers_too_deep', group.id, group.name, wishes[0]?.modifierId ?? null, depth, deepestModifier);
  }
  const perModifier = new Map<string, number>();
  let chosen = 0;
  for (const { modifierId, quantity } of wishes) {
    chosen += quantity;
    perModifier.set(modifierId, (perModifier.get(modifierId) ?? 0) + quantity);
  }
  if (chosen < group.minimum) return problem('modifier_required', group.id, group.name, null, chosen, group.minimum);
  if (group.maximum !== null && chosen > group.maximum) {
    return problem('too_many_modifiers', group.id, group.name, null, chosen, group.maximum);
  }
  for (const [modifierId, quantity] of perModifier) {
    if (quantity > group.maximumEach) {
      return problem('too_many_of_one_modifier', group.id, group.name, modifierId, quantity, group.maximumEach);
    }
  }
  return null;
}

function soldAs(
  index: CatalogueIndex,
  item: Item,
  group: ModifierGroup,
  modifier: Modifier,
  { orderTypeId, businessDate }: ModifierSituation,
): Pick<ChosenModifier, 'groupId' | 'modifierId' | 'name' | 'kitchenName' | 'taxes'> {
  const { taxCategoryId } = modifier;
  const ownTaxes = taxCategoryId !== null && taxCategoryId !== item.taxCategoryId;
  return {
    groupId: group.id,
    modifierId: modifier.id,
    name: modifier.name,
    kitchenName: modifier.kitchenName,
    taxes: ownTaxes ? applyTaxes(index.taxes, { taxCategoryId, orderTypeId, businessDate }) : null,
  };
}

/** Wishes for the same modifier with nothing chosen under them become one, at the place of the first. */
function joinAlike(wishes: readonly ModifierWish[]): ModifierWish[] {
  const joined = new Map<string, ModifierWish>();
  wishes.forEach((wish, index) => {
    const key = wish.choices.length === 0 ? wish.modifierId : `${index} ${wish.modifierId}`;
    const known = joined.get(key);
    joined.set(key, known === undefined ? wish : { ...known, quantity: known.quantity + wish.quantity });
  });
  return [...joined.values()];
}

function problem(
  code: ModifierProblemCode,
  groupId: string,
  groupName: string,
  modifierId: string | null,
  chosen = 0,
  limit = 0,
): ModifierProblem {
  return { ok: false, problem: code, groupId, groupName, modifierId, chosen, limit };
}

/** A wish with room for changes, as a sheet edits it and a command carries it (`ModifierChoice`). */
export interface DefaultChoice {
  groupId: string;
  modifierId: string;
  quantity: number;
  choices: DefaultChoice[];
}

/** What is chosen when the sheet opens: every sold modifier with a default quantity, and the defaults of what it opens. */
export function defaultChoices(index: CatalogueIndex, item: Item): DefaultChoice[] {
  return defaultsOf(index, item.modifierGroupIds, 0);
}

function defaultsOf(index: CatalogueIndex, groupIds: readonly string[], depth: number): DefaultChoice[] {
  if (depth > deepestModifier) return [];
  return groupIds.flatMap((groupId) =>
    (index.modifierGroups.get(groupId)?.modifiers ?? [])
      .filter((modifier) => modifier.sold && modifier.defaultQuantity > 0)
      .map((modifier) => ({
        groupId,
        modifierId: modifier.id,
        quantity: modifier.defaultQuantity,
        choices: defaultsOf(index, modifier.modifierGroupIds, depth + 1),
      })),
  );
}

/** Whether a tap on the item has to open the modifier sheet: something is required that the defaults do not answer. */
export function needsSheet(index: CatalogueIndex, item: Item): boolean {
  const situation = { priceLevelId: null, orderTypeId: '', businessDate: '0001-01-01' };
  return !chooseModifiers(index, item, defaultChoices(index, item), situation).ok;
}

/** Whether there is anything to choose at all: the sheet can be asked for. */
export function hasSheet(index: CatalogueIndex, item: Item): boolean {
  return item.modifierGroupIds.some(
    (groupId) => index.modifierGroups.get(groupId)?.modifiers.some((modifier) => modifier.sold) === true,
  );
}
