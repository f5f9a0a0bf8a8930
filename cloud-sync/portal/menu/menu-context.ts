import { createContext, useContext } from 'react';
import type { CatalogueIndex } from '@auraconnect/shared/menu/catalogue-index.ts';
import type { CatalogueEntity, CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';
import type { MenuDisagreement, MenuEntry, StorePriceRow } from '@auraconnect/shared/protocol/portal-api.ts';
import type { Draft } from './draft/draft.ts';
import type { Payload } from './draft/field-changes.ts';

/** What every view of the menu works on: the catalogue as the cloud has it, with this owner's draft on top. */
export interface MenuWork {
  storeId: string;
  entries: readonly MenuEntry[];
  /** What the store and the portal changed differently. */
  disagreements: readonly MenuDisagreement[];
  /** Prices that count in the store instead of the menu's. */
  storePrices: readonly StorePriceRow[];
  /** Entries and catalogue with the draft. */
  drafted: readonly CatalogueEntry[];
  index: CatalogueIndex;
  draft: Draft;
  change: (next: (draft: Draft) => Draft) => void;
  /** Puts an entry into the draft as it shall be; null takes it away. */
  put: (key: { entity: CatalogueEntity; id: string }, payload: Payload | null) => void;
}

const MenuContext = createContext<MenuWork | null>(null);
export const MenuProvider = MenuContext.Provider;

export function useMenuWork(): MenuWork {
  const work = useContext(MenuContext);
  if (work === null) throw new Error('There is no menu around this view.');
  return work;
}
