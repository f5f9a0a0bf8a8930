import type { Order } from '@auraconnect/shared/order/order.ts';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import type { ReactElement } from 'react';
import { useWords } from '../words/use-words.ts';

/** What the order comes to: as few rows as it needs, the total always in the same place. */
export function CheckTotals({ order }: { order: Order }): ReactElement {
  const t = useWords();
  const { grossMinor, discountMinor, compMinor, taxes, totalMinor, netMinor } = order.totals;
  const added = taxes.filter((tax) => !tax.included && tax.amountMinor !== 0);
  const isPlain = grossMinor === totalMinor && order.paidMinor === 0;
  return (
    <dl className="flex flex-col gap-0.5 text-sm">
      {!isPlain && <Row label={t('subtotal')} amountMinor={grossMinor} />}
      {discountMinor !== 0 && <Row label={t('discounts')} amountMinor={-discountMinor} tone="text-positive" />}
      {compMinor !== 0 && <Row label={t('comps')} amountMinor={-compMinor} tone="text-positive" />}
      {added.map((tax) => (
        <Row key={tax.taxId} label={tax.name} amountMinor={tax.amountMinor} />
      ))}
      {added.length === 0 && netMinor !== totalMinor && <Row label={t('taxes')} amountMinor={totalMinor - netMinor} />}
      <Row label={t('total')} amountMinor={totalMinor} strong />
      {order.paidMinor > 0 && <Row label={t('paid')} amountMinor={-order.paidMinor} />}
      {order.paidMinor > 0 && order.dueMinor > 0 && <Row label={t('due')} amountMinor={order.dueMinor} strong />}
    </dl>
  );
}

function Row({
  label,
  amountMinor,
  strong = false,
  tone,
}: {
  label: string;
  amountMinor: number;
  strong?: boolean;
  tone?: string;
}): ReactElement {
  return (
    <div className={classNames('flex justify-between gap-4', strong ? 'text-lg font-semibold' : 'text-muted', tone)}>
      <dt className="min-w-0 truncate">{label}</dt>
      <dd className="shrink-0">
        <MoneyText amountMinor={amountMinor} />
      </dd>
    </div>
  );
}
