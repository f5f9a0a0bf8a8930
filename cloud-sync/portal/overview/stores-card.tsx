import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SalesNow } from '@auraconnect/shared/protocol/portal-api.ts';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { Skeleton, SkeletonGroup } from '@auraconnect/shared/ui/skeleton.tsx';
import { MoreLink } from '../parts/more-link.tsx';
import { Link } from '../place/link.tsx';
import { useHref } from '../place/store-scope.ts';
import { HealthDot, useHealthWords } from '../stores/health.tsx';

/** Every store of the figures above, with how fresh it is. */
export function StoresCard({ now }: { now: SalesNow | undefined }): ReactElement {
  const { t } = useTranslation();
  const href = useHref();
  const healthWords = useHealthWords();
  return (
    <Card
      title={t('nav.stores')}
      flush
      actions={<MoreLink href={href('/stores')}>{t('overview.storesMore')}</MoreLink>}
    >
      {now === undefined ? (
        <SkeletonGroup className="px-5 pb-5">
          <Skeleton className="h-10 w-full" />
        </SkeletonGroup>
      ) : (
        <ul className="border-t border-line">
          {now.stores.map((store) => (
            <li key={store.storeId} className="border-b border-line last:border-b-0">
              <Link
                href={href(`/stores/${store.storeId}`)}
                className="grid min-h-14 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-0.5 px-5 py-2.5 text-sm -outline-offset-3 transition-colors hover:bg-canvas md:grid-cols-[minmax(0,1.4fr)_minmax(0,1.6fr)_8rem_8rem]"
              >
                <span className="truncate font-medium" dir="auto">
                  {store.name}
                </span>
                <span className="flex min-w-0 items-center gap-2 text-muted max-md:order-3 max-md:col-span-2">
                  <HealthDot health={store.health} />
                  <span className="truncate">{healthWords(store)}</span>
                </span>
                <span className="text-end text-muted tabular-nums max-md:hidden">
                  {t('common.orders', { count: (store.provisional ?? store).orderCount })}
                </span>
                <span className="text-end">
                  <MoneyText
                    amountMinor={(store.provisional ?? store).revenueMinor}
                    currency={now.currency}
                    className="font-medium"
                  />
                  {store.provisional !== null && (
                    <span className="block text-xs text-info">{t('overview.provisional')}</span>
                  )}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
