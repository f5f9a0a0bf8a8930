import { Printer } from 'lucide-react';
import type { CSSProperties, ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import { layOut, type LaidOutLine, type TextRun } from '@auraconnect/shared/receipt/layout.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { glyphRatio } from './glyph-ratio.ts';
import { QrPicture } from './qr-picture.tsx';
import './paper.css';

/** 80 mm paper at 203 dpi: 576 printable dots, 48 letters of 12. */
const columns = 48;

/** The receipt as it lies on the counter: laid out by the code that drives the printers, drawn to the dot. */
export function PaperReceipt({ document: receipt }: { document: PrintDocument }): ReactElement {
  const { t } = useTranslation();
  const lines = layOut(receipt, columns);
  const style = { '--columns': columns, '--glyph-ratio': glyphRatio() } as CSSProperties;
  return (
    <section className="paper-tray" aria-label={t('order.receipt')}>
      <div className="paper-shadow">
        {/* Paper is white in every theme and reads the way its own language does. */}
        <article
          className="paper"
          data-theme="light"
          dir="ltr"
          lang={receipt.locale}
          style={style}
          aria-label={receipt.title}
        >
          {lines.map((line, place) => (
            <Line key={place} line={line} />
          ))}
        </article>
      </div>
      <Button variant="quiet" icon={<Printer />} onPress={() => window.print()} className="paper-print">
        {t('order.printReceipt')}
      </Button>
    </section>
  );
}

function Line({ line }: { line: LaidOutLine }): ReactElement | null {
  switch (line.type) {
    case 'text':
      return (
        <div className="paper-line" data-align={line.align}>
          {line.runs.map((run, place) => (
            <Run key={place} run={run} />
          ))}
        </div>
      );
    case 'feed':
      return <div className="paper-line" style={{ blockSize: `calc(var(--row) * ${line.lines})` }} />;
    case 'qr':
      return (
        <div className="paper-line" data-align={line.align}>
          <QrPicture data={line.data} moduleDots={line.moduleDots} />
        </div>
      );
    case 'cut':
    case 'image':
    case 'barcode':
    case 'drawer-kick':
    case 'buzzer':
      return null;
  }
}

/** Enlarged letters are stretched, as a print head does it; the columns stay exact. */
function Run({ run }: { run: TextRun }): ReactElement {
  const { bold, underline, inverted, width, height } = run.emphasis;
  const style = { '--cells': run.columns / width, '--wide': width, '--high': height } as CSSProperties;
  return (
    <span className={classNames('paper-run', inverted && 'bg-inverse text-on-inverse')} style={style}>
      <span className={classNames('paper-run-text', bold && 'font-bold', underline && 'underline')}>{run.text}</span>
    </span>
  );
}
