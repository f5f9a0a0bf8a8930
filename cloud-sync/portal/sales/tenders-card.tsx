import { Banknote, CreditCard, Wallet } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tenders } from '@auraconnect/shared/protocol/portal-api.ts';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { Skeleton, SkeletonGroup } from '@auraconnect/shared/ui/skeleton.tsx';
import { useTenders } from '../cloud/questions.ts';
import { QueryError } from '../parts/query-error.tsx';
import { Link } from '../place/link.tsx';
import { useHref } from '../place/store-scope.ts';
import { ordersOf, type SalesView } from './sales-view.ts';

type Row = Tenders['tenders'][number];

/** How guests paid, tips apart, with what went back. */
export function TendersCard({ view }: { view: SalesView | null }): ReactElement {
  const { t } = useTranslation();
  const href = useHref();
  const query = useTenders({ storeId: view?.storeId ?? null, currency: view?.currency, span: view?.span ?? null });
  const rows = query.data?.tenders;
  if (rows === undefined || view === null) {
    return (
      <Card title={t('sales.tenders')}>
        {query.error === null ? (
          <SkeletonGroup className="flex flex-col gap-4">
            <Skeleton className="h-12 w-full" />
            <Skeleton className="h-12 w-full" />
          </SkeletonGroup>
        ) : (
          <QueryError query={query} className="p-0" />
        )}
      </Card>
    );
  }
  return (
    <Card title={t('sales.tenders')} flush className="self-start">
      {rows.length === 0 ? (
        <EmptyState icon={<Wallet />} title={t('sales.noPayments')} />
      ) : (
        <ul className="border-t border-line">
          {rows.map((row) => (
            <li key={row.tender} className="border-b border-line last:border-b-0">
              <Link
                href={href('/orders', { ...ordersOf(view), tender: row.tender })}
                className="flex items-start gap-3 px-5 py-3 text-sm -outline-offset-3 transition-colors hover:bg-canvas"
              >
                <Tender row={row} currency={view.currency} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Tender({ row, currency }: { row: Row; currency: string }): ReactElement {
  const { t } = useTranslation();
  const Icon = row.tender === 'cash' ? Banknote : CreditCard;
  return (
    <>
      <span className="mt-0.5 grid size-9 shrink-0 place-items-center rounded-md bg-sunken text-muted">
        <Icon className="size-5" aria-hidden="true" />
      </span>
      <span className="min-w-0 grow">
        <span className="block font-medium">{t(`tender.${row.tender}`, { defaultValue: row.tender })}</span>
        <span className="block text-xs text-muted tabular-nums">{t('sales.payments', { count: row.count })}</span>
      </span>
      <span className="text-end">
        <MoneyText amountMinor={row.amountMinor} currency={currency} className="font-semibold" />
        {row.tipMinor !== 0 && (
          <span className="block text-xs text-muted">
            {t('sales.withTips')} <MoneyText amountMinor={row.tipMinor} currency={currency} />
          </span>
        )}
        {row.refundMinor !== 0 && (
          <span className="block text-xs text-muted">
            {t('sales.wentBack')} <MoneyText amountMinor={-row.refundMinor} currency={currency} />
          </span>
        )}
      </span>
    </>
  );
}
