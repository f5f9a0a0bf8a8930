import { useEffect, useMemo, useState, type ReactElement } from 'react';
import type { PrintDocument } from '../src/receipt/document.ts';
import { type CodeDrawer, drawPaper, hasCodes, marginDots, type PaperPart } from '../src/receipt/paper-drawing.ts';

export interface PaperViewProps {
  document: PrintDocument;
  /** Characters of a line, as the printer has them. */
  columns: number;
  /** Said before what stands on the paper. */
  label?: string;
}

/** A letter of 12 dots is as wide as one of 13 px. */
const pixelsPerDot = 0.66;
/** Of the monospaced fonts that systems have: as high as font A of a printer. */
const fontDots = 19.6;

/** A document as it will come out of the printer, on the same dots. Paper is white in the dark as well. */
export function PaperView({ document, columns, label }: PaperViewProps): ReactElement {
  const codes = useCodes(hasCodes(document));
  const drawing = useMemo(() => drawPaper(document, columns, codes), [document, columns, codes]);
  const width = drawing.widthDots + 2 * marginDots;
  const height = drawing.heightDots + 2 * marginDots;
  return (
    <div
      data-theme="light"
      role="group"
      aria-label={document.title}
      className="mx-auto w-full rounded-sm border border-line bg-raised text-ink shadow-lift"
      style={{ maxInlineSize: `${(width * pixelsPerDot) / 16}rem` }}
    >
      <svg
        role="img"
        aria-label={label === undefined ? drawing.text : `${label}\n${drawing.text}`}
        viewBox={`${-marginDots} ${-marginDots} ${width} ${height}`}
        className="block h-auto w-full font-mono"
        direction="ltr"
        fill="currentColor"
      >
        {drawing.parts.map((part, place) => (
          // Printed parts never move: their place is their name.
          <Part key={place} part={part} widthDots={drawing.widthDots} />
        ))}
      </svg>
    </div>
  );
}

function Part({ part, widthDots }: { part: PaperPart; widthDots: number }): ReactElement {
  switch (part.type) {
    case 'text':
      return (
        <text
          // Stretched as a print head does it, about the corner at which the letters stand.
          transform={`translate(${part.direction === 'rtl' ? part.x + part.widthDots : part.x} ${part.y}) scale(${part.width} ${part.height})`}
          direction={part.direction}
          textLength={part.widthDots / part.width}
          lengthAdjust="spacingAndGlyphs"
          fontSize={fontDots}
          fontWeight={part.bold ? 700 : 400}
          textDecoration={part.underline ? 'underline' : undefined}
          fill={part.inverted ? 'var(--color-raised)' : undefined}
          style={{ whiteSpace: 'pre' }}
        >
          {part.text}
        </text>
      );
    case 'bar':
      return <rect x={part.x} y={part.y} width={part.widthDots} height={part.heightDots} />;
    case 'dots':
      return <path d={part.path} transform={`translate(${part.x} ${part.y})`} shapeRendering="crispEdges" />;
    case 'cut':
      return (
        <line
          x1={0}
          x2={widthDots}
          y1={part.y}
          y2={part.y}
          stroke="currentColor"
          strokeOpacity={0.4}
          strokeWidth={2}
          strokeDasharray="12 9"
        />
      );
  }
}

/** What draws codes is large, and most papers have none. */
function useCodes(wanted: boolean): CodeDrawer | null {
  const [codes, setCodes] = useState<CodeDrawer | null>(null);
  useEffect(() => {
    if (!wanted) return;
    let isShown = true;
    // Without them the rest of the paper is still to be read.
    void import('../src/receipt/codes.ts').then(
      (loaded) => isShown && setCodes(loaded),
      () => undefined,
    );
    return () => {
      isShown = false;
    };
  }, [wanted]);
  return codes;
}
