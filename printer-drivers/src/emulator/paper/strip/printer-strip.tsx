import { ScrollText } from 'lucide-react';
import { useState, type CSSProperties, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { VirtualPrinter } from '@auraconnect/shared/receipt/paper.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import type { Roll } from '../desk/roll.ts';
import { useDesk } from '../desk/use-desk.ts';
import { paperGeometry } from './paper-geometry.ts';
import { PaperSheet } from './paper-sheet.tsx';
import { PrinterMachine } from './printer-machine.tsx';

export interface PrinterStripProps {
  printer: VirtualPrinter;
  roll: Roll;
  /** A phone shows one printer at a time. */
  shownOnPhone: boolean;
}

/** A printer and the paper that came out of it, newest right under its slot. */
export function PrinterStrip({ printer, roll, shownOnPhone }: PrinterStripProps): ReactElement {
  const { t } = useTranslation();
  const headingId = `printer-${printer.id}`;
  return (
    <section
      aria-labelledby={headingId}
      className={classNames('strip', !shownOnPhone && 'max-md:hidden')}
      style={paperGeometry(printer.columns) as CSSProperties}
    >
      <PrinterMachine printer={printer} headingId={headingId} />
      <div className="strip-papers">
        {roll.papers.length === 0 && (
          <div className="sheet">
            <div className="sheet-paper sheet-blank" data-theme="light">
              <ScrollText className="size-8 text-subtle" aria-hidden="true" />
              <p className="text-base font-semibold">{t('empty')}</p>
              <p className="text-sm text-muted">{t('emptyDo')}</p>
            </div>
          </div>
        )}
        {roll.papers.map((paper) => (
          <PaperSheet key={paper.n} paper={paper} printerName={printer.name} slidesOut={paper.n > roll.seenBefore} />
        ))}
        {roll.hasOlder && <OlderButton printerId={printer.id} />}
      </div>
    </section>
  );
}

function OlderButton({ printerId }: { printerId: string }): ReactElement {
  const { t } = useTranslation();
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const load = (): void => {
    setBusy(true);
    // Without an answer the banner above says so; the button is there to be pressed again.
    void desk.loadOlder(printerId).then(
      () => setBusy(false),
      () => setBusy(false),
    );
  };
  return (
    <Button busy={busy} onPress={load} className="my-4 self-center">
      {t('older')}
    </Button>
  );
}
