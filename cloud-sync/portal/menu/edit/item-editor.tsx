import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Select } from '@auraconnect/shared/ui/select.tsx';
import { Switch } from '@auraconnect/shared/ui/switch.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { usePlace } from '../../place/place.ts';
import { useMenuWork } from '../menu-context.ts';
import { ChooseSeveral } from './choose-several.tsx';
import { EditorFrame, FieldSet } from './editor-frame.tsx';
import type { EditorProps } from './edit-sheet.tsx';
import { GroupsOfItem } from './groups-of-item.tsx';
import { itemFormOf, itemOf, newItemForm, type FormProblems, type ItemForm } from './item-form.ts';
import { newKey } from './new-key.ts';
import { useSave } from './use-save.ts';
import { VariantFields } from './variant-fields.tsx';

/** One dish: what it is called, what it costs, what is asked with it, who makes it. */
export function ItemEditor({ id, onClose }: EditorProps): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const { index } = useMenuWork();
  const wanted = usePlace().search.get('in');
  const { currency } = index.settings;
  const writing = { currency, locale };
  const item = id === null ? undefined : index.items.get(id);
  const { problems, save, remove, baseOf, takenKeys, forget } = useSave('item', onClose);
  const [form, setForm] = useState<ItemForm>(() =>
    item === undefined ? newItemForm(index.catalogue, wanted) : itemFormOf(item, writing),
  );
  const [wrong, setWrong] = useState<FormProblems>({});
  const { categories, taxCategories, stations, dayparts } = index.catalogue;

  function set(changes: Partial<ItemForm>): void {
    setForm((current) => ({ ...current, ...changes }));
    setWrong({});
    forget();
  }
  function submit(): void {
    const key = id ?? newKey(form.name, 'item', takenKeys());
    const result = itemOf(form, key, id === null ? null : baseOf(id), writing, t('edit.regular'));
    if ('problems' in result) setWrong(result.problems);
    else save(key, result.payload);
  }
  const say = (field: string): string | undefined => {
    const code = wrong[field];
    return code === undefined ? undefined : t(`edit.${code}`);
  };

  return (
    <EditorFrame
      title={item?.name ?? t('menu.newItem')}
      size="lg"
      problems={problems}
      onSave={submit}
      onClose={onClose}
      onRemove={id === null ? null : () => remove(id, form.name)}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={t('field.name')}
          required
          maxLength={120}
          autoFocus={id === null}
          value={form.name}
          onChange={(name) => set({ name })}
          errorMessage={say('name')}
        />
        <TextField
          label={t('field.kitchenName')}
          description={t('edit.kitchenNameHint')}
          maxLength={60}
          value={form.kitchenName}
          onChange={(kitchenName) => set({ kitchenName })}
        />
        <Select
          label={t('field.categoryId')}
          value={form.categoryId === '' ? null : form.categoryId}
          onChange={(categoryId) => set({ categoryId })}
          options={categories.map(({ id: key, name }) => ({ id: key, label: name }))}
          errorMessage={say('category')}
        />
        <Select
          label={t('field.taxCategoryId')}
          value={form.taxCategoryId === '' ? null : form.taxCategoryId}
          onChange={(taxCategoryId) => set({ taxCategoryId })}
          options={taxCategories.map(({ id: key, name }) => ({ id: key, label: name }))}
          errorMessage={say('tax')}
        />
      </div>
      <Switch isSelected={form.sold} onChange={(sold) => set({ sold })} description={t('edit.soldHint')}>
        {t('edit.sold')}
      </Switch>
      <FieldSet legend={t('field.variants')} hint={form.variants.length === 1 ? t('edit.oneSizeHint') : undefined}>
        <VariantFields
          variants={form.variants}
          currency={currency}
          priceLevels={index.catalogue.priceLevels}
          say={say}
          onChange={(variants) => set({ variants })}
        />
      </FieldSet>
      <FieldSet legend={t('field.modifierGroupIds')} hint={t('edit.groupsHint')}>
        <GroupsOfItem
          chosen={form.modifierGroupIds}
          groups={index.catalogue.modifierGroups}
          onChange={(modifierGroupIds) => set({ modifierGroupIds })}
        />
      </FieldSet>
      {stations.length > 0 && (
        <FieldSet legend={t('field.stationIds')} hint={t('edit.stationsHint')}>
          <ChooseSeveral options={stations} chosen={form.stationIds} onChange={(stationIds) => set({ stationIds })} />
        </FieldSet>
      )}
      {dayparts.length > 0 && (
        <FieldSet legend={t('field.daypartIds')} hint={t('edit.daypartsHint')}>
          <ChooseSeveral options={dayparts} chosen={form.daypartIds} onChange={(daypartIds) => set({ daypartIds })} />
        </FieldSet>
      )}
    </EditorFrame>
  );
}
