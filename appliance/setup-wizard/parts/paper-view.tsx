import { useMemo, type ReactElement } from 'react';
import type { PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import { layOut, type LaidOutLine, type TextRun } from '@auraconnect/shared/receipt/layout.ts';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { directionOf } from '@auraconnect/shared/ui/i18n.ts';

export interface PaperViewProps {
  document: PrintDocument;
  /** Characters of a line, as the printer has them. */
  columns: number;
  label: string;
}

/** A document as it will come out of the printer: the same lines, drawn instead of printed. Paper is white in the dark as well. */
export function PaperView({ document, columns, label }: PaperViewProps): ReactElement {
  const lines = useMemo(() => layOut(document, columns), [document, columns]);
  return (
    <div
      data-theme="light"
      className="mx-auto w-fit max-w-full overflow-x-auto rounded-sm border border-line bg-raised px-4 py-5 text-ink shadow-lift"
    >
      <div
        role="img"
        aria-label={`${label}\n${textOf(lines)}`}
        dir={directionOf(document.locale)}
        className="font-mono text-[0.75rem] leading-[1.15rem] whitespace-pre"
        style={{ inlineSize: `${columns}ch` }}
      >
        {lines.map((line, place) => (
          // Printed lines never move: their place is their name.
          <PaperLine key={place} line={line} />
        ))}
      </div>
    </div>
  );
}

function PaperLine({ line }: { line: LaidOutLine }): ReactElement | null {
  switch (line.type) {
    case 'text':
      return (
        <div
          className={classNames(
            'min-h-[1.15rem]',
            line.align === 'center' && 'text-center',
            line.align === 'end' && 'text-end',
          )}
        >
          {line.runs.map((run, place) => (
            <Run key={place} run={run} />
          ))}
        </div>
      );
    case 'feed':
      return <div style={{ blockSize: `${Math.min(line.lines, 2) * 1.15}rem` }} />;
    case 'qr':
    case 'cut':
    case 'image':
    case 'barcode':
    case 'drawer-kick':
    case 'buzzer':
      // A sample sale leads nowhere, so its code is left out.
      return null;
  }
}

function Run({ run: { text, emphasis } }: { run: TextRun }): ReactElement {
  const isBig = emphasis.width > 1 || emphasis.height > 1;
  return (
    <span
      className={classNames(
        emphasis.bold && 'font-bold',
        emphasis.underline && 'underline',
        emphasis.inverted && 'bg-inverse text-on-inverse',
      )}
      style={isBig ? { fontSize: `${emphasis.width * 0.75}rem`, lineHeight: 1.3 } : undefined}
    >
      {text}
    </span>
  );
}

const textOf = (lines: readonly LaidOutLine[]): string =>
  lines
    .flatMap((line) =>
      line.type === 'text'
        ? [
            line.runs
              .map((run) => run.text)
              .join('')
              .trim(),
          ]
        : [],
    )
    .join('\n');
