import { useEffect, useMemo, useRef, useState } from 'react';
import type { Ticket } from '@auraconnect/shared/kitchen/ticket.ts';
import { BoardSound, type SoundState } from './sound.ts';

export interface BoardVoice {
  state: SoundState;
  /** From a tap or a key, the only moments when a browser lets a page begin to sound. */
  wake(): void;
  toggle(): void;
}

/** Chimes once for new tickets and for what was taken back, and sounds the alarm every 10 s while the board cannot be trusted. */
export function useBoardSound(open: readonly Ticket[], alarm: boolean): BoardVoice {
  const [state, setState] = useState<SoundState>('blocked');
  const sound = useMemo(() => new BoardSound(setState), []);
  const seen = useRef<Set<string> | null>(null);
  useEffect(() => sound.start(), [sound]);
  useEffect(() => {
    const before = seen.current;
    const now = open.flatMap(({ ticketId, lines }) => [
      ticketId,
      ...lines
        .filter((line) => line.cancelledQuantity !== '0')
        .map((line) => `${line.lineId} ${line.cancelledQuantity}`),
    ]);
    seen.current = new Set(now);
    if (before && now.some((one) => !before.has(one))) sound.chime();
  }, [open, sound]);
  useEffect(() => {
    if (!alarm) return;
    sound.alarm();
    const timer = setInterval(() => sound.alarm(), 10_000);
    return () => clearInterval(timer);
  }, [alarm, sound]);
  return useMemo(() => ({ state, wake: () => sound.wake(), toggle: () => sound.toggle() }), [sound, state]);
}
