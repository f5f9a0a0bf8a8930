import { Plus, Trash2 } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '@auraconnect/shared/menu/catalogue.ts';
import { browserIds } from '@auraconnect/shared/ui/client/browser-ports.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { minorDigits } from '@auraconnect/shared/ui/format.ts';
import { IconButton } from '@auraconnect/shared/ui/icon-button.tsx';
import { NumberField } from '@auraconnect/shared/ui/number-field.tsx';
import { Select } from '@auraconnect/shared/ui/select.tsx';
import { Switch } from '@auraconnect/shared/ui/switch.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { itemDraftOf, itemFrom, itemProblems, type ItemDraft, type VariantDraft } from '../../entries/drafts.ts';
import { useStore } from '../../store/store-context.ts';
import { useEdit } from '../../store/use-edit.ts';
import { EditSheet } from '@auraconnect/shared/ui/edit-sheet.tsx';
import { CheckList } from '../tax-sheet.tsx';
import { useRemove } from '../use-remove.ts';

const mostVariants = 40;

/** Something to sell: its sizes and prices, where it is made, how it is taxed and what is asked about it. */
export function ItemSheet({
  item,
  categoryId,
  onClose,
}: {
  item: Item | null;
  categoryId: string;
  onClose(): void;
}): ReactElement {
  const { t } = useTranslation();
  const { catalogue } = useStore().answer;
  const { categories, items, modifierGroups, stations, taxCategories, settings } = catalogue;
  const edit = useEdit();
  const remove = useRemove(edit);
  const [draft, setDraft] = useState<ItemDraft>(() =>
    item === null
      ? {
          name: '',
          kitchenName: '',
          categoryId,
          variants: [{ row: browserIds.next(), id: null, name: '', price: null }],
          taxCategoryId: taxCategories[0]?.id ?? '',
          stationIds: stations.slice(0, 1).map((station) => station.id),
          modifierGroupIds: [],
          sold: true,
          barcodes: '',
        }
      : itemDraftOf(item, settings.currency),
  );
  const change = (part: Partial<ItemDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const save = async (): Promise<string[]> => {
    const problems = itemProblems(draft);
    if (problems.length > 0) return problems.map((key) => t(`wrong.${key}`));
    const payload = itemFrom(draft, item, items, settings.currency);
    return edit.put([{ entity: 'item', id: payload.id, payload }]);
  };
  return (
    <EditSheet
      title={item?.name ?? t('menu.addItem')}
      busy={edit.busy}
      onSave={save}
      onDelete={item === null ? undefined : () => remove('item', item)}
      onClose={onClose}
      size="lg"
    >
      <TextField
        label={t('name')}
        placeholder={t('menu.itemExample')}
        value={draft.name}
        onChange={(name) => change({ name })}
        required
        autoFocus={item === null}
        maxLength={120}
      />
      <Variants variants={draft.variants} onChange={(variants) => change({ variants })} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          label={t('menu.category')}
          options={categories.map(({ id, name }) => ({ id, label: name }))}
          value={draft.categoryId}
          onChange={(next) => change({ categoryId: next })}
          required
        />
        <Select
          label={t('menu.taxCategory')}
          options={taxCategories.map(({ id, name }) => ({ id, label: name }))}
          value={draft.taxCategoryId}
          onChange={(next) => change({ taxCategoryId: next })}
          required
        />
      </div>
      {stations.length > 0 && (
        <CheckList
          legend={t('menu.stations')}
          options={stations}
          chosen={draft.stationIds}
          onChange={(stationIds) => change({ stationIds })}
        />
      )}
      {modifierGroups.length > 0 && (
        <CheckList
          legend={t('menu.choices')}
          options={modifierGroups}
          chosen={draft.modifierGroupIds}
          onChange={(modifierGroupIds) => change({ modifierGroupIds })}
        />
      )}
      <TextField
        label={t('menu.kitchenName')}
        description={t('menu.kitchenNameText')}
        value={draft.kitchenName}
        onChange={(kitchenName) => change({ kitchenName })}
        maxLength={60}
      />
      <TextField
        label={t('menu.barcodes')}
        description={t('menu.barcodesText')}
        value={draft.barcodes}
        onChange={(barcodes) => change({ barcodes })}
        inputMode="numeric"
        maxLength={400}
      />
      <Switch isSelected={draft.sold} onChange={(sold) => change({ sold })} description={t('menu.soldText')}>
        {t('menu.sold')}
      </Switch>
    </EditSheet>
  );
}

function Variants({
  variants,
  onChange,
}: {
  variants: readonly VariantDraft[];
  onChange(variants: VariantDraft[]): void;
}): ReactElement {
  const { t } = useTranslation();
  const { currency } = useStore().answer.catalogue.settings;
  const digits = minorDigits(currency);
  const several = variants.length > 1;
  const replace = (next: VariantDraft): void =>
    onChange(variants.map((variant) => (variant.row === next.row ? next : variant)));
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="sr-only">{t('menu.prices')}</legend>
      {variants.map((variant, place) => (
        <div key={variant.row} className="flex items-end gap-2">
          {several && (
            <TextField
              label={t('menu.size')}
              placeholder={t('menu.sizeExample')}
              value={variant.name}
              onChange={(name) => replace({ ...variant, name })}
              className="min-w-0 grow basis-0"
              maxLength={60}
              required
            />
          )}
          <NumberField
            label={several ? t('menu.price') : t('menu.priceIn', { currency })}
            value={variant.price}
            onChange={(price) => replace({ ...variant, price })}
            min={0}
            max={1_000_000}
            formatOptions={{ minimumFractionDigits: digits, maximumFractionDigits: digits }}
            className="min-w-0 grow basis-0"
            required
          />
          {several && (
            <IconButton
              label={t('menu.removeSize', { name: variant.name || String(place + 1) })}
              icon={<Trash2 aria-hidden="true" />}
              onPress={() => onChange(variants.filter((one) => one.row !== variant.row))}
            />
          )}
        </div>
      ))}
      <Button
        variant="quiet"
        icon={<Plus aria-hidden="true" />}
        disabled={variants.length >= mostVariants}
        onPress={() => onChange([...variants, { row: browserIds.next(), id: null, name: '', price: null }])}
        className="self-start"
      >
        {t('menu.addSize')}
      </Button>
    </fieldset>
  );
}
