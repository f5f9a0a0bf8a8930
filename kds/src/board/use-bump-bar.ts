import { useEffect, useEffectEvent, useState } from 'react';
import { bumpBarAction } from './bump-bar.ts';

/** What can be selected on a board: a ticket at a station, an order at the pass. */
export interface BumpBarCard {
  id: string;
  lineCount: number;
}

export interface BumpBarHandlers {
  /** Bumps or serves. @returns whether the card leaves the board for it. */
  finish(id: string): boolean;
  toggle(id: string, lineIndex: number): void;
  recall(): void;
  toggleAllDay(): void;
  toggleSound(): void;
}

/** A card by its name, never by its place: what somebody else bumps must not move the selection onto another ticket. */
export interface SelectedCard {
  id: string;
  lineIndex: number;
}

/** Listens to a bump bar or keyboard and shows what is selected. Keys in fields, and Enter on a button reached with Tab, stay theirs. */
export function useBumpBar(cards: readonly BumpBarCard[], handlers: BumpBarHandlers): SelectedCard | null {
  const [selected, setSelected] = useState<SelectedCard | null>(null);
  const selectedIndex = cards.findIndex((card) => card.id === selected?.id);

  const select = (index: number, lineIndex: number): void => {
    const card = cards[index];
    setSelected(card ? { id: card.id, lineIndex } : null);
  };
  const finish = (index: number): void => {
    const card = cards[index];
    if (!card || !handlers.finish(card.id) || index !== selectedIndex) return;
    select(index + 1 < cards.length ? index + 1 : index - 1, -1);
  };
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (event.ctrlKey || event.metaKey || event.altKey || target?.closest('input, textarea')) return;
    if ((event.key === 'Enter' || event.key === ' ') && target?.closest('button')) return;
    const action = bumpBarAction(
      inReadingDirection(event.key),
      selected && selectedIndex >= 0 ? { ticketIndex: selectedIndex, lineIndex: selected.lineIndex } : null,
      cards.map((card) => card.lineCount),
    );
    if (!action) return;
    event.preventDefault();
    if (action.type === 'select') {
      leaveFocus();
      return select(action.selection?.ticketIndex ?? -1, action.selection?.lineIndex ?? -1);
    }
    // A key that is held down, or a bar that is leaned on, must not clear the board.
    if (event.repeat) return;
    switch (action.type) {
      case 'bump':
        return finish(action.ticketIndex);
      case 'toggle-line':
        return handlers.toggle(cards[action.ticketIndex]?.id ?? '', action.lineIndex);
      case 'recall':
        return handlers.recall();
      case 'toggle-all-day':
        return handlers.toggleAllDay();
      case 'toggle-sound':
        return handlers.toggleSound();
    }
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event);
    // What a finger touched keeps no focus: the next key belongs to the bump bar again.
    const afterTap = (event: MouseEvent): void => {
      if (event.detail > 0) leaveFocus();
    };
    addEventListener('keydown', listen);
    addEventListener('click', afterTap);
    return () => {
      removeEventListener('keydown', listen);
      removeEventListener('click', afterTap);
    };
  }, []);
  const shown = selectedIndex >= 0 ? selected : null;
  useEffect(() => {
    if (shown === null) return;
    const card = [...document.querySelectorAll('[data-card]')].find(
      (one) => one.getAttribute('data-card') === shown.id,
    );
    card?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [shown]);
  return shown;
}

function inReadingDirection(key: string): string {
  if (document.documentElement.dir !== 'rtl') return key;
  return key === 'ArrowLeft' ? 'ArrowRight' : key === 'ArrowRight' ? 'ArrowLeft' : key;
}

function leaveFocus(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
