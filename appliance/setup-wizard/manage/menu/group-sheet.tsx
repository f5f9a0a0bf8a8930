import { Plus, Trash2 } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModifierGroup } from '@auraconnect/shared/menu/catalogue.ts';
import { browserIds } from '@auraconnect/shared/ui/client/browser-ports.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Checkbox } from '@auraconnect/shared/ui/checkbox.tsx';
import { minorDigits } from '@auraconnect/shared/ui/format.ts';
import { IconButton } from '@auraconnect/shared/ui/icon-button.tsx';
import { NumberField } from '@auraconnect/shared/ui/number-field.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { groupDraftOf, groupFrom, groupProblems, type GroupDraft, type ModifierDraft } from '../../entries/drafts.ts';
import { useStore } from '../../store/store-context.ts';
import { useEdit } from '../../store/use-edit.ts';
import { EditSheet } from '@auraconnect/shared/ui/edit-sheet.tsx';
import { useRemove } from '../use-remove.ts';

const mostModifiers = 100;
const newChoice = (): ModifierDraft => ({
  row: browserIds.next(),
  id: null,
  name: '',
  price: 0,
  chosen: false,
  sold: true,
});

/** A question that items ask: what can be answered, how much it costs and how many must be chosen. */
export function GroupSheet({ group, onClose }: { group: ModifierGroup | null; onClose(): void }): ReactElement {
  const { t } = useTranslation();
  const { modifierGroups, settings } = useStore().answer.catalogue;
  const edit = useEdit();
  const remove = useRemove(edit);
  const [draft, setDraft] = useState<GroupDraft>(() =>
    group === null
      ? { name: '', minimum: 0, maximum: null, modifiers: [newChoice()] }
      : groupDraftOf(group, settings.currency),
  );
  const change = (part: Partial<GroupDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const save = async (): Promise<string[]> => {
    const problems = groupProblems(draft);
    if (problems.length > 0) return problems.map((key) => t(`wrong.${key}`));
    const payload = groupFrom(draft, group, modifierGroups, settings.currency);
    return edit.put([{ entity: 'modifier-group', id: payload.id, payload }]);
  };
  return (
    <EditSheet
      title={group?.name ?? t('group.add')}
      busy={edit.busy}
      onSave={save}
      onDelete={group === null ? undefined : () => remove('modifier-group', group)}
      onClose={onClose}
      size="lg"
    >
      <TextField
        label={t('group.name')}
        placeholder={t('group.example')}
        value={draft.name}
        onChange={(name) => change({ name })}
        required
        autoFocus={group === null}
        maxLength={80}
      />
      <div className="grid grid-cols-2 gap-4">
        <NumberField
          label={t('group.minimum')}
          description={t('group.minimumText')}
          value={draft.minimum}
          onChange={(minimum) => change({ minimum })}
          min={0}
          max={50}
          step={1}
        />
        <NumberField
          label={t('group.maximum')}
          description={t('group.maximumText')}
          value={draft.maximum}
          onChange={(maximum) => change({ maximum })}
          min={1}
          max={50}
          step={1}
        />
      </div>
      <Choices modifiers={draft.modifiers} onChange={(modifiers) => change({ modifiers })} />
    </EditSheet>
  );
}

function Choices({
  modifiers,
  onChange,
}: {
  modifiers: readonly ModifierDraft[];
  onChange(modifiers: ModifierDraft[]): void;
}): ReactElement {
  const { t } = useTranslation();
  const digits = minorDigits(useStore().answer.catalogue.settings.currency);
  const replace = (next: ModifierDraft): void =>
    onChange(modifiers.map((modifier) => (modifier.row === next.row ? next : modifier)));
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 text-sm font-medium">{t('group.choices')}</legend>
      {modifiers.map((modifier, place) => (
        <div key={modifier.row} className="rounded-lg border border-line p-3">
          <div className="flex items-end gap-2">
            <TextField
              label={t('name')}
              value={modifier.name}
              onChange={(name) => replace({ ...modifier, name })}
              className="min-w-0 grow-3 basis-0"
              maxLength={80}
              required
            />
            <NumberField
              label={t('group.price')}
              value={modifier.price}
              onChange={(price) => replace({ ...modifier, price })}
              formatOptions={{ minimumFractionDigits: digits, maximumFractionDigits: digits }}
              className="min-w-0 grow-2 basis-0"
            />
            <IconButton
              label={t('group.remove', { name: modifier.name || String(place + 1) })}
              icon={<Trash2 aria-hidden="true" />}
              onPress={() => onChange(modifiers.filter((one) => one.row !== modifier.row))}
            />
          </div>
          <div className="mt-1 flex flex-wrap gap-x-6">
            <Checkbox isSelected={modifier.chosen} onChange={(chosen) => replace({ ...modifier, chosen })}>
              {t('group.chosen')}
            </Checkbox>
            <Checkbox isSelected={modifier.sold} onChange={(sold) => replace({ ...modifier, sold })}>
              {t('menu.sold')}
            </Checkbox>
          </div>
        </div>
      ))}
      <Button
        variant="secondary"
        icon={<Plus aria-hidden="true" />}
        disabled={modifiers.length >= mostModifiers}
        onPress={() => onChange([...modifiers, newChoice()])}
        className="self-start"
      >
        {t('group.addChoice')}
      </Button>
    </fieldset>
  );
}
