import type { ReactElement } from 'react';
import { classNames } from './class-names.ts';
import { formatMoney } from './format.ts';
import { directionOf } from './i18n.ts';
import { useUiSettings } from './ui-provider.tsx';

export interface MoneyTextProps {
  /** Whole minor units: 4210 is 42.10. */
  amountMinor: number | bigint;
  /** ISO 4217; the store's when omitted. */
  currency?: string | undefined;
  locale?: string | undefined;
  hideCurrency?: boolean | undefined;
  showPlus?: boolean | undefined;
  className?: string | undefined;
}

/** An amount: end-aligned, tabular, never broken over lines, with a real minus sign. */
export function MoneyText({
  amountMinor,
  currency,
  locale,
  hideCurrency = false,
  showPlus = false,
  className,
}: MoneyTextProps): ReactElement {
  const settings = useUiSettings();
  const writtenIn = locale ?? settings.locale;
  return (
    <span
      dir={directionOf(writtenIn)}
      className={classNames('inline-block text-end whitespace-nowrap tabular-nums', className)}
    >
      {formatMoney(amountMinor, currency ?? settings.currency, writtenIn, { hideCurrency, showPlus })}
    </span>
  );
}
