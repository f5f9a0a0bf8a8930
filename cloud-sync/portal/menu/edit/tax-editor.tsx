import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tax } from '@auraconnect/shared/tax/tax.ts';
import { BusinessDate } from '@auraconnect/shared/time/instant.ts';
import { Switch } from '@auraconnect/shared/ui/switch.tsx';
import { RadioGroup } from '@auraconnect/shared/ui/radio-group.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { useMenuWork } from '../menu-context.ts';
import { ChooseSeveral } from './choose-several.tsx';
import { EditorFrame, FieldSet } from './editor-frame.tsx';
import type { EditorProps } from './edit-sheet.tsx';
import { newKey } from './new-key.ts';
import { percentOf, rateOf } from './percent.ts';
import { useSave } from './use-save.ts';

type TaxForm = Pick<Tax, 'name' | 'included' | 'compound' | 'taxCategoryIds' | 'orderTypeIds'> & {
  percent: string;
  validFrom: string;
  validTo: string;
};

const dateOrNull = (text: string): string | null => (BusinessDate.safeParse(text).success ? text : null);

/** A tax as an authority wants it: how much, in the price or on top, of what, where and since when. */
export function TaxEditor({ id, onClose }: EditorProps): ReactElement {
  const { t } = useTranslation();
  const { index } = useMenuWork();
  const { problems, save, remove, baseOf, takenKeys, forget } = useSave('tax', onClose);
  const tax = id === null ? undefined : index.taxes.find((known) => known.id === id);
  const [form, setForm] = useState<TaxForm>({
    name: tax?.name ?? '',
    percent: tax === undefined ? '' : percentOf(tax.rate),
    included: tax?.included ?? false,
    compound: tax?.compound ?? false,
    taxCategoryIds: tax?.taxCategoryIds ?? [],
    orderTypeIds: tax?.orderTypeIds ?? [],
    validFrom: tax?.validFrom ?? '',
    validTo: tax?.validTo ?? '',
  });
  const [tried, setTried] = useState(false);
  const set = (changes: Partial<TaxForm>): void => {
    setForm((current) => ({ ...current, ...changes }));
    forget();
  };
  const rate = rateOf(form.percent);
  const backwards = form.validFrom !== '' && form.validTo !== '' && form.validTo < form.validFrom;

  function submit(): void {
    setTried(true);
    if (form.name.trim() === '' || rate === null || backwards) return;
    const key = id ?? newKey(form.name, 'tax', takenKeys());
    const { name, included, compound, taxCategoryIds, orderTypeIds, validFrom, validTo } = form;
    const position = tax?.position ?? Math.max(-1, ...index.taxes.map((other) => other.position)) + 1;
    save(key, {
      ...(id === null ? {} : baseOf(id)),
      id: key,
      name: name.trim(),
      rate,
      included,
      compound,
      position,
      taxCategoryIds,
      orderTypeIds,
      validFrom: dateOrNull(validFrom),
      validTo: dateOrNull(validTo),
    });
  }

  return (
    <EditorFrame
      title={tax?.name ?? t('menu.newTax')}
      description={t('edit.taxHint')}
      problems={problems}
      onSave={submit}
      onClose={onClose}
      onRemove={id === null ? null : () => remove(id, form.name)}
    >
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_9rem]">
        <TextField
          label={t('field.name')}
          required
          maxLength={60}
          autoFocus={id === null}
          value={form.name}
          onChange={(name) => set({ name })}
          errorMessage={tried && form.name.trim() === '' ? t('edit.nameMissing') : undefined}
        />
        <TextField
          label={t('edit.percent')}
          required
          inputMode="decimal"
          autoComplete="off"
          className="[&_input]:text-end [&_input]:tabular-nums"
          value={form.percent}
          onChange={(percent) => set({ percent })}
          errorMessage={tried && rate === null ? t('edit.percentWrong') : undefined}
        />
      </div>
      <RadioGroup
        label={t('field.included')}
        value={form.included ? 'included' : 'added'}
        onChange={(choice) => set({ included: choice === 'included' })}
        fullWidth
        options={[
          { id: 'added', label: t('menu.taxAdded') },
          { id: 'included', label: t('menu.taxIncluded') },
        ]}
      />
      <Switch
        isSelected={form.compound}
        onChange={(compound) => set({ compound })}
        description={t('edit.compoundHint')}
      >
        {t('field.compound')}
      </Switch>
      <FieldSet legend={t('field.taxCategoryIds')}>
        <ChooseSeveral
          options={index.catalogue.taxCategories}
          chosen={form.taxCategoryIds}
          onChange={(taxCategoryIds) => set({ taxCategoryIds })}
        />
      </FieldSet>
      <FieldSet legend={t('field.orderTypeIds')} hint={t('edit.orderTypesHint')}>
        <ChooseSeveral
          options={index.catalogue.orderTypes}
          chosen={form.orderTypeIds}
          onChange={(orderTypeIds) => set({ orderTypeIds })}
        />
      </FieldSet>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={t('field.validFrom')}
          type="date"
          value={form.validFrom}
          onChange={(validFrom) => set({ validFrom })}
        />
        <TextField
          label={t('field.validTo')}
          type="date"
          value={form.validTo}
          onChange={(validTo) => set({ validTo })}
          errorMessage={backwards ? t('edit.endsBeforeStart') : undefined}
        />
      </div>
    </EditorFrame>
  );
}
