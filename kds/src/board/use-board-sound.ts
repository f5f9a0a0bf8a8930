import { useEffect, useMemo, useRef, useState } from 'react';
import type { OrderReadiness } from '@auraconnect/shared/kitchen/readiness.ts';
import type { Ticket } from '@auraconnect/shared/kitchen/ticket.ts';
import { BoardSound, type SoundState } from './sound.ts';

export interface BoardVoice {
  state: SoundState;
  /** From a tap or a key, the only moments when a browser lets a page begin to sound. */
  wake(): void;
  toggle(): void;
}

/** What a board may sound for. */
export interface Heard {
  /** Whether the appliance has spoken: what was there before this screen came is no news. */
  isKnown: boolean;
  /** Tickets that are still to be made. */
  open: readonly Ticket[];
  /** Orders at the pass; none at a station. */
  atPass: readonly OrderReadiness[];
  /** The board cannot be trusted. */
  alarm: boolean;
  /** Nobody knows whether a ticket came out on paper. */
  paperUnknown: boolean;
}

/**
 * A station chimes once for new tickets and for what was taken back. The pass does so too, and sounds a bell when an order is
 * complete: the one moment at which somebody has to come. The alarm sounds every 10 s; that of a ticket on paper that nobody
 * knows about sounds every minute until somebody has decided.
 */
export function useBoardSound({ isKnown, open, atPass, alarm, paperUnknown }: Heard): BoardVoice {
  const [state, setState] = useState<SoundState>('blocked');
  const sound = useMemo(() => new BoardSound(setState), []);
  const seen = useRef<Set<string> | null>(null);
  useEffect(() => sound.start(), [sound]);
  useEffect(() => {
    if (!isKnown) return;
    const before = seen.current;
    const now = open.flatMap(({ ticketId, lines }) => [
      ticketId,
      ...lines
        .filter((line) => line.cancelledQuantity !== '0')
        .map((line) => `${line.lineId} ${line.cancelledQuantity}`),
    ]);
    seen.current = new Set(now);
    if (before && now.some((one) => !before.has(one))) sound.chime();
  }, [isKnown, open, sound]);
  const complete = useRef<Set<string> | null>(null);
  useEffect(() => {
    if (!isKnown) return;
    const before = complete.current;
    const ready = atPass.filter(({ state }) => state === 'ready');
    // A later part of the same order makes it complete anew.
    const now = ready.map(({ orderId, readyAt }) => `${orderId} ${readyAt}`);
    complete.current = new Set(now);
    if (before && now.some((one) => !before.has(one))) sound.bell();
  }, [isKnown, atPass, sound]);
  useAlarm(alarm, 10_000, sound);
  useAlarm(paperUnknown, 60_000, sound);
  return useMemo(() => ({ state, wake: () => sound.wake(), toggle: () => sound.toggle() }), [sound, state]);
}

function useAlarm(isOn: boolean, everyMs: number, sound: BoardSound): void {
  useEffect(() => {
    if (!isOn) return;
    sound.alarm();
    const timer = setInterval(() => sound.alarm(), everyMs);
    return () => clearInterval(timer);
  }, [isOn, everyMs, sound]);
}
