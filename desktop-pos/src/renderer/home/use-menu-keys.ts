import { useEffect, useRef, type RefObject } from 'react';
import { isOnButton, isScreenKey } from '../parts/screen-key.ts';

export interface MenuKeyHandlers {
  /** A letter: the search takes it from here. */
  onLetter(letter: string): void;
  /** A digit outside any field: how many of the next thing. */
  onDigit(digit: string): void;
  onBackspace(): void;
  onEscape(): void;
  onEnter(): void;
}

/**
 * A keyboard works the menu without any field being chosen first: letters search, digits are a quantity, Enter goes on. What is
 * typed in a field, or while a sheet or a menu is open, belongs to that.
 */
export function useMenuKeys(searchRef: RefObject<HTMLInputElement | null>, handlers: MenuKeyHandlers): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (!isScreenKey(event, searchRef.current)) return;
      const inSearch = event.target === searchRef.current;
      if (event.key === 'Enter') {
        if (!inSearch && isOnButton(event)) return;
        event.preventDefault();
        latest.current.onEnter();
      } else if (event.key === 'Escape') {
        latest.current.onEscape();
      } else if (inSearch) {
        return;
      } else if (/^\d$/.test(event.key)) {
        latest.current.onDigit(event.key);
      } else if (event.key === 'Backspace') {
        latest.current.onBackspace();
      } else if ([...event.key].length === 1 && event.key !== ' ') {
        event.preventDefault();
        latest.current.onLetter(event.key);
        searchRef.current?.focus();
      }
    }
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [searchRef]);
}
