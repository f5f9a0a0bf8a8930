import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hue } from '@auraconnect/shared/menu/catalogue.ts';
import { RadioGroup } from '@auraconnect/shared/ui/radio-group.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { categoryOfHue, hues } from '@auraconnect/shared/ui/hue.ts';
import { useMenuWork } from '../menu-context.ts';
import { EditorFrame } from './editor-frame.tsx';
import type { EditorProps } from './edit-sheet.tsx';
import { newKey } from './new-key.ts';
import { useSave } from './use-save.ts';

export function CategoryEditor({ id, onClose }: EditorProps): ReactElement {
  const { t } = useTranslation();
  const { index } = useMenuWork();
  const { problems, save, remove, baseOf, takenKeys, forget } = useSave('category', onClose);
  const category = id === null ? undefined : index.categories.get(id);
  const [name, setName] = useState(category?.name ?? '');
  const [hue, setHue] = useState<Hue>(category?.hue ?? 'red');
  const [tried, setTried] = useState(false);
  function submit(): void {
    setTried(true);
    if (name.trim() === '') return;
    const key = id ?? newKey(name, 'category', takenKeys());
    const position =
      category?.position ?? Math.max(-1, ...index.catalogue.categories.map((other) => other.position)) + 1;
    save(key, { ...(id === null ? {} : baseOf(id)), id: key, name: name.trim(), hue, position });
  }
  return (
    <EditorFrame
      title={category?.name ?? t('menu.newCategory')}
      problems={problems}
      onSave={submit}
      onClose={onClose}
      onRemove={id === null ? null : () => remove(id, name)}
    >
      <TextField
        label={t('field.name')}
        required
        maxLength={80}
        autoFocus={id === null}
        value={name}
        onChange={(text) => {
          setName(text);
          forget();
        }}
        errorMessage={tried && name.trim() === '' ? t('edit.nameMissing') : undefined}
      />
      <RadioGroup<Hue>
        label={t('field.hue')}
        description={t('edit.hueHint')}
        value={hue}
        onChange={setHue}
        options={hues.map((known) => ({
          id: known,
          label: t(`hue.${known}`),
          labelHidden: true,
          icon: (
            <span
              data-category={categoryOfHue[known]}
              className="block size-6 rounded-sm border-2 border-category-strong bg-category"
              aria-hidden="true"
            />
          ),
        }))}
      />
    </EditorFrame>
  );
}
