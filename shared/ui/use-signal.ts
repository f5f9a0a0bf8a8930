import { useSyncExternalStore } from 'react';
import type { Signal } from './client/signal.ts';

/** What a signal holds now; the component is drawn again when it changes. */
export function useSignal<T>(signal: Signal<T>): T {
  return useSyncExternalStore(signal.subscribe, signal.get, signal.get);
}
