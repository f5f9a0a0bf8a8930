import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreDetail } from '@auraconnect/shared/protocol/portal-api.ts';
import { Badge } from '@auraconnect/shared/ui/badge.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { formatNumber } from '@auraconnect/shared/ui/format.ts';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useMoments } from '../parts/moments.ts';

/** The journals that the store has sent: one per box it ever ran on, each a chain of hashes that can be compared with the box. */
export function BoxesCard({ store }: { store: StoreDetail }): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const moments = useMoments(store.timeZone);
  return (
    <Card title={t('stores.journals')} description={t('stores.journalsHint')}>
      <ul className="flex flex-col gap-4 text-sm">
        {store.epochs.map(({ epoch, seq, hash, firstSeenAt, lastSeenAt, current }) => (
          <li key={epoch} className="min-w-0">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="font-medium tabular-nums">
                {t('stores.eventCount', { count: seq, events: formatNumber(seq, locale) })}
              </span>
              {current && <Badge tone="positive">{t('stores.currentBox')}</Badge>}
              <span className="text-muted">
                {t('stores.seen', { from: moments.dateTime(firstSeenAt), to: moments.dateTime(lastSeenAt) })}
              </span>
            </p>
            <p className="mt-1 font-mono text-xs break-all text-muted" dir="ltr">
              {epoch} · {hash}
            </p>
          </li>
        ))}
      </ul>
      <p className="mt-4 border-t border-line pt-4 text-xs text-muted">
        {t('stores.key')}{' '}
        <span className="font-mono break-all" dir="ltr">
          {store.keyFingerprint}
        </span>
      </p>
    </Card>
  );
}
