import { BellRing, Printer, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '@auraconnect/shared/kitchen/ticket.ts';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import type { Names } from './names.ts';

export interface TicketMarksProps {
  ticket: Ticket;
  names: Names;
  /** Whether its own station has to be said: one board carries several. */
  everyStation: boolean;
}

/** What is unusual about a ticket, and who else works on the order. */
export function TicketMarks({ ticket, names, everyStation }: TicketMarksProps): ReactElement | null {
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
      text: t('ticket.printedAt', { station: names.station(ticket.stationId) }),
      tone: 'bg-warning-soft text-warning',
    },
  ].filter((mark) => mark !== false);
  const also = ticket.alsoAt.map(names.station).join(', ');
  if (marks.length === 0 && also === '' && !everyStation) return null;
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-2 text-sm font-semibold">
      {marks.map(({ key, icon: Icon, text, tone }) => (
        <span key={key} className={classNames('inline-flex items-center gap-1.5 rounded-sm px-2 py-0.5', tone)}>
          <Icon className="size-4" aria-hidden="true" />
          {text}
        </span>
      ))}
      {everyStation && <span dir="auto">{names.station(ticket.stationId)}</span>}
      {also !== '' && (
        <span className="text-muted" dir="auto">
          {t('ticket.alsoAt', { stations: also })}
        </span>
      )}
    </div>
  );
}
