import { useSyncExternalStore } from 'react';
import type { Signal } from '../till/signal.ts';

export function useSignal<T>(signal: Signal<T>): T {
  return useSyncExternalStore(signal.subscribe, signal.get, signal.get);
}
