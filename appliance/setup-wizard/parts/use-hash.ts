import { useCallback, useSyncExternalStore } from 'react';

const subscribe = (changed: () => void): (() => void) => {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
};
const read = (): string => location.hash.replace(/^#\/?/, '');

/** Where in the page we are, in the address, so that the browser's own Back works: `#/place` is `place`. */
export function useHash(): readonly [string, (next: string, replace?: boolean) => void] {
  const place = useSyncExternalStore(subscribe, read);
  const go = useCallback((next: string, replace = false): void => {
    if (next === read()) return;
    if (replace) {
      history.replaceState(null, '', `#/${next}`);
      dispatchEvent(new HashChangeEvent('hashchange'));
    } else {
      location.hash = `/${next}`;
    }
  }, []);
  return [place, go];
}
