import { useCallback, useSyncExternalStore } from 'react';

const media = (query: string): MediaQueryList | null => (typeof matchMedia === 'function' ? matchMedia(query) : null);

function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = media(query);
      list?.addEventListener('change', listener);
      return () => list?.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => media(query)?.matches ?? false);
}

/** A phone's width: tables keep only the columns that answer the question. */
export const useNarrow = (): boolean => useMedia('(width < 48rem)');

/** Room for what is good to know as well. */
export const useWide = (): boolean => useMedia('(width >= 104rem)');
