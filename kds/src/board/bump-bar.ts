/**
 * A bump bar is a keyboard with few keys. Selection is a ticket and, within it, its head (line -1) or one of its lines.
 * Pure, so that every key in every situation can be tested.
 */
export interface Selection {
  ticketIndex: number;
  lineIndex: number;
}

export type BumpBarAction =
  | { type: 'select'; selection: Selection | null }
  | { type: 'bump'; ticketIndex: number }
  | { type: 'toggle-line'; ticketIndex: number; lineIndex: number }
  | { type: 'recall' }
  | { type: 'toggle-all-day' }
  | { type: 'toggle-sound' };

/** @param lineCounts lines of each ticket on the glass, in order. @returns null for a key that means nothing here. */
export function bumpBarAction(
  key: string,
  selection: Selection | null,
  lineCounts: readonly number[],
): BumpBarAction | null {
  const last = lineCounts.length - 1;
  const at = selection && selection.ticketIndex <= last ? selection : null;
  if (/^[0-9]$/.test(key)) {
    const ticketIndex = key === '0' ? 9 : Number(key) - 1;
    return ticketIndex <= last ? { type: 'bump', ticketIndex } : null;
  }
  switch (key) {
    case 'ArrowRight':
    case 'ArrowLeft': {
      if (last < 0) return null;
      const step = key === 'ArrowRight' ? 1 : -1;
      const from = at?.ticketIndex ?? (step === 1 ? -1 : last + 1);
      return { type: 'select', selection: { ticketIndex: (from + step + last + 1) % (last + 1), lineIndex: -1 } };
    }
    case 'ArrowDown':
    case 'ArrowUp': {
      if (last < 0) return null;
      if (!at) return { type: 'select', selection: { ticketIndex: 0, lineIndex: -1 } };
      const lines = lineCounts[at.ticketIndex] ?? 0;
      const step = key === 'ArrowDown' ? 1 : -1;
      return {
        type: 'select',
        selection: { ...at, lineIndex: Math.min(lines - 1, Math.max(-1, at.lineIndex + step)) },
      };
    }
    case 'Enter':
    case ' ':
      if (!at) return null;
      return at.lineIndex < 0
        ? { type: 'bump', ticketIndex: at.ticketIndex }
        : { type: 'toggle-line', ticketIndex: at.ticketIndex, lineIndex: at.lineIndex };
    case 'Escape':
      return at ? { type: 'select', selection: null } : null;
    case 'r':
    case 'R':
      return { type: 'recall' };
    case 'a':
    case 'A':
      return { type: 'toggle-all-day' };
    case 's':
    case 'S':
      return { type: 'toggle-sound' };
    default:
      return null;
  }
}
