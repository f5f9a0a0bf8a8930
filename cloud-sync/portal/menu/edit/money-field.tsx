import type { ReactElement } from 'react';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { parsePrice, priceText } from './money-input.ts';

export interface MoneyFieldProps {
  label: string;
  labelHidden?: boolean;
  /** As typed; `parsePrice` reads it. */
  value: string;
  onChange: (text: string) => void;
  currency: string;
  placeholder?: string;
  errorMessage?: string | undefined;
  className?: string;
}

/** A price that is typed: written out in full when the field is left, so that one sees what was understood. */
export function MoneyField({ currency, value, onChange, label, className, ...rest }: MoneyFieldProps): ReactElement {
  const { locale } = useUiSettings();
  return (
    <TextField
      {...rest}
      label={label}
      value={value}
      onChange={onChange}
      inputMode="decimal"
      autoComplete="off"
      className={`[&_input]:text-end [&_input]:tabular-nums ${className ?? ''}`}
      onBlur={() => {
        const amountMinor = parsePrice(value, currency, locale);
        if (amountMinor !== null) onChange(priceText(amountMinor, currency, locale));
      }}
    />
  );
}
