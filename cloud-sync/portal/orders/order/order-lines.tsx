import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { activeQuantity, isVoided } from '@auraconnect/shared/order/line-quantities.ts';
import type { Order, OrderLine } from '@auraconnect/shared/order/order.ts';
import { priceOrder } from '@auraconnect/shared/pricing/price-order.ts';
import { Badge } from '@auraconnect/shared/ui/badge.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { formatMoney, formatQuantity } from '@auraconnect/shared/ui/format.ts';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { rateLabel } from '../../parts/rate.ts';

/** The lines as they were sold, and how they come to the total. Figures are those of the one function that prices. */
export function OrderLines({ order }: { order: Order }): ReactElement {
  const { t } = useTranslation();
  const priced = new Map(priceOrder(order).lines.map((line) => [line.lineId, line]));
  return (
    <Card title={t('order.lines')} flush>
      <ul className="border-t border-line">
        {order.lines.map((line) => (
          <li key={line.lineId} className="border-b border-line px-5 py-3">
            <Line line={line} amountMinor={priced.get(line.lineId)?.grossMinor ?? 0} currency={order.currency} />
          </li>
        ))}
        {order.lines.length === 0 && <li className="px-5 py-4 text-muted">{t('order.noLines')}</li>}
      </ul>
      <Totals order={order} />
    </Card>
  );
}

function Line({
  line,
  amountMinor,
  currency,
}: {
  line: OrderLine;
  amountMinor: number;
  currency: string;
}): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const gone = isVoided(line);
  const partly = !gone && line.voidedQuantity !== '0';
  return (
    <div className="grid grid-cols-[2.5rem_minmax(0,1fr)_auto] gap-x-2 text-sm">
      <span className="font-semibold tabular-nums">
        {formatQuantity(gone ? line.quantity : activeQuantity(line), locale)}
      </span>
      <span className="min-w-0">
        <span className={classNames('font-medium', gone && 'text-muted line-through')} dir="auto">
          {line.name}
          {line.variantName !== null && <span className="font-normal text-muted"> · {line.variantName}</span>}
        </span>
        {line.modifiers.map((modifier, place) => (
          <span
            key={place}
            className="block text-muted"
            style={{ paddingInlineStart: `${modifier.depth}rem` }}
            dir="auto"
          >
            {modifier.quantity === 1 ? '' : `${formatQuantity(String(modifier.quantity), locale)} × `}
            {modifier.name}
            {modifier.unitPriceMinor !== 0 &&
              ` (${formatMoney(modifier.unitPriceMinor, currency, locale, { showPlus: true })})`}
          </span>
        ))}
        {line.note !== '' && (
          <span className="block text-muted italic" dir="auto">
            “{line.note}”
          </span>
        )}
        <span className="flex flex-wrap gap-1 empty:hidden [&>*]:mt-1">
          {gone && <Badge>{t('order.voided')}</Badge>}
          {partly && (
            <Badge>{t('order.partlyVoided', { quantity: formatQuantity(line.voidedQuantity, locale) })}</Badge>
          )}
          {line.comp !== null && <Badge tone="warning">{t('order.comped', { reason: line.comp.reason })}</Badge>}
          {line.override !== null && (
            <Badge tone="info">
              {t('order.overridden', { price: formatMoney(line.override.menuPriceMinor, currency, locale) })}
            </Badge>
          )}
        </span>
      </span>
      <span className={classNames('text-end', gone && 'text-muted line-through')}>
        <MoneyText amountMinor={amountMinor} currency={currency} className="font-medium" />
        {!gone && activeQuantity(line) !== '1' && (
          <span className="block text-xs text-muted">
            {t('order.each', { price: formatMoney(line.unitPriceMinor, currency, locale) })}
          </span>
        )}
      </span>
    </div>
  );
}

function Totals({ order }: { order: Order }): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const { totals, currency, tipMinor } = order;
  const rows: [label: ReactNode, amountMinor: number][] = [[t('order.subtotal'), totals.grossMinor]];
  if (totals.discountMinor !== 0) {
    const names = order.discounts.map(({ name }) => name).join(', ');
    rows.push([t('order.discounts', { names }), -totals.discountMinor]);
  }
  if (totals.compMinor !== 0) rows.push([t('figure.comps'), -totals.compMinor]);
  for (const tax of totals.taxes) {
    const label = `${tax.name} ${rateLabel(tax.rate, locale)}`;
    rows.push([tax.included ? t('order.taxIncluded', { tax: label }) : label, tax.amountMinor]);
  }
  return (
    <dl className="flex flex-col gap-1.5 px-5 py-4 text-sm">
      {rows.map(([label, amountMinor], place) => (
        <div key={place} className="flex justify-between gap-4 text-muted">
          <dt dir="auto">{label}</dt>
          <dd>
            <MoneyText amountMinor={amountMinor} currency={currency} />
          </dd>
        </div>
      ))}
      <div className="mt-1 flex justify-between gap-4 border-t border-line-strong pt-2 text-base font-semibold">
        <dt>{t('figure.total')}</dt>
        <dd>
          <MoneyText amountMinor={totals.totalMinor} currency={currency} />
        </dd>
      </div>
      {tipMinor !== 0 && (
        <div className="flex justify-between gap-4 text-muted">
          <dt>{t('order.tip')}</dt>
          <dd>
            <MoneyText amountMinor={tipMinor} currency={currency} />
          </dd>
        </div>
      )}
      {order.status === 'open' && (
        <div className="flex justify-between gap-4 font-semibold text-info">
          <dt>{t('order.due')}</dt>
          <dd>
            <MoneyText amountMinor={order.dueMinor} currency={currency} />
          </dd>
        </div>
      )}
    </dl>
  );
}
