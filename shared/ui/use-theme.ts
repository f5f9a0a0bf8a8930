import { useSyncExternalStore } from 'react';

export type ThemePreference = 'light' | 'dark' | 'system';
export type Theme = 'light' | 'dark';

const storageKey = 'auraconnect.theme';
const listeners = new Set<() => void>();
let preference: ThemePreference = 'system';

function isPreference(value: unknown): value is ThemePreference {
  return value === 'light' || value === 'dark' || value === 'system';
}

/** Storage can be forbidden (private windows, locked-down kiosks); the theme then lasts until reload. */
function readStored(): ThemePreference | undefined {
  try {
    const stored = localStorage.getItem(storageKey);
    return isPreference(stored) ? stored : undefined;
  } catch {
    return undefined;
  }
}

function store(value: ThemePreference): void {
  try {
    localStorage.setItem(storageKey, value);
  } catch {
    // Nothing to do: the theme is already applied to the page.
  }
}

function systemTheme(): Theme {
  return typeof matchMedia === 'function' && matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

function applyToDocument(): void {
  if (preference === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = preference;
  for (const listener of listeners) listener();
}

/**
 * Call once before the first render, so that the page never flashes in the other theme.
 *
 * @param fallback what this program looks like until someone chooses: the KDS "dark", the POS "light"
 */
export function initTheme(fallback: ThemePreference = 'system'): void {
  preference = readStored() ?? fallback;
  applyToDocument();
}

/** Changes the theme now and remembers it on this device. */
export function setThemePreference(next: ThemePreference): void {
  preference = next;
  store(next);
  applyToDocument();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  const media = typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: dark)') : undefined;
  media?.addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
    media?.removeEventListener('change', listener);
  };
}

export interface UseTheme {
  preference: ThemePreference;
  /** What is on the screen now, with "system" resolved; charts and canvases need it. */
  theme: Theme;
  setPreference: (next: ThemePreference) => void;
}

/** The theme and how to change it. */
export function useTheme(): UseTheme {
  const current = useSyncExternalStore(
    subscribe,
    () => preference,
    () => preference,
  );
  const system = useSyncExternalStore(subscribe, systemTheme, () => 'light' as const);
  return { preference: current, theme: current === 'system' ? system : current, setPreference: setThemePreference };
}
