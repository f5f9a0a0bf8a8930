import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { NumberField } from '@auraconnect/shared/ui/number-field.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useMenuWork } from '../menu-context.ts';
import { useRuleWords } from '../rule-words.ts';
import { EditorFrame, FieldSet } from './editor-frame.tsx';
import type { EditorProps } from './edit-sheet.tsx';
import { emptyGroup, groupFormOf, groupOf, type GroupForm } from './group-form.ts';
import type { FormProblems } from './item-form.ts';
import { ModifierFields } from './modifier-fields.tsx';
import { newKey } from './new-key.ts';
import { useSave } from './use-save.ts';

/** What the till asks with an item: how many of which, and what they cost. */
export function GroupEditor({ id, onClose }: EditorProps): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const { index } = useMenuWork();
  const ruleWords = useRuleWords();
  const { currency } = index.settings;
  const writing = { currency, locale };
  const group = id === null ? undefined : index.modifierGroups.get(id);
  const { problems, save, remove, baseOf, takenKeys, forget } = useSave('modifier-group', onClose);
  const [form, setForm] = useState<GroupForm>(() => (group === undefined ? emptyGroup : groupFormOf(group, writing)));
  const [wrong, setWrong] = useState<FormProblems>({});
  function set(changes: Partial<GroupForm>): void {
    setForm((current) => ({ ...current, ...changes }));
    setWrong({});
    forget();
  }
  function submit(): void {
    const key = id ?? newKey(form.name, 'choices', takenKeys());
    const position =
      group?.position ?? Math.max(-1, ...index.catalogue.modifierGroups.map((other) => other.position)) + 1;
    const result = groupOf(form, { id: key, position }, id === null ? null : baseOf(id), writing);
    if ('problems' in result) setWrong(result.problems);
    else save(key, result.payload);
  }
  const say = (field: string): string | undefined => {
    const code = wrong[field];
    return code === undefined ? undefined : t(`edit.${code}`);
  };
  return (
    <EditorFrame
      title={group?.name ?? t('menu.newGroup')}
      size="lg"
      problems={problems}
      onSave={submit}
      onClose={onClose}
      onRemove={id === null ? null : () => remove(id, form.name)}
    >
      <TextField
        label={t('field.name')}
        required
        maxLength={80}
        autoFocus={id === null}
        value={form.name}
        onChange={(name) => set({ name })}
        errorMessage={say('name')}
      />
      <FieldSet legend={t('edit.rule')} hint={t('edit.ruleSays', { rule: ruleWords(form) })}>
        <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
          <NumberField
            label={t('field.minimum')}
            min={0}
            max={50}
            value={form.minimum}
            onChange={(minimum) => set({ minimum: minimum ?? 0 })}
          />
          <NumberField
            label={t('field.maximum')}
            description={t('edit.noLimitHint')}
            min={1}
            max={50}
            value={form.maximum}
            onChange={(maximum) => set({ maximum })}
          />
          <NumberField
            label={t('field.maximumEach')}
            min={1}
            max={20}
            value={form.maximumEach}
            onChange={(maximumEach) => set({ maximumEach: maximumEach ?? 1 })}
          />
          <NumberField
            label={t('field.freeCount')}
            min={0}
            max={20}
            value={form.freeCount}
            onChange={(freeCount) => set({ freeCount: freeCount ?? 0 })}
          />
        </div>
      </FieldSet>
      <FieldSet legend={t('field.modifiers')}>
        <ModifierFields
          modifiers={form.modifiers}
          currency={currency}
          groups={index.catalogue.modifierGroups.filter((other) => other.id !== id)}
          say={say}
          onChange={(modifiers) => set({ modifiers })}
        />
      </FieldSet>
    </EditorFrame>
  );
}
