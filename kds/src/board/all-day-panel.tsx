import { memo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { allDayCounts } from '@auraconnect/shared/kitchen/all-day.ts';
import type { Ticket } from '@auraconnect/shared/kitchen/ticket.ts';
import { formatQuantity } from '@auraconnect/shared/ui/format.ts';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';

/** How many of each thing are still to be made on all tickets together. */
export const AllDayPanel = memo(function AllDayPanel({
  tickets,
  isKnown,
}: {
  tickets: readonly Ticket[];
  isKnown: boolean;
}): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const counts = allDayCounts(tickets);
  return (
    <aside className="flex w-72 shrink-0 flex-col border-s border-line bg-surface" aria-label={t('allDay.title')}>
      <h2 className="border-b border-line px-4 py-3 text-base font-semibold">{t('allDay.title')}</h2>
      <ul
        // A list that scrolls must be reached by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="min-h-0 grow divide-y divide-line overflow-y-auto -outline-offset-3"
      >
        {counts.map(({ name, variantName, quantity }) => (
          <li key={`${name} ${variantName ?? ''}`} className="flex items-baseline gap-3 px-4 py-2">
            <span className="min-w-10 text-end text-lg font-bold tabular-nums">{formatQuantity(quantity, locale)}</span>
            <span className="min-w-0 text-sm break-words" dir="auto">
              {name} {variantName !== null && <span className="text-muted">{variantName}</span>}
            </span>
          </li>
        ))}
        {counts.length === 0 && isKnown && <li className="px-4 py-3 text-sm text-muted">{t('allDay.empty')}</li>}
      </ul>
    </aside>
  );
});
