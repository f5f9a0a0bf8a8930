import { ArrowDown, ArrowUp, X } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModifierGroup } from '@auraconnect/shared/menu/catalogue.ts';
import { IconButton } from '@auraconnect/shared/ui/icon-button.tsx';
import { Select } from '@auraconnect/shared/ui/select.tsx';
import { useRuleWords } from '../rule-words.ts';

export interface GroupsOfItemProps {
  chosen: readonly string[];
  groups: readonly ModifierGroup[];
  onChange: (chosen: string[]) => void;
}

/** Which choices the till asks for, in which order. */
export function GroupsOfItem({ chosen, groups, onChange }: GroupsOfItemProps): ReactElement {
  const { t } = useTranslation();
  const ruleWords = useRuleWords();
  const others = groups.filter(({ id }) => !chosen.includes(id));
  function move(place: number, by: -1 | 1): void {
    const order = [...chosen];
    const [moved] = order.splice(place, 1);
    if (moved !== undefined) order.splice(place + by, 0, moved);
    onChange(order);
  }
  return (
    <div className="flex flex-col gap-2">
      {chosen.length > 0 && (
        <ol className="overflow-clip rounded-md border border-line">
          {chosen.map((id, place) => {
            const group = groups.find((known) => known.id === id);
            const name = group?.name ?? id;
            return (
              <li key={id} className="flex items-center border-b border-line ps-4 pe-1 text-sm last:border-b-0">
                <span className="min-w-0 grow py-2">
                  <span className="block truncate font-medium" dir="auto">
                    {name}
                  </span>
                  <span className="block text-xs text-muted">
                    {group === undefined ? t('edit.groupGone') : ruleWords(group)}
                  </span>
                </span>
                <IconButton
                  label={t('menu.moveUp', { name })}
                  icon={<ArrowUp />}
                  disabled={place === 0}
                  onPress={() => move(place, -1)}
                />
                <IconButton
                  label={t('menu.moveDown', { name })}
                  icon={<ArrowDown />}
                  disabled={place === chosen.length - 1}
                  onPress={() => move(place, 1)}
                />
                <IconButton
                  label={t('edit.removeGroup', { name })}
                  icon={<X />}
                  onPress={() => onChange(chosen.filter((other) => other !== id))}
                />
              </li>
            );
          })}
        </ol>
      )}
      {others.length > 0 && (
        <Select
          label={t('edit.addGroup')}
          labelHidden
          placeholder={t('edit.addGroup')}
          value={null}
          onChange={(id) => onChange([...chosen, id])}
          options={others.map((group) => ({ id: group.id, label: group.name, description: ruleWords(group) }))}
        />
      )}
    </div>
  );
}
