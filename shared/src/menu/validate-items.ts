import type { Item } from './catalogue.ts';
import type { CatalogueIndex } from './catalogue-index.ts';
import type { CatalogueProblem } from './catalogue-problem.ts';
import { repeated } from './validate-parts.ts';

export function itemProblems(index: CatalogueIndex): CatalogueProblem[] {
  const owners = new Map<string, string>();
  return index.catalogue.items.flatMap((item) => [...problemsOf(index, item), ...barcodeProblems(owners, item)]);
}

/** A scanned code must mean one thing. @param owners which item has which code, of those seen so far */
function barcodeProblems(owners: Map<string, string>, { id, name, barcodes = [] }: Item): CatalogueProblem[] {
  return barcodes.flatMap((code) => {
    const owner = owners.get(code);
    owners.set(code, name);
    if (owner === undefined) return [];
    const sentence = `The barcode ${code} of ${name} is already on ${owner}.`;
    return [{ entity: 'item', id, code: 'barcode_twice', sentence }];
  });
}

function problemsOf(index: CatalogueIndex, item: Item): CatalogueProblem[] {
  const found: CatalogueProblem[] = [];
  const say = (code: string, sentence: string): void =>
    void found.push({ entity: 'item', id: item.id, code, sentence });
  const { name } = item;

  if (!index.categories.has(item.categoryId))
    say('category_missing', `${name} is in the category "${item.categoryId}", which does not exist.`);
  if (!index.taxCategories.has(item.taxCategoryId)) {
    say('tax_category_missing', `${name} is taxed as "${item.taxCategoryId}", which does not exist.`);
  }
  for (const id of item.modifierGroupIds) {
    if (!index.modifierGroups.has(id))
      say('modifier_group_missing', `${name} asks for the choices "${id}", which do not exist.`);
  }
  for (const id of repeated(item.modifierGroupIds))
    say('modifier_group_twice', `${name} asks for the choices "${id}" twice.`);
  for (const id of item.stationIds) {
    if (!index.stations.has(id))
      say('station_missing', `${name} is made at the station "${id}", which does not exist.`);
  }
  for (const id of item.daypartIds) {
    if (!index.dayparts.has(id)) say('daypart_missing', `${name} is sold during "${id}", which does not exist.`);
  }
  for (const id of repeated(item.variants.map((variant) => variant.id))) {
    say('variant_twice', `${name} has two sizes with the key "${id}".`);
  }
  for (const variantName of repeated(item.variants.map((variant) => variant.name.toLowerCase()))) {
    say('variant_name_twice', `${name} has two sizes called "${variantName}".`);
  }
  const levels = new Set(item.variants.flatMap((variant) => Object.keys(variant.levelPrices)));
  for (const id of levels) {
    if (!index.priceLevels.has(id))
      say('price_level_missing', `${name} has a price for "${id}", which does not exist.`);
  }
  return found;
}
