import { useSyncExternalStore } from 'react';

/** A screen wide enough for menu and check side by side; a handheld held upright is not. */
const query = '(min-width: 48rem)';

function subscribe(listener: () => void): () => void {
  const media = matchMedia(query);
  media.addEventListener('change', listener);
  return () => media.removeEventListener('change', listener);
}

export function useIsWide(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => matchMedia(query).matches,
    () => true,
  );
}
