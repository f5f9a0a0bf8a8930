import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tax } from '@auraconnect/shared/tax/tax.ts';
import { Checkbox } from '@auraconnect/shared/ui/checkbox.tsx';
import { formatMoney } from '@auraconnect/shared/ui/format.ts';
import { NumberField } from '@auraconnect/shared/ui/number-field.tsx';
import { RadioGroup } from '@auraconnect/shared/ui/radio-group.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { percentDigits, percentFromRate, rateFromPercent } from '../entries/figures.ts';
import { keyFrom } from '@auraconnect/shared/menu/key-from.ts';
import { computeTaxExample } from '../new-store/tax-example.ts';
import { Notice } from '@auraconnect/shared/ui/notice.tsx';
import { useStore } from '../store/store-context.ts';
import { useEdit } from '../store/use-edit.ts';
import { EditSheet } from '@auraconnect/shared/ui/edit-sheet.tsx';
import { useRemove } from './use-remove.ts';

/** One tax: its rate, whether prices contain it, on what and for which orders it is charged. */
export function TaxSheet({ tax, onClose }: { tax: Tax | null; onClose(): void }): ReactElement {
  const { t } = useTranslation();
  const { locale, currency } = useUiSettings();
  const { answer } = useStore();
  const { taxes, taxCategories, orderTypes } = answer.catalogue;
  const edit = useEdit();
  const remove = useRemove(edit);
  const [name, setName] = useState(tax?.name ?? '');
  const [percent, setPercent] = useState<number | null>(tax === null ? null : percentFromRate(tax.rate));
  const [kind, setKind] = useState<'included' | 'added'>(
    (tax?.included ?? taxes[0]?.included ?? true) ? 'included' : 'added',
  );
  const [compound, setCompound] = useState(tax?.compound ?? false);
  const [categoryIds, setCategoryIds] = useState<readonly string[]>(
    tax?.taxCategoryIds ?? taxCategories.map(({ id }) => id),
  );
  // In the catalogue an empty list means all; on the screen all are ticked.
  const [typeIds, setTypeIds] = useState<readonly string[]>(
    tax === null || tax.orderTypeIds.length === 0 ? orderTypes.map(({ id }) => id) : tax.orderTypeIds,
  );
  const example = percent === null || percent <= 0 ? null : computeTaxExample(kind, percent, currency);
  const money = (amountMinor: number): string => formatMoney(amountMinor, currency, locale);

  const save = async (): Promise<string[]> => {
    if (name.trim() === '') return [t('wrong.taxName')];
    if (percent === null || percent < 0 || percent > 100) return [t('wrong.taxPercent')];
    if (categoryIds.length === 0) return [t('wrong.taxCategories')];
    if (typeIds.length === 0) return [t('wrong.orderTypes')];
    const id =
      tax?.id ??
      keyFrom(
        name,
        taxes.map((one) => one.id),
        'tax',
      );
    const isAllTypes = orderTypes.every((type) => typeIds.includes(type.id));
    const payload: Tax = {
      id,
      name: name.trim(),
      rate: rateFromPercent(percent),
      included: kind === 'included',
      position: tax?.position ?? Math.max(-1, ...taxes.map((one) => one.position)) + 1,
      compound,
      taxCategoryIds: [...categoryIds],
      orderTypeIds: isAllTypes ? [] : [...typeIds],
      validFrom: tax?.validFrom ?? null,
      validTo: tax?.validTo ?? null,
    };
    return edit.put([{ entity: 'tax', id, payload: { ...tax, ...payload } }]);
  };

  return (
    <EditSheet
      title={tax?.name ?? t('tax.add')}
      busy={edit.busy}
      onSave={save}
      onDelete={tax === null ? undefined : () => remove('tax', tax)}
      onClose={onClose}
    >
      <TextField
        label={t('tax.name')}
        placeholder={t('tax.nameExample')}
        value={name}
        onChange={setName}
        required
        autoFocus={tax === null}
        maxLength={60}
      />
      <NumberField
        label={t('tax.percent')}
        value={percent}
        onChange={setPercent}
        min={0}
        max={100}
        formatOptions={{ maximumFractionDigits: percentDigits }}
        required
      />
      <RadioGroup
        label={t('tax.kind')}
        value={kind}
        onChange={setKind}
        fullWidth
        options={[
          { id: 'included', label: t('tax.included') },
          { id: 'added', label: t('tax.added') },
        ]}
      />
      {example !== null && (
        <Notice tone="info">
          {t(`ask.tax.${kind}Example`, {
            price: money(example.priceMinor),
            tax: money(example.taxMinor),
            total: money(example.totalMinor),
          })}
        </Notice>
      )}
      <CheckList legend={t('tax.on')} options={taxCategories} chosen={categoryIds} onChange={setCategoryIds} />
      <CheckList legend={t('tax.orderTypes')} options={orderTypes} chosen={typeIds} onChange={setTypeIds} />
      {taxes.length > (tax === null ? 0 : 1) && (
        <Checkbox isSelected={compound} onChange={setCompound} description={t('tax.compoundText')}>
          {t('tax.compound')}
        </Checkbox>
      )}
    </EditSheet>
  );
}

export interface CheckListProps {
  legend: string;
  options: readonly { id: string; name: string }[];
  chosen: readonly string[];
  onChange(ids: readonly string[]): void;
}

/** Any number of a few. */
export function CheckList({ legend, options, chosen, onChange }: CheckListProps): ReactElement {
  return (
    <fieldset className="flex flex-col">
      <legend className="mb-1 text-sm font-medium">{legend}</legend>
      {options.map(({ id, name }) => (
        <Checkbox
          key={id}
          isSelected={chosen.includes(id)}
          onChange={(isChosen) => onChange(isChosen ? [...chosen, id] : chosen.filter((one) => one !== id))}
        >
          <span dir="auto">{name}</span>
        </Checkbox>
      ))}
    </fieldset>
  );
}
