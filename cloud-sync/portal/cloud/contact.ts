import { useSyncExternalStore } from 'react';

/** Since when the cloud has not answered (epoch ms of its last answer), or null while it does. */
let silentSinceMs: number | null = null;
let lastHeardMs = Date.now();
const listeners = new Set<() => void>();

function become(next: number | null): void {
  if (next === silentSinceMs) return;
  silentSinceMs = next;
  for (const listener of listeners) listener();
}

/** An answer came, of whatever kind. */
export function heard(): void {
  lastHeardMs = Date.now();
  become(null);
}

/** A question was left without any answer. */
export function unheard(): void {
  become(silentSinceMs ?? lastHeardMs);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSilentSince(): number | null {
  return useSyncExternalStore(subscribe, () => silentSinceMs);
}
