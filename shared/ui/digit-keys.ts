import type { KeyboardEvent } from 'react';

export interface DigitKeyHandlers {
  onDigit: (digit: string) => void;
  onBackspace: () => void;
  onClear: () => void;
  onEnter: () => void;
}

/**
 * A real keyboard (or its number block) works a pad like a finger does. Enter on a focused button
 * belongs to that button, so only digits, Backspace, Escape and Enter elsewhere are taken.
 */
export function handleDigitKey(event: KeyboardEvent<HTMLElement>, handlers: DigitKeyHandlers): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const onButton = event.target instanceof HTMLButtonElement;
  if (/^\d$/.test(event.key)) handlers.onDigit(event.key);
  else if (event.key === 'Backspace') handlers.onBackspace();
  else if (event.key === 'Escape' || event.key === 'Delete') handlers.onClear();
  else if (event.key === 'Enter' && !onButton) handlers.onEnter();
  else return;
  event.preventDefault();
}
