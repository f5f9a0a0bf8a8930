import { useSyncExternalStore } from 'react';

const tickMs = 1000;
const listeners = new Set<() => void>();
let nowMs = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  nowMs = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, tickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The snapshot may be old when nobody has been listening, so it is refreshed once it is over a tick behind. */
function snapshot(): number {
  const current = Date.now();
  if (Math.abs(current - nowMs) >= tickMs) nowMs = current;
  return nowMs;
}

/** This device's time in epoch milliseconds, once a second; one timer serves every age on the screen. */
export const useNow = (): number => useFromNow((nowMs) => nowMs);

/** What follows from the time. Looked at once a second; the component is drawn again only when it comes out another way. */
export function useFromNow<T extends string | number>(follows: (nowMs: number) => T): T {
  const look = (): T => follows(snapshot());
  return useSyncExternalStore(subscribe, look, look);
}
