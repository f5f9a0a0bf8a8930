import { useEffect, useRef, useState } from 'react';
import type { BoardLink } from '../link/board-link.ts';
import { freshnessOf, type Freshness } from '../link/freshness.ts';
import { useSignal } from '../use-signal.ts';

/** The freshness of the board, looked at twice a second on the clock that never jumps, whatever else happens. */
export function useFresh(link: BoardLink): Freshness {
  const stream = useSignal(link.stream);
  const startedMs = useRef(performance.now());
  const [nowMs, setNowMs] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(performance.now()), 500);
    return () => clearInterval(timer);
  }, []);
  return freshnessOf(stream, Math.max(nowMs, stream.lastCurrentMs.kitchen ?? 0), nowMs - startedMs.current);
}
