import { Undo2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '@auraconnect/shared/kitchen/ticket.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { formatAge } from '@auraconnect/shared/ui/format.ts';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';

/** The last tickets that were made: one tap brings one back. */
export function RecallStrip({
  tickets,
  nowMs,
  onRecall,
}: {
  tickets: readonly Ticket[];
  nowMs: number;
  onRecall: (ticket: Ticket) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  return (
    <footer
      className="flex min-h-16 items-center gap-3 overflow-x-auto border-t border-line bg-surface px-4 py-2"
      aria-label={t('recall.title')}
    >
      <span className="text-sm whitespace-nowrap text-muted">
        {tickets.length === 0 ? t('recall.empty') : t('recall.title')}
      </span>
      {tickets.map((ticket) => (
        <Button
          key={ticket.ticketId}
          variant="secondary"
          icon={<Undo2 aria-hidden="true" />}
          onPress={() => onRecall(ticket)}
          aria-label={t('recall.one', { number: ticket.number })}
        >
          <span className="tabular-nums" dir="auto">
            {ticket.number}
          </span>
          <span className="ps-2 text-xs whitespace-nowrap text-muted">
            {formatAge(Math.max(0, nowMs - Date.parse(ticket.bumpedAt ?? '')), locale)}
          </span>
        </Button>
      ))}
    </footer>
  );
}
