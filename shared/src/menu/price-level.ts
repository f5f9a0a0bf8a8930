import type { PriceLevel } from './catalogue.ts';
import type { CatalogueIndex } from './catalogue-index.ts';
import { daypartsOn } from './daypart.ts';

export interface PriceMoment {
  orderTypeId: string;
  instantMs: number;
}

/**
 * Which price level a sale is under by itself, or null for the menu's own prices. A level applies when one of its dayparts is on
 * and the order type is one of its own; an empty list asks for nothing, and a level with both lists empty is one that only a
 * person chooses. When several apply the most particular wins: both conditions, then a daypart, then an order type; after
 * that the first by name.
 */
export function priceLevelAt(index: CatalogueIndex, { orderTypeId, instantMs }: PriceMoment): string | null {
  const levels = index.catalogue.priceLevels;
  if (levels.length === 0) return null;
  const on = daypartsOn(index.catalogue.dayparts, instantMs, index.settings.timeZone);
  let best: PriceLevel | null = null;
  for (const level of levels) {
    if (rank(level) > 0 && applies(level, orderTypeId, on) && (best === null || rank(level) > rank(best))) best = level;
  }
  return best?.id ?? null;
}

const rank = ({ daypartIds, orderTypeIds }: PriceLevel): number =>
  (daypartIds.length > 0 ? 2 : 0) + (orderTypeIds.length > 0 ? 1 : 0);

function applies({ daypartIds, orderTypeIds }: PriceLevel, orderTypeId: string, on: ReadonlySet<string>): boolean {
  return (
    (daypartIds.length === 0 || daypartIds.some((id) => on.has(id))) &&
    (orderTypeIds.length === 0 || orderTypeIds.includes(orderTypeId))
  );
}
