import { ChevronRight } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogueIndex } from '@auraconnect/shared/menu/catalogue-index.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import type { OrderTimelineEntry } from '@auraconnect/shared/protocol/portal-api.ts';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { formatAge, formatMoney, formatQuantity } from '@auraconnect/shared/ui/format.ts';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { timelineSentence, type TimelineWriting } from './timeline-words.ts';

export interface TimelineProps {
  entries: readonly OrderTimelineEntry[];
  order: Order;
  timeZone: string;
  index: CatalogueIndex | null;
}

/** An event that reached the cloud later than this was kept in the store meanwhile, and the page says so. */
const promptMs = 60_000;

/** What happened to the order, by whom, on which device; each entry opens the very record it stands on. */
export function Timeline({ entries, order, timeZone, index }: TimelineProps): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const writing: TimelineWriting = {
    t,
    order,
    money: (amountMinor) => formatMoney(amountMinor, order.currency, locale),
    quantity: (quantity) => formatQuantity(quantity, locale),
    stationName: (stationId) => index?.stations.get(stationId)?.name ?? stationId,
    staffName: (staffId) => index?.staff.get(staffId)?.name ?? staffId,
  };
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'medium', timeZone });
  return (
    <Card title={t('order.timeline')} description={t('order.timelineHint')} flush>
      <ol className="border-t border-line py-2">
        {entries.map((entry) => {
          const lateMs = Date.parse(entry.receivedAt) - Date.parse(entry.occurredAt);
          return (
            <li key={entry.eventId}>
              <Entry
                entry={entry}
                sentence={timelineSentence(entry, writing)}
                time={clock.format(new Date(entry.occurredAt))}
                late={lateMs > promptMs ? t('order.arrivedLater', { age: formatAge(lateMs, locale) }) : null}
              />
            </li>
          );
        })}
      </ol>
    </Card>
  );
}

interface EntryProps {
  entry: OrderTimelineEntry;
  sentence: string;
  time: string;
  late: string | null;
}

function Entry({ entry, sentence, time, late }: EntryProps): ReactElement {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { actorName, deviceName, seq, epoch, hash, eventId, payload, type } = entry;
  const who = [actorName, deviceName].filter((name) => name !== null && name !== '').join(' · ');
  return (
    <details className="group" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="flex min-h-11 cursor-pointer list-none items-start gap-3 px-5 py-2 text-sm -outline-offset-3 hover:bg-canvas [&::-webkit-details-marker]:hidden">
        <ChevronRight
          className="mt-0.5 size-4 shrink-0 text-subtle transition-transform group-open:rotate-90 rtl:-scale-x-100"
          aria-hidden="true"
        />
        <span className="w-24 shrink-0 text-muted tabular-nums">{time}</span>
        <span className="min-w-0 grow">
          <span dir="auto">{sentence}</span>
          <span className="block text-xs text-muted" dir="auto">
            {who}
            {late !== null && <span> · {late}</span>}
          </span>
        </span>
      </summary>
      {open && (
        <div className="mx-5 mb-3 rounded-md bg-sunken p-3 text-xs" dir="ltr">
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-muted">
            <dt>{t('order.eventType')}</dt>
            <dd className="font-mono">{type}</dd>
            <dt>{t('order.eventPlace')}</dt>
            <dd className="font-mono break-all">
              {seq} · {epoch}
            </dd>
            <dt>{t('order.eventId')}</dt>
            <dd className="font-mono break-all">{eventId}</dd>
            <dt>{t('order.eventHash')}</dt>
            <dd className="font-mono break-all">{hash}</dd>
          </dl>
          <pre
            className="mt-3 rounded-sm bg-surface p-3 font-mono break-words whitespace-pre-wrap"
            aria-label={t('order.eventPayload')}
          >
            {payload === null ? t('order.eventUnreadable') : JSON.stringify(payload, null, 2)}
          </pre>
        </div>
      )}
    </details>
  );
}
