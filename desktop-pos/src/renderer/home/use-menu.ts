import { daypartsOn, isItemOffered } from '@auraconnect/shared/menu/daypart.ts';
import type { Item } from '@auraconnect/shared/menu/catalogue.ts';
import { hasSheet, needsSheet } from '@auraconnect/shared/menu/modifiers.ts';
import { priceLevelAt } from '@auraconnect/shared/menu/price-level.ts';
import { variantPriceMinor } from '@auraconnect/shared/menu/prices.ts';
import { createMenuSearch, type MenuSearch } from '@auraconnect/shared/menu/search.ts';
import { useFromNow } from '@auraconnect/shared/ui/use-now.ts';
import { useMemo } from 'react';
import { useIndex } from '../desk/use-store.ts';

export interface Menu {
  priceLevelId: string | null;
  /** On the menu at this hour. */
  isOffered(item: Item): boolean;
  search: MenuSearch;
  /** The lowest price of an item now, and whether there are dearer sizes. */
  priceOf(item: Item): { fromMinor: number; more: boolean };
  /** A tap has to ask something first: a size, or a required choice without a default. */
  asks(item: Item): boolean;
  /** There is anything to choose at all. */
  canAsk(item: Item): boolean;
}

/** The menu as it is sold this minute to this kind of order. */
export function useMenu(orderTypeId: string): Menu {
  const index = useIndex();
  const minuteMs = useFromNow((nowMs) => Math.floor(nowMs / 60_000) * 60_000);
  const search = useMemo(() => createMenuSearch(index), [index]);
  return useMemo(() => {
    const on = daypartsOn(index.catalogue.dayparts, minuteMs, index.settings.timeZone);
    const priceLevelId = priceLevelAt(index, { orderTypeId, instantMs: minuteMs });
    return {
      priceLevelId,
      search,
      isOffered: (item) => isItemOffered(item, on),
      priceOf: (item) => {
        const prices = item.variants.map((variant) => variantPriceMinor(variant, priceLevelId));
        const fromMinor = Math.min(...prices);
        return { fromMinor, more: prices.some((price) => price !== fromMinor) };
      },
      asks: (item) => item.variants.length > 1 || needsSheet(index, item),
      canAsk: (item) => item.variants.length > 1 || hasSheet(index, item),
    };
  }, [index, minuteMs, orderTypeId, search]);
}
