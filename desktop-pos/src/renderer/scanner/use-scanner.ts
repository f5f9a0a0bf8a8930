import { useEffect, useRef } from 'react';
import { burstGapMs, WedgeReader } from './wedge-reader.ts';

/** Fields, and pads that take digits from a keyboard wherever they have the focus. */
const takesText = 'input, textarea, select, [contenteditable], [data-focus-none]';

/** Keys that this module gives back are not read again. */
const given = new WeakSet<Event>();

/**
 * Hears a scanner whatever has the focus, except a field that is being typed in: there the code is text, as a person would expect. Keys are
 * held for the time that a scanner needs, then go to whom they were meant for.
 */
export function useScanner(onCode: (code: string) => void): void {
  const latest = useRef(onCode);
  useEffect(() => {
    latest.current = onCode;
  });
  useEffect(() => {
    const reader = new WedgeReader();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let target: EventTarget = document.body;
    const giveBack = (keys: readonly string[]): void => {
      for (const key of keys) {
        const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
        given.add(event);
        (document.contains(target as Node) ? target : document.body).dispatchEvent(event);
      }
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (given.has(event) || event.altKey || event.ctrlKey || event.metaKey || event.isComposing || event.repeat)
        return;
      if ((event.target as HTMLElement).closest(takesText) !== null) return;
      clearTimeout(timer);
      const verdict = reader.press(event.key, event.timeStamp);
      giveBack(verdict.release);
      target = event.target ?? document.body;
      if (verdict.key !== 'pass') {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
      if (verdict.key === 'hold')
        timer = setTimeout(() => giveBack(reader.rest(Number.POSITIVE_INFINITY)), burstGapMs + 5);
      if (verdict.scanned !== null) latest.current(verdict.scanned.code);
    };
    // Before everything else on the page: a list would take the first letter for its own.
    addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      clearTimeout(timer);
      removeEventListener('keydown', onKeyDown, { capture: true });
    };
  }, []);
}
