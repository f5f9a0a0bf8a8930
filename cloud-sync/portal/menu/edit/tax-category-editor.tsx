import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { useMenuWork } from '../menu-context.ts';
import { EditorFrame } from './editor-frame.tsx';
import type { EditorProps } from './edit-sheet.tsx';
import { newKey } from './new-key.ts';
import { useSave } from './use-save.ts';

export function TaxCategoryEditor({ id, onClose }: EditorProps): ReactElement {
  const { t } = useTranslation();
  const { index } = useMenuWork();
  const { problems, save, remove, baseOf, takenKeys, forget } = useSave('tax-category', onClose);
  const known = id === null ? undefined : index.taxCategories.get(id);
  const [name, setName] = useState(known?.name ?? '');
  const [tried, setTried] = useState(false);
  function submit(): void {
    setTried(true);
    if (name.trim() === '') return;
    const key = id ?? newKey(name, 'tax-category', takenKeys());
    save(key, { ...(id === null ? {} : baseOf(id)), id: key, name: name.trim() });
  }
  return (
    <EditorFrame
      title={known?.name ?? t('menu.newTaxCategory')}
      description={t('menu.taxCategoriesHint')}
      problems={problems}
      onSave={submit}
      onClose={onClose}
      onRemove={id === null ? null : () => remove(id, name)}
    >
      <TextField
        label={t('field.name')}
        required
        maxLength={60}
        autoFocus={id === null}
        value={name}
        onChange={(text) => {
          setName(text);
          forget();
        }}
        errorMessage={tried && name.trim() === '' ? t('edit.nameMissing') : undefined}
      />
    </EditorFrame>
  );
}
