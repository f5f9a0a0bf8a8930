import { Check, Undo2 } from 'lucide-react';
import { memo, useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { isLineCancelled } from '@auraconnect/shared/kitchen/evolve-ticket.ts';
import type { Ticket, TicketLine } from '@auraconnect/shared/kitchen/ticket.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { VisuallyHidden } from '@auraconnect/shared/ui/visually-hidden.tsx';
import { KitchenNote, LineQuantity, LineWords } from './line-words.tsx';
import { useAgeRole } from './card-age.tsx';
import { CardHead } from './card-head.tsx';
import type { Names } from './names.ts';
import { TicketMarks } from './ticket-marks.tsx';

export interface TicketCardProps {
  ticket: Ticket;
  names: Names;
  /** Whether the board carries several stations. */
  everyStation: boolean;
  /** -1 the head, 0 and up a line, null not selected. */
  selectedLine: number | null;
  /** The key that bumps it, 1 to 10; null beyond. */
  shortcut: number | null;
  /** Bumped a moment ago: it keeps its place, so that nothing slides under the finger, and offers the way back. */
  leaving: boolean;
  onBump(ticket: Ticket): void;
  onRecall(ticket: Ticket): void;
  onToggle(ticket: Ticket, line: TicketLine): void;
}

/** A board of a hundred draws only the cards again that something happened to. */
export const TicketCard = memo(OneTicket);

/**
 * One ticket: tap the head to bump it, an item to mark it done. One that is longer than the glass is high goes on in the next column,
 * and so may not clip what runs over.
 */
function OneTicket(props: TicketCardProps): ReactElement {
  const { ticket, names, everyStation, selectedLine, shortcut, leaving, onBump, onRecall, onToggle } = props;
  const { t } = useTranslation();
  const { number, firedAt, stationId } = ticket;
  const limits = useMemo(() => names.limitsOf([stationId]), [names, stationId]);
  const age = useAgeRole({ firedAt, limits });
  return (
    <article
      data-age={leaving || ticket.status === 'cancelled' ? 'held' : age}
      data-card={ticket.ticketId}
      aria-label={t('ticket.label', { number })}
      aria-current={selectedLine !== null}
      className={classNames(
        'relative mb-3 break-inside-avoid rounded-lg border-2 box-decoration-clone bg-surface shadow-lift',
        selectedLine === null ? 'border-line' : 'border-accent ring-4 ring-accent',
      )}
    >
      <div inert={leaving} className={classNames(leaving && 'invisible')}>
        <button
          type="button"
          onClick={() => onBump(ticket)}
          className={classNames(
            'relative block w-full rounded-t-md bg-age p-3 text-start text-on-age',
            selectedLine === -1 && 'outline-4 -outline-offset-4 outline-current',
          )}
        >
          <VisuallyHidden>{t('ticket.bump', { number })}</VisuallyHidden>
          <CardHead
            number={number}
            label={ticket.label}
            orderTypeName={names.orderType(ticket.orderTypeId)}
            firedAt={firedAt}
            limits={limits}
            shortcut={shortcut}
          />
        </button>
        <TicketMarks ticket={ticket} names={names} everyStation={everyStation} />
        {ticket.note !== '' && (
          <div className="border-b border-line px-3 pt-1 pb-2">
            <KitchenNote note={ticket.note} />
          </div>
        )}
        <ul className="divide-y divide-line">
          {ticket.lines.map((line, index) => (
            <TicketRow
              key={line.lineId}
              line={line}
              selected={selectedLine === index}
              onToggle={() => onToggle(ticket, line)}
            />
          ))}
        </ul>
      </div>
      {leaving && (
        <div className="absolute inset-x-3 top-3">
          <Button size="xl" fullWidth icon={<Undo2 aria-hidden="true" />} onPress={() => onRecall(ticket)}>
            {t('recall.one', { number })}
          </Button>
        </div>
      )}
    </article>
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
  const gone = isLineCancelled(line);
  const quiet = line.done || gone;
  return (
    <li>
      <button
        type="button"
        onClick={onToggle}
        disabled={gone}
        aria-pressed={line.done}
        className={classNames(
          'flex min-h-14 w-full items-start gap-2 rounded-md px-3 py-3.5 text-start',
          selected && 'outline-4 -outline-offset-4 outline-accent',
          line.done && 'bg-positive-soft',
        )}
      >
        <LineQuantity line={line} quiet={quiet} />
        <LineWords line={line} quiet={quiet} />
        {line.done && <Check className="size-7 shrink-0 text-positive" aria-label={t('line.done')} />}
      </button>
    </li>
  );
}
