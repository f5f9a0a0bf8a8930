import type { PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import { layOut, type LaidOutLine } from '@auraconnect/shared/receipt/layout.ts';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { directionOf } from '@auraconnect/shared/ui/i18n.ts';
import { useMemo, type ReactElement } from 'react';

export interface PaperViewProps {
  document: PrintDocument;
  /** Characters of a line, as the printer has them. */
  columns: number;
}

/** A monospaced character is 0.602 em wide in the fonts that systems have; a little more leaves room for the rest. */
const characterEm = 0.61;
const characterRem = 0.8125 * characterEm;

/** A document as it will come out of the printer: the same lines, drawn instead of printed. */
export function PaperView({ document, columns }: PaperViewProps): ReactElement {
  const lines = useMemo(() => layOut(document, columns), [document, columns]);
  return (
    <div
      data-theme="light"
      role="group"
      aria-label={document.title}
      className="@container mx-auto w-full rounded-sm bg-raised px-5 py-6 text-ink shadow-lift"
      style={{ maxInlineSize: `calc(${columns * characterRem}rem + 2.5rem)` }}
    >
      <div
        role="img"
        aria-label={textOf(lines)}
        dir={directionOf(document.locale)}
        className="font-mono leading-[1.55] whitespace-pre"
        // As wide as the printer's line, and on a narrow screen as small as it takes to show all of it.
        style={{ fontSize: `min(0.8125rem, ${100 / (columns * characterEm)}cqi)` }}
      >
        {lines.map((line, place) => (
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
            'min-h-[1.55em]',
            line.align === 'center' && 'text-center',
            line.align === 'end' && 'text-end',
          )}
        >
          {line.runs.map((run, place) => (
            <span
              key={place}
              className={classNames(
                run.emphasis.bold && 'font-bold',
                run.emphasis.underline && 'underline',
                run.emphasis.inverted && 'bg-inverse text-on-inverse',
              )}
              style={
                run.emphasis.width > 1 || run.emphasis.height > 1
                  ? { fontSize: `${run.emphasis.width}em`, lineHeight: 1.3 }
                  : undefined
              }
            >
              {run.text}
            </span>
          ))}
        </div>
      );
    case 'feed':
      return <div style={{ blockSize: `${Math.min(line.lines, 2) * 1.55}em` }} />;
    case 'cut':
      return <div className="mt-2 border-t-2 border-dashed border-line-strong" />;
    case 'qr':
    case 'image':
    case 'barcode':
    case 'drawer-kick':
    case 'buzzer':
      // A preview is for reading: the code on paper leads to the same order number that stands below it.
      return null;
  }
}

function textOf(lines: readonly LaidOutLine[]): string {
  return lines
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
}
