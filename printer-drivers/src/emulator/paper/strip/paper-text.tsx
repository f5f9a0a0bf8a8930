import { memo, type CSSProperties, type ReactElement } from 'react';
import type { PaperLine, PaperRun } from '@auraconnect/shared/receipt/paper.ts';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { DotsPicture } from './dots-picture.tsx';
import { QrPicture } from './qr-picture.tsx';

/** The lines of a paper on its exact grid: every character in its column, enlarged ones stretched as a print head does. */
export const PaperText = memo(function PaperText({ lines }: { lines: readonly PaperLine[] }): ReactElement {
  return (
    <div className="lines">
      {lines.map((line, index) => (
        // Printed lines never move: their place is their name.
        <div key={index} className="line" data-align={line.align}>
          {line.qr !== null && <QrPicture qr={line.qr} />}
          {line.dots !== null && <DotsPicture dots={line.dots} />}
          {line.runs.map((run, place) => (
            <Run key={place} run={run} />
          ))}
        </div>
      ))}
    </div>
  );
});

function Run({ run }: { run: PaperRun }): ReactElement {
  const { text, bold, underline, inverted, width, height } = run;
  const style = { '--cells': text.length, '--wide': width, '--high': height } as CSSProperties;
  return (
    <span className={classNames('run', inverted && 'bg-inverse text-on-inverse')} style={style}>
      <span className={classNames('run-text', bold && 'font-bold', underline && 'underline')}>{text}</span>
    </span>
  );
}
