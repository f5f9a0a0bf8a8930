import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { RadioGroup } from '@auraconnect/shared/ui/radio-group.tsx';

export interface CurrencySwitchProps {
  currencies: readonly string[];
  value: string;
  onChange: (currency: string) => void;
}

/** Sums never mix currencies: who has stores in two chooses which are counted. */
export function CurrencySwitch({ currencies, value, onChange }: CurrencySwitchProps): ReactElement | null {
  const { t } = useTranslation();
  if (currencies.length < 2) return null;
  return (
    <RadioGroup
      label={t('common.currency')}
      labelHidden
      value={value}
      onChange={onChange}
      options={currencies.map((currency) => ({ id: currency, label: currency }))}
    />
  );
}
