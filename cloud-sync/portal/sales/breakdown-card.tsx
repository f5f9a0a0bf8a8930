import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { Skeleton, SkeletonGroup } from '@auraconnect/shared/ui/skeleton.tsx';
import { QueryError } from '../parts/query-error.tsx';
import { Link } from '../place/link.tsx';
import { useHref } from '../place/store-scope.ts';
import { ordersOf, useSeriesOf, type SalesView } from './sales-view.ts';

interface SumRow {
  label: string;
  amountMinor: number;
  strong?: boolean;
  sign?: '+' | '=';
  note?: string;
  having?: 'discount' | 'comp' | 'refund';
}

/** How the figures add up, as on paper: what was sold, what the state gets, what guests paid, what was given away. */
export function BreakdownCard({ view }: { view: SalesView | null }): ReactElement {
  const { t } = useTranslation();
  const href = useHref();
  const { query } = useSeriesOf(view, null);
  const totals = query.data?.totals;
  function body(): ReactNode {
    if (totals === undefined || view === null) {
      return query.error === null ? (
        <SkeletonGroup className="flex flex-col gap-5">
          {Array.from({ length: 7 }, (_, index) => (
            <Skeleton key={index} className="h-6 w-full" />
          ))}
        </SkeletonGroup>
      ) : (
        <QueryError query={query} className="p-0" />
      );
    }
    const sums: SumRow[] = [
      { label: t('figure.netSales'), amountMinor: totals.revenueMinor },
      { label: t('figure.taxes'), amountMinor: totals.taxMinor, sign: '+' },
      { label: t('figure.total'), amountMinor: totals.totalMinor, sign: '=', strong: true },
      { label: t('figure.tips'), amountMinor: totals.tipMinor, sign: '+' },
    ];
    const given: SumRow[] = [
      { label: t('figure.discounts'), amountMinor: totals.discountMinor, having: 'discount' },
      { label: t('figure.comps'), amountMinor: totals.compMinor, having: 'comp' },
      { label: t('figure.refunds'), amountMinor: totals.refundMinor, having: 'refund', note: t('sales.refundNote') },
    ];
    const row = (sum: SumRow): ReactElement => (
      <Sum
        key={sum.label}
        sum={sum}
        currency={view.currency}
        href={
          sum.having === undefined || sum.amountMinor === 0
            ? undefined
            : href('/orders', { ...ordersOf(view), having: sum.having })
        }
      />
    );
    return (
      <>
        <ul>{sums.map(row)}</ul>
        <p className="mt-4 mb-1 border-t border-line pt-4 text-xs font-semibold text-muted">{t('sales.givenAway')}</p>
        <ul>{given.map(row)}</ul>
      </>
    );
  }
  return <Card title={t('sales.addsUp')}>{body()}</Card>;
}

function Sum({ sum, currency, href }: { sum: SumRow; currency: string; href: string | undefined }): ReactElement {
  const { label, amountMinor, sign, strong = false, note } = sum;
  const content = (
    <>
      <span aria-hidden="true" className="w-4 shrink-0 text-muted">
        {sign}
      </span>
      <span className="min-w-0 grow">
        {label}
        {note !== undefined && <span className="block text-xs text-muted">{note}</span>}
      </span>
      <MoneyText amountMinor={amountMinor} currency={currency} />
    </>
  );
  const rowClass = classNames(
    'flex min-h-11 items-center gap-1.5 text-sm',
    strong && 'border-t border-line-strong font-semibold',
  );
  return (
    <li>
      {href === undefined ? (
        <div className={rowClass}>{content}</div>
      ) : (
        <Link href={href} className={classNames(rowClass, '-mx-2 rounded-md px-2 transition-colors hover:bg-canvas')}>
          {content}
        </Link>
      )}
    </li>
  );
}
