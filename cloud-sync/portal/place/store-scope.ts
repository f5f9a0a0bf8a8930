import { useCallback } from 'react';
import { goTo, hrefOf, usePlace, type Parameters } from './place.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The store that every view is narrowed to, or null for all of them. It is part of the address and goes along. */
export function useStoreScope(): string | null {
  const named = usePlace().search.get('store');
  return named !== null && uuid.test(named) ? named : null;
}

/** Addresses that keep the chosen store. */
export function useHref(): (path: string, parameters?: Parameters) => string {
  const store = useStoreScope();
  return useCallback((path, parameters = {}) => hrefOf(path, { store, ...parameters }), [store]);
}

/** Changes parameters of the address where the person is; null takes one away. */
export function useChangeSearch(): (changes: Parameters, options?: { replace?: boolean }) => void {
  const { path, search } = usePlace();
  return useCallback(
    (changes, options = { replace: true }) => {
      goTo(hrefOf(path, { ...Object.fromEntries(search), ...changes }), options);
    },
    [path, search],
  );
}
