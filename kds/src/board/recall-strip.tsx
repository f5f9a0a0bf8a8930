import { ChevronLeft, ChevronRight, Undo2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '@auraconnect/shared/kitchen/ticket.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { formatAge } from '@auraconnect/shared/ui/format.ts';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { VisuallyHidden } from '@auraconnect/shared/ui/visually-hidden.tsx';
import { useFromStoreNow } from './board-clock.ts';
import { turnColumns, type BeyondGlass } from './card-columns.tsx';

export interface RecallStripProps {
  tickets: readonly Ticket[];
  /** Cards that the glass does not hold; null when there are none at all. */
  beyond: BeyondGlass | null;
  onRecall(ticket: Ticket): void;
}

/** The last tickets that were made: one tap brings one back. Beside them, how many more tickets there are than the glass holds. */
export function RecallStrip({ tickets, beyond, onRecall }: RecallStripProps): ReactElement {
  const { t } = useTranslation();
  return (
    <footer className="flex min-h-18 items-center gap-3 border-t border-line bg-surface px-4">
      <span className="shrink-0 text-sm text-muted">
        {tickets.length === 0 ? t('recall.empty') : t('recall.title')}
      </span>
      <div className="flex min-w-0 grow items-center gap-2 overflow-x-auto py-2">
        {tickets.map((ticket) => (
          <Button
            key={ticket.ticketId}
            variant="secondary"
            className="shrink-0"
            icon={<Undo2 aria-hidden="true" />}
            onPress={() => onRecall(ticket)}
          >
            <VisuallyHidden>{t('recall.one', { number: ticket.number })}</VisuallyHidden>
            <span className="tabular-nums" dir="auto">
              {ticket.number}
            </span>
            <BumpedAge bumpedAt={ticket.bumpedAt ?? ''} />
          </Button>
        ))}
      </div>
      {beyond !== null && beyond.before > 0 && (
        <Button
          size="lg"
          className="shrink-0"
          icon={<ChevronLeft className="rtl:-scale-x-100" aria-hidden="true" />}
          onPress={() => turnColumns('before')}
        >
          {t('beyond.before', { count: beyond.before })}
        </Button>
      )}
      {beyond !== null && beyond.after > 0 && (
        <Button
          size="lg"
          variant="primary"
          className="shrink-0"
          trailing={<ChevronRight className="rtl:-scale-x-100" aria-hidden="true" />}
          onPress={() => turnColumns('after')}
        >
          {t('beyond.after', { count: beyond.after })}
        </Button>
      )}
    </footer>
  );
}

function BumpedAge({ bumpedAt }: { bumpedAt: string }): ReactElement {
  const { locale } = useUiSettings();
  const age = useFromStoreNow((nowMs) => formatAge(Math.max(0, nowMs - Date.parse(bumpedAt)), locale));
  return <span className="ps-2 text-xs whitespace-nowrap text-muted">{age}</span>;
}
