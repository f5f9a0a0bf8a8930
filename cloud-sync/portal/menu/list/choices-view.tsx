import { ListChecks, Plus } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModifierGroup } from '@auraconnect/shared/menu/catalogue.ts';
import { Badge } from '@auraconnect/shared/ui/badge.tsx';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { goTo } from '../../place/place.ts';
import { useMenuWork } from '../menu-context.ts';
import { useRuleWords } from '../rule-words.ts';
import { useEditHref } from './edit-link.ts';
import { EntryMark } from './entry-mark.tsx';
import { MenuRow } from './menu-row.tsx';

/** What the till asks when an item is tapped. */
export function ChoicesView(): ReactElement {
  const { t } = useTranslation();
  const { index } = useMenuWork();
  const editHref = useEditHref();
  const { modifierGroups } = index.catalogue;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="max-w-prose text-sm text-muted">{t('menu.choicesHint')}</p>
        <Button variant="primary" icon={<Plus />} onPress={() => goTo(editHref('modifier-group', null))}>
          {t('menu.newGroup')}
        </Button>
      </div>
      {modifierGroups.length === 0 ? (
        <EmptyState icon={<ListChecks />} title={t('menu.noGroups')}>
          {t('menu.noGroupsHint')}
        </EmptyState>
      ) : (
        <ul className="overflow-clip rounded-lg border border-line bg-surface shadow-lift">
          {modifierGroups.map((group) => (
            <GroupRow key={group.id} group={group} href={editHref('modifier-group', group.id)} />
          ))}
        </ul>
      )}
    </div>
  );
}

function GroupRow({ group, href }: { group: ModifierGroup; href: string }): ReactElement {
  const { t } = useTranslation();
  const { index } = useMenuWork();
  const ruleWords = useRuleWords();
  const usedBy = index.catalogue.items.filter((item) => item.modifierGroupIds.includes(group.id)).length;
  const names = group.modifiers.filter(({ sold }) => sold).map(({ name }) => name);
  return (
    <MenuRow
      href={href}
      name={group.name}
      marks={
        <>
          <Badge tone={group.minimum > 0 ? 'info' : 'neutral'}>{ruleWords(group)}</Badge>
          <EntryMark entity="modifier-group" id={group.id} />
        </>
      }
      note={<span className="line-clamp-1">{names.join(' · ')}</span>}
      figures={<span className="text-muted">{t('menu.usedBy', { count: usedBy })}</span>}
    />
  );
}
