import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreDetail } from '@auraconnect/shared/protocol/portal-api.ts';
import { Badge } from '@auraconnect/shared/ui/badge.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { formatNumber } from '@auraconnect/shared/ui/format.ts';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useMoments } from '../parts/moments.ts';
import { RetireButton } from './retire-button.tsx';

type Epoch = StoreDetail['epochs'][number];

/**
 * The boxes that the store has run on, each by the newest journal that it sent: a chain of hashes that can be compared with the box. Where
 * there are two, one of them can be retired.
 */
export function BoxesCard({ store }: { store: StoreDetail }): ReactElement {
  const { t } = useTranslation();
  const boxes = store.epochs.filter(({ newest }) => newest).toReversed();
  const earlier = store.epochs.filter(({ newest }) => !newest).toReversed();
  const heard = boxes.filter(({ retiredAt }) => retiredAt === null);
  return (
    <Card title={t('stores.journals')} description={t('stores.journalsHint')}>
      <ul className="flex flex-col gap-4 text-sm">
        {boxes.map((box) => (
          <li key={box.epoch} className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <Journal journal={box} timeZone={store.timeZone} />
            {(box.retiredAt !== null || heard.length > 1) && <RetireButton store={store} box={box} />}
          </li>
        ))}
      </ul>
      {earlier.length > 0 && (
        <details className="mt-4 border-t border-line pt-2 text-sm">
          <summary className="flex min-h-11 cursor-pointer items-center text-muted hover:text-ink">
            {t('stores.earlierJournals', { count: earlier.length })}
          </summary>
          <ul className="mt-2 flex flex-col gap-4">
            {earlier.map((journal) => (
              <li key={journal.epoch} className="flex">
                <Journal journal={journal} timeZone={store.timeZone} />
              </li>
            ))}
          </ul>
        </details>
      )}
      <p className="mt-4 border-t border-line pt-4 text-xs text-muted">
        {t('stores.key')}{' '}
        <span className="font-mono break-all" dir="ltr">
          {store.keyFingerprint}
        </span>
      </p>
    </Card>
  );
}

function Journal({ journal, timeZone }: { journal: Epoch; timeZone: string | null }): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const moments = useMoments(timeZone);
  const { epoch, seq, hash, firstSeenAt, lastSeenAt, current, retiredAt } = journal;
  return (
    <div className="min-w-0 grow basis-72">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium tabular-nums">
          {t('stores.eventCount', { count: seq, events: formatNumber(seq, locale) })}
        </span>
        {retiredAt !== null ? (
          <Badge>{t('stores.retired', { date: moments.date(retiredAt) })}</Badge>
        ) : (
          current && <Badge tone="positive">{t('stores.currentBox')}</Badge>
        )}
        <span className="text-muted">
          {t('stores.seen', { from: moments.dateTime(firstSeenAt), to: moments.dateTime(lastSeenAt) })}
        </span>
      </p>
      <p className="mt-1 font-mono text-xs break-all text-muted" dir="ltr">
        {epoch} · {hash}
      </p>
    </div>
  );
}
