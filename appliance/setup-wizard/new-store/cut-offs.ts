import { formatTime } from '@auraconnect/shared/ui/format.ts';

const halfHoursToNoon = 24;

/** Every half hour of the night and morning, and whatever else is set already. */
export function cutOffOptions(locale: string, current: string): { id: string; label: string }[] {
  const halfHours = Array.from(
    { length: halfHoursToNoon },
    (_, half) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`,
  );
  return [...new Set([...halfHours, current])]
    .toSorted()
    .map((id) => ({ id, label: formatTime(new Date(`2026-01-01T${id}:00Z`), 'UTC', locale) }));
}
