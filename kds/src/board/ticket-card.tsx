import { BellRing, Check, Printer, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { isLineCancelled } from '@auraconnect/shared/kitchen/evolve-ticket.ts';
import type { AgeLevel } from '@auraconnect/shared/kitchen/age.ts';
import type { Ticket, TicketLine } from '@auraconnect/shared/kitchen/ticket.ts';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { formatElapsed, formatQuantity } from '@auraconnect/shared/ui/format.ts';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { isAllergy } from '../link/board-state.ts';

export interface TicketCardProps {
  ticket: Ticket;
  orderTypeName: string;
  stationName: (stationId: string) => string;
  /** Shown where one board carries several stations. */
  ownStation: string | null;
  ageMs: number;
  age: AgeLevel;
  /** How far it is on its way to late, 0 to 1. */
  ageShare: number;
  /** -1 the head, 0 and up a line, null not selected. */
  selectedLine: number | null;
  /** The key that bumps it, 1 to 10; null beyond. */
  shortcut: number | null;
  onBump(): void;
  onToggle(line: TicketLine): void;
}

const ageRole = { fresh: 'fresh', warn: 'due', late: 'late' } as const;

/** One ticket: tap the head to bump it, an item to mark it done. */
export function TicketCard(props: TicketCardProps): ReactElement {
  const { ticket, orderTypeName, ageMs, age, ageShare, selectedLine, shortcut, onBump, onToggle } = props;
  const { t } = useTranslation();
  const arriving = ticket.status === 'pending' && ticket.owner === 'screen';
  const cancelled = ticket.status === 'cancelled';
  return (
    <article
      data-age={cancelled ? 'held' : ageRole[age]}
      data-ticket={ticket.ticketId}
      aria-label={t('ticket.label', { number: ticket.number })}
      className={classNames(
        'mb-3 break-inside-avoid overflow-hidden rounded-lg border-2 bg-surface shadow-lift',
        selectedLine === null ? 'border-line' : 'border-accent ring-4 ring-accent',
        arriving && 'opacity-60',
      )}
    >
      <button
        type="button"
        onClick={onBump}
        aria-label={t('ticket.bump', { number: ticket.number })}
        className={classNames(
          'block w-full bg-age p-3 text-start text-on-age',
          selectedLine === -1 && 'outline-4 -outline-offset-4 outline-current',
        )}
      >
        <span className="flex items-baseline justify-between gap-3">
          <span className="text-xl font-bold tabular-nums" dir="auto">
            {ticket.number}
          </span>
          <span className="text-lg font-semibold tabular-nums">{formatElapsed(ageMs)}</span>
        </span>
        <span className="flex items-center justify-between gap-3 text-sm font-medium">
          <span className="min-w-0 truncate" dir="auto">
            {[orderTypeName, ticket.label].filter(Boolean).join(' · ')}
          </span>
          {shortcut !== null && (
            <span className="rounded-sm border border-current px-2 tabular-nums" aria-hidden="true">
              {shortcut % 10}
            </span>
          )}
        </span>
        <span className="mt-2 block h-1.5 overflow-hidden rounded-full bg-scrim" aria-hidden="true">
          <span className="block h-full bg-current" style={{ inlineSize: `${Math.round(ageShare * 100)}%` }} />
        </span>
      </button>
      <TicketMarks {...props} arriving={arriving} cancelled={cancelled} />
      <ul className="divide-y divide-line">
        {ticket.lines.map((line, index) => (
          <TicketRow key={line.lineId} line={line} selected={selectedLine === index} onToggle={() => onToggle(line)} />
        ))}
      </ul>
      {ticket.note !== '' && <Note note={ticket.note} />}
    </article>
  );
}

function TicketMarks({
  ticket,
  stationName,
  ownStation,
  arriving,
  cancelled,
}: TicketCardProps & { arriving: boolean; cancelled: boolean }): ReactElement | null {
  const { t } = useTranslation();
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
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-2 text-xs font-semibold">
      {marks.map(({ key, icon: Icon, text, tone }) => (
        <span key={key} className={classNames('inline-flex items-center gap-1 rounded-sm px-2 py-0.5', tone)}>
          <Icon className="size-4" aria-hidden="true" />
          {text}
        </span>
      ))}
      {ownStation !== null && (
        <span className="text-muted" dir="auto">
          {ownStation}
        </span>
      )}
      {also !== '' && (
        <span className="text-muted" dir="auto">
          {t('ticket.alsoAt', { stations: also })}
        </span>
      )}
    </div>
  );
}

function TicketRow({
  line,
  selected,
  onToggle,
}: {
  line: TicketLine;
  selected: boolean;
  onToggle: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const gone = isLineCancelled(line);
  const partly = !gone && line.cancelledQuantity !== '0';
  return (
    <li>
      <button
        type="button"
        onClick={onToggle}
        disabled={gone}
        aria-pressed={line.done}
        className={classNames(
          'flex min-h-14 w-full items-start gap-3 px-3 py-2 text-start',
          selected && 'outline-4 -outline-offset-4 outline-accent',
          line.done && 'bg-positive-soft',
        )}
      >
        <span
          className={classNames('min-w-8 shrink-0 text-lg font-bold tabular-nums', (line.done || gone) && 'text-muted')}
        >
          {formatQuantity(line.quantity, locale)}
        </span>
        <span className="min-w-0 grow">
          <span
            className={classNames(
              'block text-base font-semibold break-words',
              gone && 'line-through',
              (line.done || gone) && 'text-muted',
            )}
            dir="auto"
          >
            {line.name}
            {line.variantName !== null && <span className="font-normal text-muted"> {line.variantName}</span>}
          </span>
          {line.modifiers.map((modifier, index) => (
            <span
              key={`${index} ${modifier.name}`}
              className={classNames('block text-sm', gone && 'line-through')}
              style={{ paddingInlineStart: `${0.75 * (modifier.depth + 1)}rem` }}
              dir="auto"
            >
              {modifier.quantity > 1 && `${modifier.quantity} × `}
              {modifier.name}
            </span>
          ))}
          {line.note !== '' && <Note note={line.note} />}
          {gone && <span className="text-sm font-bold text-danger">{t('line.cancel')}</span>}
          {partly && (
            <span className="text-sm font-bold text-danger">
              {t('line.cancelSome', { quantity: formatQuantity(line.cancelledQuantity, locale) })}
            </span>
          )}
        </span>
        {line.done && <Check className="size-6 shrink-0 text-positive" aria-label={t('line.done')} />}
      </button>
    </li>
  );
}

function Note({ note }: { note: string }): ReactElement {
  const { t } = useTranslation();
  if (!isAllergy(note)) {
    return (
      <span className="mt-1 block px-1 text-sm text-warning italic" dir="auto">
        {note}
      </span>
    );
  }
  return (
    <span className="mt-1 flex items-center gap-2 rounded-sm bg-danger px-2 py-1 text-sm font-bold text-on-danger">
      <TriangleAlert className="size-5 shrink-0" aria-hidden="true" />
      <span className="min-w-0 break-words">
        {t('line.allergy')} <span dir="auto">{note}</span>
      </span>
    </span>
  );
}
