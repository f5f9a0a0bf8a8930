import { TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { isLineCancelled } from '@auraconnect/shared/kitchen/evolve-ticket.ts';
import type { TicketLine } from '@auraconnect/shared/kitchen/ticket.ts';
import { subtractDecimal } from '@auraconnect/shared/money/decimal.ts';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { formatNumber, formatQuantity } from '@auraconnect/shared/ui/format.ts';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { isAllergy } from '../link/board-state.ts';

/** How many are still wanted: a cook makes what stands here and never subtracts. */
export function LineQuantity({ line, quiet }: { line: TicketLine; quiet: boolean }): ReactElement {
  const { locale } = useUiSettings();
  const gone = isLineCancelled(line);
  const wanted = gone ? line.quantity : subtractDecimal(line.quantity, line.cancelledQuantity);
  return (
    <span
      className={classNames(
        'min-w-7 shrink-0 text-lg font-bold tabular-nums',
        gone && 'line-through',
        quiet && 'text-muted',
      )}
    >
      {formatQuantity(wanted, locale)}
    </span>
  );
}

/** A line's name, choices, notes and what was taken back, as a station and the pass both read them. */
export function LineWords({ line, quiet }: { line: TicketLine; quiet: boolean }): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const gone = isLineCancelled(line);
  const struck = gone && 'line-through';
  const place = [
    line.course !== null && t('line.course', { number: formatNumber(line.course, locale) }),
    line.seat !== null && t('line.seat', { number: formatNumber(line.seat, locale) }),
  ].filter((part) => part !== false);
  return (
    <span className="min-w-0 grow">
      <span className={classNames('block text-lg font-semibold break-words', struck, quiet && 'text-muted')} dir="auto">
        {line.name}
        {line.variantName !== null && <span className="font-normal text-muted"> {line.variantName}</span>}
      </span>
      {place.length > 0 && <span className="block text-sm font-medium text-muted">{place.join(' · ')}</span>}
      {line.modifiers.map((modifier, index) => (
        <span
          key={`${index} ${modifier.name}`}
          className={classNames('block text-base break-words', struck, quiet && 'text-muted')}
          style={{ paddingInlineStart: `${0.75 * (modifier.depth + 1)}rem` }}
          dir="auto"
        >
          {modifier.quantity > 1 && `${formatNumber(modifier.quantity, locale)} × `}
          {modifier.name}
        </span>
      ))}
      {line.note !== '' && <KitchenNote note={line.note} />}
      {line.cancelledQuantity !== '0' && (
        <span className="mt-1 inline-flex items-center gap-1.5 rounded-sm bg-danger px-2 text-base font-bold text-on-danger">
          {gone ? t('line.cancel') : t('line.cancelSome', { quantity: formatQuantity(line.cancelledQuantity, locale) })}
        </span>
      )}
    </span>
  );
}

/** What a guest asked for in words. An allergy has a block that looks like nothing else on the board, late red included. */
export function KitchenNote({ note }: { note: string }): ReactElement {
  const { t } = useTranslation();
  if (!isAllergy(note)) {
    return (
      <span className="mt-1 block text-base font-medium break-words text-warning italic" dir="auto">
        {note}
      </span>
    );
  }
  return (
    <span className="mt-1 block rounded-md border-4 border-danger bg-inverse px-2 py-1 text-base font-bold text-on-inverse">
      <span className="flex items-center gap-2">
        <TriangleAlert className="size-6 shrink-0" aria-hidden="true" />
        {t('line.allergy')}
      </span>
      <span className="block break-words" dir="auto">
        {note}
      </span>
    </span>
  );
}
