import { Percent, Plus } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaxCategory } from '@auraconnect/shared/menu/catalogue.ts';
import type { Tax } from '@auraconnect/shared/tax/tax.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { formatNumber } from '@auraconnect/shared/ui/format.ts';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { percentDigits, percentFromRate } from '../entries/figures.ts';
import { keyFrom } from '@auraconnect/shared/menu/key-from.ts';
import { useStore } from '../store/store-context.ts';
import { useEdit } from '../store/use-edit.ts';
import { EditSheet } from '@auraconnect/shared/ui/edit-sheet.tsx';
import { RowList } from './row-list.tsx';
import { TaxSheet } from './tax-sheet.tsx';
import { useRemove } from './use-remove.ts';

/** Taxes, and the kinds of goods that they are charged on. */
export function TaxesTab(): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const { answer } = useStore();
  const { taxes, taxCategories } = answer.catalogue;
  const [tax, setTax] = useState<Tax | 'new' | null>(null);
  const [category, setCategory] = useState<TaxCategory | 'new' | null>(null);
  const categoryNames = (one: Tax): string =>
    taxCategories
      .filter(({ id }) => one.taxCategoryIds.includes(id))
      .map(({ name }) => name)
      .join(', ');
  const addButton = (label: string, onPress: () => void): ReactElement | false =>
    !answer.claimed && (
      <Button variant="secondary" icon={<Plus aria-hidden="true" />} onPress={onPress}>
        {label}
      </Button>
    );
  return (
    <>
      <Card
        title={t('tax.title')}
        description={t('tax.text')}
        flush
        actions={addButton(t('tax.add'), () => setTax('new'))}
      >
        {taxes.length === 0 ? (
          <EmptyState icon={<Percent />} title={t('tax.none')}>
            {t('tax.noneText')}
          </EmptyState>
        ) : (
          <RowList
            label={t('tax.title')}
            rows={taxes.map((one) => ({
              id: one.id,
              title: `${one.name} ${formatNumber(percentFromRate(one.rate), locale, percentDigits)} %`,
              text: `${t(one.included ? 'tax.included' : 'tax.added')} · ${categoryNames(one)}`,
            }))}
            onOpen={answer.claimed ? undefined : (id) => setTax(taxes.find((one) => one.id === id) ?? null)}
          />
        )}
      </Card>
      <Card
        title={t('taxCategory.title')}
        description={t('taxCategory.text')}
        flush
        actions={addButton(t('taxCategory.add'), () => setCategory('new'))}
      >
        <RowList
          label={t('taxCategory.title')}
          rows={taxCategories.map(({ id, name }) => ({
            id,
            title: name,
            text:
              taxes
                .filter((one) => one.taxCategoryIds.includes(id))
                .map((one) => one.name)
                .join(', ') || t('taxCategory.untaxed'),
          }))}
          onOpen={answer.claimed ? undefined : (id) => setCategory(taxCategories.find((one) => one.id === id) ?? null)}
        />
      </Card>
      {tax !== null && <TaxSheet tax={tax === 'new' ? null : tax} onClose={() => setTax(null)} />}
      {category !== null && (
        <TaxCategorySheet category={category === 'new' ? null : category} onClose={() => setCategory(null)} />
      )}
    </>
  );
}

function TaxCategorySheet({ category, onClose }: { category: TaxCategory | null; onClose(): void }): ReactElement {
  const { t } = useTranslation();
  const { answer } = useStore();
  const edit = useEdit();
  const remove = useRemove(edit);
  const [name, setName] = useState(category?.name ?? '');
  const save = async (): Promise<string[]> => {
    if (name.trim() === '') return [t('wrong.name')];
    const id =
      category?.id ??
      keyFrom(
        name,
        answer.catalogue.taxCategories.map((one) => one.id),
        'goods',
      );
    return edit.put([{ entity: 'tax-category', id, payload: { ...category, id, name: name.trim() } }]);
  };
  return (
    <EditSheet
      title={category?.name ?? t('taxCategory.add')}
      busy={edit.busy}
      onSave={save}
      onDelete={
        category === null || answer.catalogue.taxCategories.length === 1
          ? undefined
          : () => remove('tax-category', category)
      }
      onClose={onClose}
    >
      <TextField
        label={t('name')}
        placeholder={t('taxCategory.example')}
        value={name}
        onChange={setName}
        required
        autoFocus
        maxLength={60}
      />
    </EditSheet>
  );
}
