import { useEffect, useRef } from 'react';
import { isOnButton, isScreenKey } from '../parts/screen-key.ts';

export interface AmountKeyHandlers {
  onDigit(digit: string): void;
  onBackspace(): void;
  onEnter(): void;
}

/** A keyboard types what the guest gave, wherever the last tap was. */
export function useAmountKeys(handlers: AmountKeyHandlers): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (!isScreenKey(event)) return;
      if (/^\d$/.test(event.key)) latest.current.onDigit(event.key);
      else if (event.key === 'Backspace') latest.current.onBackspace();
      else if (event.key === 'Enter' && !isOnButton(event)) latest.current.onEnter();
    }
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}
