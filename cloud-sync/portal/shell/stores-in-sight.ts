import { createContext, useContext } from 'react';
import type { StoreSummary } from '@auraconnect/shared/protocol/portal-api.ts';

export interface StoresInSight {
  /** All of the tenant. */
  stores: readonly StoreSummary[];
  /** The one that the person narrowed the views to; null for all. */
  chosen: StoreSummary | null;
  /** Those that the views are about. */
  inScope: readonly StoreSummary[];
  /** The only zone in scope; null when stores in scope keep different clocks. */
  timeZone: string | null;
}

const StoresContext = createContext<StoresInSight>({ stores: [], chosen: null, inScope: [], timeZone: null });
export const StoresProvider = StoresContext.Provider;
export const useStoresInSight = (): StoresInSight => useContext(StoresContext);

export function storesInSight(stores: readonly StoreSummary[], chosenId: string | null): StoresInSight {
  const chosen = stores.find(({ storeId }) => storeId === chosenId) ?? null;
  const inScope = chosen === null ? stores : [chosen];
  const zones = new Set(inScope.map(({ timeZone }) => timeZone));
  const [only] = zones;
  return { stores, chosen, inScope, timeZone: zones.size === 1 && only !== undefined ? only : null };
}
