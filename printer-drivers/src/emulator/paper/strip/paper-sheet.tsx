import { BellRing, Scissors, Unplug, Zap } from 'lucide-react';
import { memo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Paper } from '@auraconnect/shared/receipt/paper.ts';
import { Badge } from '@auraconnect/shared/ui/badge.tsx';
import { formatTime } from '@auraconnect/shared/ui/format.ts';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { PaperText } from './paper-text.tsx';

export interface PaperSheetProps {
  paper: Paper;
  printerName: string;
  /** It came out while the page was looking. */
  slidesOut: boolean;
}

/** One piece of paper as it lies under the printer, with what else happened when it came out. */
export const PaperSheet = memo(function PaperSheet({ paper, printerName, slidesOut }: PaperSheetProps): ReactElement {
  const { t } = useTranslation();
  const [sliding, setSliding] = useState(slidesOut);
  return (
    <article
      className="sheet"
      data-sliding={sliding}
      aria-label={t('paper', { n: paper.n, printer: printerName })}
      onAnimationEnd={() => setSliding(false)}
    >
      <div className="sheet-rail">
        {paper.lines.length > 0 && (
          <div className="sheet-shadow">
            <div className="sheet-paper" data-theme="light" data-cut={paper.cut} dir="ltr">
              <PaperText lines={paper.lines} />
            </div>
          </div>
        )}
        <SheetNotes paper={paper} />
      </div>
    </article>
  );
});

function SheetNotes({ paper }: { paper: Paper }): ReactElement {
  const { t } = useTranslation();
  const { locale, timeZone } = useUiSettings();
  const withoutPaper = paper.lines.length === 0;
  return (
    <p className="sheet-notes">
      <span className="tabular-nums">
        #{paper.n} · <time dateTime={paper.printedAt}>{formatTime(paper.printedAt, timeZone, locale)}</time>
      </span>
      {!withoutPaper && <CutNote cut={paper.cut} />}
      {paper.drawerKicks > 0 && (
        <Badge tone="warning" icon={<Zap />}>
          {withoutPaper ? t('kickOnly') : t('kick', { count: paper.drawerKicks })}
        </Badge>
      )}
      {paper.buzzes > 0 && (
        <Badge tone="info" icon={<BellRing />}>
          {t('buzz', { count: paper.buzzes })}
        </Badge>
      )}
    </p>
  );
}

function CutNote({ cut }: { cut: Paper['cut'] }): ReactElement {
  const { t } = useTranslation();
  if (cut === 'none') {
    return (
      <Badge tone="danger" icon={<Unplug />}>
        {t('cutNone')}
      </Badge>
    );
  }
  return (
    <span className="inline-flex items-center gap-1">
      <Scissors className="size-3.5" aria-hidden="true" />
      {cut === 'full' ? t('cutFull') : t('cutPartial')}
    </span>
  );
}
