import { BellRing, Printer, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '@auraconnect/shared/kitchen/ticket.ts';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';

export interface TicketMarksProps {
  ticket: Ticket;
  stationName: (stationId: string) => string;
  ownStation: string | null;
}

/** What is unusual about a ticket, and who else works on the order. */
export function TicketMarks({ ticket, stationName, ownStation }: TicketMarksProps): ReactElement | null {
  const { t } = useTranslation();
  const cancelled = ticket.status === 'cancelled';
  const arriving = ticket.status === 'pending' && ticket.owner === 'screen';
  const marks = [
    cancelled && { key: 'cancel', icon: TriangleAlert, text: t('ticket.cancelled'), tone: 'bg-danger text-on-danger' },
    !cancelled &&
      ticket.addition && { key: 'add', icon: BellRing, text: t('ticket.add'), tone: 'bg-info text-on-info' },
    arriving && { key: 'arriving', icon: BellRing, text: t('ticket.arriving'), tone: 'bg-sunken text-muted' },
    ticket.owner === 'printer' && {
      key: 'printed',
      icon: Printer,
      text: t('ticket.printedAt', { station: stationName(ticket.stationId) }),
      tone: 'bg-warning-soft text-warning',
    },
  ].filter((mark) => mark !== false);
  const also = ticket.alsoAt.map(stationName).join(', ');
  if (marks.length === 0 && also === '' && ownStation === null) return null;
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-2 text-sm font-semibold">
      {marks.map(({ key, icon: Icon, text, tone }) => (
        <span key={key} className={classNames('inline-flex items-center gap-1.5 rounded-sm px-2 py-0.5', tone)}>
          <Icon className="size-4" aria-hidden="true" />
          {text}
        </span>
      ))}
      {ownStation !== null && <span dir="auto">{ownStation}</span>}
      {also !== '' && (
        <span className="text-muted" dir="auto">
          {t('ticket.alsoAt', { stations: also })}
        </span>
      )}
    </div>
  );
}
