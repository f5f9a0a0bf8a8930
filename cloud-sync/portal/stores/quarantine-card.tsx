import { useQueryClient } from '@tanstack/react-query';
import { RotateCw } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuarantinedEvent, RebuildAnswer, StoreDetail } from '@auraconnect/shared/protocol/portal-api.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { ConfirmDialog } from '@auraconnect/shared/ui/confirm-dialog.tsx';
import { formatNumber } from '@auraconnect/shared/ui/format.ts';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useCloudAction } from '../cloud/use-cloud.ts';
import { sentenceOf } from '../parts/fault-words.ts';
import { useMoments } from '../parts/moments.ts';
import { Link } from '../place/link.tsx';
import { useHref } from '../place/store-scope.ts';
import type { ApiFault } from '../session/api-fault.ts';

/** Events that are stored but could not be worked into the figures, and what waits for them. */
export function QuarantineCard({ store }: { store: StoreDetail }): ReactElement | null {
  const { t } = useTranslation();
  const unknownCount = store.unknownEvents.reduce((sum, { count }) => sum + count, 0);
  if (store.quarantined.length + unknownCount === 0) return null;
  return (
    <Card
      title={t('stores.heldTitle', { count: store.quarantined.length })}
      description={t('stores.heldHint')}
      flush
      actions={<RebuildButton store={store} />}
    >
      {unknownCount > 0 && (
        <p className="border-t border-line px-5 py-3 text-sm text-muted">
          {t('stores.unknownEvents', { count: unknownCount })}{' '}
          <span className="font-mono text-xs">{store.unknownEvents.map(({ type }) => type).join(', ')}</span>
        </p>
      )}
      <ul className="border-t border-line">
        {store.quarantined.map((event) => (
          <Held key={event.eventId} event={event} timeZone={store.timeZone} />
        ))}
      </ul>
    </Card>
  );
}

function Held({ event, timeZone }: { event: QuarantinedEvent; timeZone: string | null }): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const href = useHref();
  const moments = useMoments(timeZone);
  return (
    <li className="border-b border-line px-5 py-3 text-sm last:border-b-0">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-mono text-xs">{event.type}</span>
        <span className="text-muted tabular-nums">
          {t('stores.eventNumber', { seq: formatNumber(event.seq, locale) })} · {moments.dateTime(event.occurredAt)}
        </span>
        {event.orderId !== null && (
          <Link
            href={href(`/orders/${event.orderId}`)}
            className="font-medium text-accent underline-offset-4 hover:underline"
          >
            {t('stores.itsOrder')}
          </Link>
        )}
      </p>
      <p className="mt-1 text-muted" dir="auto">
        {event.blockedBy === null ? event.reason : t('stores.waitsFor', { event: event.blockedBy })}
      </p>
    </li>
  );
}

/** Works everything out from the journal again: after an update that can read what could not be read. */
export function RebuildButton({ store }: { store: StoreDetail }): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const rebuild = useCloudAction<string, RebuildAnswer>((storeId) => `/stores/${storeId}/rebuild`);
  async function work(): Promise<void> {
    try {
      const answer = await rebuild.mutateAsync(store.storeId);
      toasts.show({
        tone: answer.quarantinedCount === 0 ? 'positive' : 'warning',
        message: t('stores.rebuilt', {
          orders: formatNumber(answer.orderCount, locale),
          events: formatNumber(answer.eventCount, locale),
          count: answer.quarantinedCount,
        }),
      });
      await queries.invalidateQueries();
    } catch (fault) {
      toasts.show({ tone: 'danger', message: sentenceOf(fault as ApiFault, t) });
    } finally {
      setAsking(false);
    }
  }
  return (
    <>
      <Button icon={<RotateCw />} busy={rebuild.isPending} onPress={() => setAsking(true)}>
        {t('stores.rebuild')}
      </Button>
      <ConfirmDialog
        isOpen={asking}
        title={t('stores.rebuildAsk', { store: store.name })}
        confirmLabel={t('stores.rebuild')}
        cancelLabel={t('stores.rebuildNot')}
        tone="primary"
        onConfirm={work}
        onCancel={() => setAsking(false)}
      >
        {t('stores.rebuildHint', { events: formatNumber(store.cursorSeq, locale) })}
      </ConfirmDialog>
    </>
  );
}
