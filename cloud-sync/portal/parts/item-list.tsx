import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TopItems } from '@auraconnect/shared/protocol/portal-api.ts';
import { formatQuantity } from '@auraconnect/shared/ui/format.ts';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { Link } from '../place/link.tsx';

export interface ItemListProps {
  items: TopItems['items'];
  currency: string;
  hrefOf: (itemId: string) => string;
}

/** What sold, best first; the bar under a name is its part of the best one. An open item has no orders of its own to open. */
export function ItemList({ items, currency, hrefOf }: ItemListProps): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const bestMinor = Math.max(1, ...items.map(({ revenueMinor }) => revenueMinor));
  return (
    <ol className="pb-2">
      {items.map(({ itemId, name, quantity, revenueMinor }) => {
        const row = (
          <>
            <span className="min-w-0 grow">
              <span className="block truncate" dir="auto">
                {name}
              </span>
              <span aria-hidden="true" className="mt-1 block h-1 rounded-full bg-sunken">
                <span
                  className="block h-full rounded-full bg-accent"
                  style={{ inlineSize: `${(Math.max(0, revenueMinor) / bestMinor) * 100}%` }}
                />
              </span>
            </span>
            <span className="w-14 shrink-0 text-end text-xs text-muted tabular-nums">
              {t('common.sold', { quantity: formatQuantity(quantity, locale) })}
            </span>
            <MoneyText amountMinor={revenueMinor} currency={currency} className="min-w-20 shrink-0 font-medium" />
          </>
        );
        const rowClass = 'flex min-h-11 items-center gap-3 px-5 text-sm';
        return (
          <li key={itemId ?? name}>
            {itemId === null ? (
              <div className={rowClass}>{row}</div>
            ) : (
              <Link href={hrefOf(itemId)} className={`${rowClass} -outline-offset-3 transition-colors hover:bg-canvas`}>
                {row}
              </Link>
            )}
          </li>
        );
      })}
    </ol>
  );
}
