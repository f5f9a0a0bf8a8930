import { useSyncExternalStore } from 'react';

const query = '(width < 48rem)';
const media = (): MediaQueryList | null => (typeof matchMedia === 'function' ? matchMedia(query) : null);

function subscribe(listener: () => void): () => void {
  const list = media();
  list?.addEventListener('change', listener);
  return () => list?.removeEventListener('change', listener);
}

/** A phone's width: tables keep only the columns that answer the question. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => media()?.matches ?? false);
}
