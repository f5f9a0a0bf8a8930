import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { MenuAnswer, PublicationsAnswer } from '@auraconnect/shared/protocol/portal-api.ts';
import { indexCatalogue, type CatalogueIndex } from '@auraconnect/shared/menu/catalogue-index.ts';
import type { ApiFault } from '../session/api-fault.ts';
import { useCloud } from './use-cloud.ts';

const arrivingMs = 2_000;
const calmMs = 30_000;

/** A store's whole menu; asked again quickly while some of it is on its way to the store. */
export const useMenu = (storeId: string | null): UseQueryResult<MenuAnswer, ApiFault> =>
  useCloud<MenuAnswer>(
    '/menu',
    { storeId },
    {
      enabled: storeId !== null,
      everyMs: (answer) => (answer?.delivery.state === 'on-its-way' ? arrivingMs : calmMs),
    },
  );

export const usePublications = (storeId: string): UseQueryResult<PublicationsAnswer, ApiFault> =>
  useCloud<PublicationsAnswer>(
    '/menu/publications',
    { storeId, limit: 50 },
    {
      everyMs: (answer) =>
        answer?.publications.some(({ state }) => state === 'on-its-way') === true ? arrivingMs : calmMs,
    },
  );

/** Names for what orders only know by key: order types, items, people. Null until the store's menu is here. */
export function useCatalogueIndex(storeId: string | null): CatalogueIndex | null {
  const { data } = useMenu(storeId);
  const catalogue = data?.catalogue ?? null;
  return useMemo(() => (catalogue === null ? null : indexCatalogue(catalogue)), [catalogue]);
}
