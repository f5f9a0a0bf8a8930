import { Hourglass, WifiOff } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SalesNow } from '@auraconnect/shared/protocol/portal-api.ts';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { formatNumber } from '@auraconnect/shared/ui/format.ts';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { Link } from '../place/link.tsx';
import { useHref } from '../place/store-scope.ts';
import { useMoments } from '../parts/moments.ts';
import { freshnessOf } from './freshness.ts';

/** Says which store the figures wait for, and up to when they are whole. Nothing when they are. */
export function FreshnessNote({ now }: { now: SalesNow }): ReactElement | null {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const href = useHref();
  const moments = useMoments();
  const freshness = freshnessOf(now);
  if (freshness.kind === 'live') return null;
  const { stores, kind } = freshness;
  const [first] = stores;
  const until = freshness.completeUntil === null ? null : moments.timeOrDate(freshness.completeUntil);
  const who = stores.length === 1 && first !== undefined ? first.name : t('common.stores', { count: stores.length });
  const Icon = kind === 'silent' ? WifiOff : Hourglass;
  return (
    <Link
      href={href(stores.length === 1 && first !== undefined ? `/stores/${first.storeId}` : '/stores')}
      className={classNames(
        'flex min-h-11 items-center gap-3 rounded-lg px-4 py-2.5 text-sm',
        kind === 'silent' ? 'bg-warning-soft text-warning' : 'bg-info-soft text-info',
      )}
    >
      <Icon className="size-5 shrink-0" aria-hidden="true" />
      <span className="min-w-0">
        <strong className="font-semibold" dir="auto">
          {kind === 'silent'
            ? t('overview.silent', { who, count: stores.length })
            : t('overview.behind', {
                who,
                count: stores.length,
                events: formatNumber(freshness.pendingEvents, locale),
              })}
        </strong>{' '}
        {until === null ? '' : t('overview.completeUntil', { time: until })}
      </span>
    </Link>
  );
}
