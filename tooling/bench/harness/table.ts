import { type Figure, type Goal, median, type Skipped, verdictOf } from './figure.ts';

const columns = ['id', 'goal', 'seen: median [min..max]', 'right', 'control', 'verdict', 'of what'] as const;

export function tableOf(results: readonly (Figure | Skipped)[]): string {
  const rows = results.map((result) =>
    'skipped' in result
      ? [result.id, '', 'SKIPPED', '', '', 'not judged', result.skipped]
      : [
          result.id,
          result.goal === null ? '-' : goalText(result.goal, result.unit),
          seenText(result),
          result.correct.ok ? 'yes' : 'NO',
          result.control.ok ? 'fails' : 'PASSES',
          verdictOf(result) + (result.noisy === true ? ' (noise)' : ''),
          result.what,
        ],
  );
  const widths = columns.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    cells.map((cell, column) => (column === cells.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))).join('  ');
  return [
    line(columns),
    line(widths.map((width, column) => '-'.repeat(column === widths.length - 1 ? 7 : width))),
    ...rows.map(line),
  ].join('\n');
}

/** What stands behind each line of the table. */
export function notesOf(results: readonly (Figure | Skipped)[]): string {
  return results
    .flatMap((result) =>
      'skipped' in result
        ? []
        : [`${result.id}: ${result.note}\n    right: ${result.correct.what}\n    control: ${result.control.what}`],
    )
    .join('\n');
}

const goalText = (goal: Goal, unit: string): string =>
  'atLeast' in goal ? `>= ${goal.atLeast}${unit}` : `<= ${goal.atMost}${unit}`;

function seenText({ seen, unit }: Figure): string {
  if (seen.length === 0) return '-';
  const middle = median(seen);
  const text = (value: number): string => (Math.abs(middle) >= 100 ? value.toFixed(0) : value.toFixed(2));
  return `${text(middle)}${unit} [${text(Math.min(...seen))}..${text(Math.max(...seen))}]`;
}
