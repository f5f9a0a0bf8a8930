import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Hue, type Category } from '@auraconnect/shared/menu/catalogue.ts';
import { RadioGroup } from '@auraconnect/shared/ui/radio-group.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { categoryFrom } from '../../entries/drafts.ts';
import { categoryOfHue } from '@auraconnect/shared/ui/hue.ts';
import { useStore } from '../../store/store-context.ts';
import { useEdit } from '../../store/use-edit.ts';
import { EditSheet } from '@auraconnect/shared/ui/edit-sheet.tsx';
import { useRemove } from '../use-remove.ts';

/** A page of the menu: its name and its colour on the tills. */
export function CategorySheet({ category, onClose }: { category: Category | null; onClose(): void }): ReactElement {
  const { t } = useTranslation();
  const { categories } = useStore().answer.catalogue;
  const edit = useEdit();
  const remove = useRemove(edit);
  const [name, setName] = useState(category?.name ?? '');
  const [hue, setHue] = useState<Hue>(category?.hue ?? Hue.options[categories.length % Hue.options.length] ?? 'green');
  const save = async (): Promise<string[]> => {
    if (name.trim() === '') return [t('wrong.name')];
    const payload = categoryFrom({ name, hue }, category, categories);
    return edit.put([{ entity: 'category', id: payload.id, payload }]);
  };
  return (
    <EditSheet
      title={category?.name ?? t('menu.addCategory')}
      busy={edit.busy}
      onSave={save}
      onDelete={category === null ? undefined : () => remove('category', category)}
      onClose={onClose}
    >
      <TextField
        label={t('name')}
        placeholder={t('menu.categoryExample')}
        value={name}
        onChange={setName}
        required
        autoFocus
        maxLength={80}
      />
      <RadioGroup
        label={t('menu.colour')}
        value={hue}
        onChange={setHue}
        options={Hue.options.map((id) => ({
          id,
          label: t(`hue.${id}`),
          labelHidden: true,
          icon: (
            <span
              data-category={categoryOfHue[id]}
              className="size-6 rounded-full border-2 border-surface bg-category"
              aria-hidden="true"
            />
          ),
        }))}
      />
    </EditSheet>
  );
}
