import { UtensilsCrossed } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SalesNow } from '@auraconnect/shared/protocol/portal-api.ts';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { Skeleton, SkeletonGroup } from '@auraconnect/shared/ui/skeleton.tsx';
import { useTopItems } from '../cloud/questions.ts';
import { ItemList } from '../parts/item-list.tsx';
import { QueryError } from '../parts/query-error.tsx';
import { MoreLink } from '../parts/more-link.tsx';
import { useHref, useStoreScope } from '../place/store-scope.ts';

const shown = 6;

export function TopItemsCard({ now }: { now: SalesNow | undefined }): ReactElement {
  const { t } = useTranslation();
  const href = useHref();
  const storeId = useStoreScope();
  const span = now === undefined ? null : { from: now.businessDate, to: now.businessDate };
  const query = useTopItems({ storeId, currency: now?.currency, span, sort: 'revenue', limit: shown, live: true });
  const items = query.data?.items;
  return (
    <Card
      title={t('overview.topItems')}
      flush
      actions={<MoreLink href={href('/sales')}>{t('overview.allItems')}</MoreLink>}
    >
      {items === undefined ? (
        query.error === null ? (
          <SkeletonGroup className="flex flex-col gap-4 px-5 pb-5">
            {Array.from({ length: shown }, (_, index) => (
              <Skeleton key={index} className="h-7 w-full" />
            ))}
          </SkeletonGroup>
        ) : (
          <QueryError query={query} />
        )
      ) : items.length === 0 ? (
        <EmptyState icon={<UtensilsCrossed />} title={t('overview.noItemsYet')}>
          {t('overview.noItemsYetHint')}
        </EmptyState>
      ) : (
        <ItemList
          items={items}
          currency={query.data?.currency ?? ''}
          hrefOf={(itemId) => href('/orders', { status: 'closed', item: itemId })}
        />
      )}
    </Card>
  );
}
