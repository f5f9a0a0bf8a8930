import type { ModifierGroup } from './catalogue.ts';
import type { CatalogueIndex } from './catalogue-index.ts';
import { deepestModifier } from './modifiers.ts';
import type { CatalogueProblem } from './catalogue-problem.ts';
import { repeated } from './validate-parts.ts';

export function groupProblems(index: CatalogueIndex): CatalogueProblem[] {
  return index.catalogue.modifierGroups.flatMap((group) => [
    ...problemsOf(index, group),
    ...nestingProblems(index, group),
  ]);
}

function problemsOf(index: CatalogueIndex, group: ModifierGroup): CatalogueProblem[] {
  const found: CatalogueProblem[] = [];
  const say = (code: string, sentence: string): void =>
    void found.push({ entity: 'modifier-group', id: group.id, code, sentence });
  const { name, minimum, maximum, maximumEach, modifiers } = group;
  const sold = modifiers.filter((modifier) => modifier.sold);

  if (maximum !== null && minimum > maximum)
    say('minimum_above_maximum', `${name} asks for at least ${minimum} but allows at most ${maximum}.`);
  if (minimum > sold.length * maximumEach) {
    say(
      'minimum_out_of_reach',
      `${name} asks for at least ${minimum}, but only ${sold.length * maximumEach} can be chosen.`,
    );
  }
  const defaults = sold.reduce((sum, modifier) => sum + modifier.defaultQuantity, 0);
  if (maximum !== null && defaults > maximum) {
    say('defaults_above_maximum', `${name} starts with ${defaults} chosen but allows at most ${maximum}.`);
  }
  for (const id of repeated(modifiers.map((modifier) => modifier.id)))
    say('modifier_twice', `${name} has two choices with the key "${id}".`);
  for (const modifier of modifiers) {
    if (modifier.defaultQuantity > maximumEach) {
      say(
        'default_above_maximum',
        `${name} starts with ${modifier.defaultQuantity} of ${modifier.name} but allows ${maximumEach} of each.`,
      );
    }
    if (modifier.taxCategoryId !== null && !index.taxCategories.has(modifier.taxCategoryId)) {
      say(
        'tax_category_missing',
        `${modifier.name} in ${name} is taxed as "${modifier.taxCategoryId}", which does not exist.`,
      );
    }
    for (const id of modifier.modifierGroupIds) {
      if (!index.modifierGroups.has(id)) {
        say('modifier_group_missing', `${modifier.name} in ${name} opens the choices "${id}", which do not exist.`);
      }
    }
    for (const id of Object.keys(modifier.levelPrices)) {
      if (!index.priceLevels.has(id))
        say('price_level_missing', `${modifier.name} in ${name} has a price for "${id}", which does not exist.`);
    }
  }
  return found;
}

/** Groups that open one another in a circle, or more levels than a line can hold. Said of the group where the walk begins. */
function nestingProblems(index: CatalogueIndex, start: ModifierGroup): CatalogueProblem[] {
  const problem = (code: string, sentence: string): CatalogueProblem[] => [
    { entity: 'modifier-group', id: start.id, code, sentence },
  ];
  const walk = (group: ModifierGroup, path: readonly string[]): CatalogueProblem[] => {
    if (path.includes(group.id)) {
      // A circle further down is said of the groups that are in it.
      return group.id === start.id
        ? problem('nested_in_itself', `${start.name} opens itself again: ${[...path, group.id].join(' > ')}.`)
        : [];
    }
    if (path.length > deepestModifier)
      return problem('nested_too_deep', `${start.name} opens choices more than ${deepestModifier} levels deep.`);
    for (const modifier of group.modifiers) {
      for (const id of modifier.modifierGroupIds) {
        const next = index.modifierGroups.get(id);
        const found = next === undefined ? [] : walk(next, [...path, group.id]);
        if (found.length > 0) return found;
      }
    }
    return [];
  };
  return walk(start, []);
}
