import { adoptedRow } from '@auraconnect/shared/journal/epoch-events.ts';
import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';

/**
 * Papers of a second box, by their jobs, of which this journal tells although nothing follows from it: a till never heard that box's
 * answer and sent the command again, and this box had decided it before the cloud told of the other. Nobody could have known.
 */
export function papersElsewhere(written: readonly JournalRow[]): ReadonlySet<string> {
  return new Set(
    written.flatMap((row) => {
      const told = adoptedRow(row);
      if (told === null || told.applied || told.row.type !== 'print.queued') return [];
      return [String((JSON.parse(told.row.bytes) as { jobId: string }).jobId)];
    }),
  );
}
