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

/** What sold, best first; the bar behind a name is its part of the best one. An open item has no orders of its own to open. */
export function ItemList({ items, currency, hrefOf }: ItemListProps): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const bestMinor = Math.max(1, ...items.map(({ revenueMinor }) => revenueMinor));
  return (
    <ol className="pb-2">
      {items.map(({ itemId, name, quantity, revenueMinor }) => {
        const row = (
          <>
            <span
              aria-hidden="true"
              className="absolute inset-y-1 start-2 rounded-sm bg-accent-soft"
              style={{ inlineSize: `calc((100% - 1rem) * ${Math.max(0, revenueMinor) / bestMinor})` }}
            />
            <span className="relative min-w-0 grow truncate font-medium" dir="auto">
              {name}
            </span>
            <span className="relative shrink-0 text-xs text-muted tabular-nums">
              {t('common.sold', { quantity: formatQuantity(quantity, locale) })}
            </span>
            <MoneyText amountMinor={revenueMinor} currency={currency} className="relative min-w-20 shrink-0 font-medium" />
          </>
        );
        const rowClass = 'relative flex min-h-11 items-center gap-3 px-5 text-sm';
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
