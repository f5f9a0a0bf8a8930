import { useSyncExternalStore } from 'react';

/** Where the person is: everything that a view shows by is in the address, so that it can be kept and passed on. */
export interface Place {
  /** Without a slash at the end, `/` for the first screen. */
  path: string;
  search: URLSearchParams;
}

const listeners = new Set<() => void>();
let known: { href: string; place: Place } | null = null;

function snapshot(): Place {
  const { pathname, search } = window.location;
  const href = pathname + search;
  if (known?.href !== href) {
    const path = pathname.length > 1 ? pathname.replace(/\/+$/, '') : pathname;
    known = { href, place: { path: path === '' ? '/' : path, search: new URLSearchParams(search) } };
  }
  return known.place;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}

export function usePlace(): Place {
  return useSyncExternalStore(subscribe, snapshot);
}

/** Goes somewhere. `replace` for what is no step of its own: a filter, a sort, a page. */
export function goTo(href: string, { replace = false }: { replace?: boolean } = {}): void {
  if (replace) window.history.replaceState(null, '', href);
  else window.history.pushState(null, '', href);
  for (const listener of listeners) listener();
  if (!replace) window.scrollTo({ top: 0 });
}

export type Parameters = Readonly<Record<string, string | number | null | undefined>>;

/** An address with its parameters in the order given; empty ones are left out, so that a plain view has a plain address. */
export function hrefOf(path: string, parameters: Parameters = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}
