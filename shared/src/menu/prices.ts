import type { Item, Modifier, Variant } from './catalogue.ts';

/** The price of a size at a price level; a level that does not name it sells at the menu's price. */
export function variantPriceMinor(variant: Variant, priceLevelId: string | null): number {
  return priceLevelId === null ? variant.priceMinor : (variant.levelPrices[priceLevelId] ?? variant.priceMinor);
}

/** The price of one of a modifier at a price level. */
export function modifierPriceMinor(modifier: Modifier, priceLevelId: string | null): number {
  return priceLevelId === null ? modifier.priceMinor : (modifier.levelPrices[priceLevelId] ?? modifier.priceMinor);
}

export const findVariant = (item: Item, variantId: string): Variant | undefined =>
  item.variants.find((variant) => variant.id === variantId);
