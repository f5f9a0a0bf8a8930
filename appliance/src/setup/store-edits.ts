import type { Item } from '@auraconnect/shared/menu/catalogue.ts';
import type { OwnPrice, StoreEditsAnswer } from '@auraconnect/shared/protocol/store-api.ts';
import type { StoreView } from '../store/core.ts';

/** What the store changed of what the cloud owns. Before it is claimed everything is its own, and there is nothing to tell. */
export function storeEdits(view: StoreView): StoreEditsAnswer {
  if (view.claimed === null) return { pending: [], prices: [] };
  return {
    pending: view.pendingEdits().map(({ entity, id, by, at }) => ({ entity, id, by, at })),
    prices: view.catalogue().items.flatMap((item) => ownPrices(view, item)),
  };
}

function ownPrices(view: StoreView, { id, variants }: Item): OwnPrice[] {
  const payload = view.feedEntry('item', id)?.payload as Partial<Item> | null | undefined;
  return variants.flatMap(({ id: variantId, priceMinor }) => {
    const menuPriceMinor = payload?.variants?.find((variant) => variant.id === variantId)?.priceMinor ?? null;
    return menuPriceMinor === priceMinor ? [] : [{ itemId: id, variantId, priceMinor, menuPriceMinor }];
  });
}
