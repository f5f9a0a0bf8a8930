import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { BoardLink } from '../link/board-link.ts';
import { freshnessOf, type Freshness } from '../link/freshness.ts';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';

/**
 * The freshness of the board, looked at twice a second on the clock that never jumps, whatever else happens. It changes only when
 * the level or the whole seconds do: a full board is drawn again no oftener than it has something new to say.
 */
export function useFresh(link: BoardLink): Freshness {
  const stream = useSignal(link.stream);
  const startedMs = useRef(performance.now());
  const [fresh, setFresh] = useState<Freshness>(() => freshnessOf(stream, performance.now(), 0));
  const look = useEffectEvent(() => {
    const nowMs = performance.now();
    const next = freshnessOf(stream, nowMs, nowMs - startedMs.current);
    setFresh((before) => (isSame(before, next) ? before : next));
  });
  useEffect(() => look(), [stream]);
  useEffect(() => {
    const timer = setInterval(() => look(), 500);
    return () => clearInterval(timer);
  }, []);
  return fresh;
}

const isSame = (one: Freshness, other: Freshness): boolean =>
  one.level === other.level && wholeSeconds(one) === wholeSeconds(other);

const wholeSeconds = ({ ageMs }: Freshness): number | null => (ageMs === null ? null : Math.floor(ageMs / 1000));
