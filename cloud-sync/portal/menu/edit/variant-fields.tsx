import { Plus, X } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PriceLevel } from '@auraconnect/shared/menu/catalogue.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { IconButton } from '@auraconnect/shared/ui/icon-button.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { emptyVariant, type VariantForm } from './item-form.ts';
import { MoneyField } from './money-field.tsx';

export interface VariantFieldsProps {
  variants: readonly VariantForm[];
  currency: string;
  priceLevels: readonly PriceLevel[];
  /** The sentence for a field that is wrong. */
  say: (field: string) => string | undefined;
  onChange: (variants: readonly VariantForm[]) => void;
}

const mostVariants = 40;

/** Sizes and what they cost, at every price level that the store has. */
export function VariantFields({ variants, currency, priceLevels, say, onChange }: VariantFieldsProps): ReactElement {
  const { t } = useTranslation();
  const several = variants.length > 1;
  const put = (place: number, changes: Partial<VariantForm>): void =>
    onChange(variants.map((variant, at) => (at === place ? { ...variant, ...changes } : variant)));
  return (
    <div className="flex flex-col gap-3">
      {several && (
        <div className="-mb-2 flex gap-2 text-xs font-medium text-muted max-sm:hidden" aria-hidden="true">
          <span className="min-w-40 flex-1">{t('edit.sizeName')}</span>
          <span className="w-32 text-end">{t('field.priceMinor')}</span>
          {priceLevels.map((level) => (
            <span key={level.id} className="w-32 truncate text-end" dir="auto">
              {level.name}
            </span>
          ))}
          <span className="w-11" />
        </div>
      )}
      <ul className="flex flex-col gap-3">
        {variants.map((variant, place) => {
          const called = variant.name.trim() === '' ? t('edit.sizeNumber', { number: place + 1 }) : variant.name;
          return (
            <li key={variant.id ?? `new ${place}`} className="flex flex-wrap items-start gap-2">
              {several && (
                <TextField
                  label={t('edit.sizeName')}
                  labelHidden
                  maxLength={60}
                  className="min-w-40 flex-1"
                  value={variant.name}
                  onChange={(name) => put(place, { name })}
                  errorMessage={say(`variant ${place}`)}
                />
              )}
              <MoneyField
                label={several ? t('edit.priceOf', { name: called }) : t('field.priceMinor')}
                labelHidden={several}
                currency={currency}
                className="w-32"
                value={variant.price}
                onChange={(price) => put(place, { price })}
                errorMessage={say(`price ${place}`)}
              />
              {priceLevels.map((level) => (
                <MoneyField
                  key={level.id}
                  label={several ? t('edit.levelPriceOf', { level: level.name, name: called }) : level.name}
                  labelHidden={several}
                  currency={currency}
                  className="w-32"
                  placeholder={variant.price}
                  value={variant.levels[level.id] ?? ''}
                  onChange={(typed) => put(place, { levels: { ...variant.levels, [level.id]: typed } })}
                  errorMessage={say(`level ${place} ${level.id}`)}
                />
              ))}
              {several && (
                <IconButton
                  label={t('edit.removeSize', { name: called })}
                  icon={<X />}
                  onPress={() => onChange(variants.filter((_, at) => at !== place))}
                />
              )}
            </li>
          );
        })}
      </ul>
      {variants.length < mostVariants && (
        <Button
          variant="secondary"
          icon={<Plus />}
          className="self-start"
          onPress={() => onChange([...variants, emptyVariant])}
        >
          {t('edit.addSize')}
        </Button>
      )}
    </div>
  );
}
