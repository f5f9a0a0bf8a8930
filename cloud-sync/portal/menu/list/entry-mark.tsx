import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogueEntity } from '@auraconnect/shared/menu/catalogue.ts';
import { Badge } from '@auraconnect/shared/ui/badge.tsx';
import { changeOf } from '../draft/draft.ts';
import { useMenuWork } from '../menu-context.ts';

/** New or changed in the draft, or published and still on its way. */
export function EntryMark({ entity, id }: { entity: CatalogueEntity; id: string }): ReactElement | null {
  const { t } = useTranslation();
  const { draft, entries } = useMenuWork();
  const change = changeOf(draft, { entity, id });
  if (change !== undefined)
    return <Badge tone="accent">{change.baseRev === null ? t('menu.markNew') : t('menu.markChanged')}</Badge>;
  const entry = entries.find((known) => known.entity === entity && known.id === id);
  return entry !== undefined && entry.inStoreSince === null ? (
    <Badge tone="info">{t('menu.markOnItsWay')}</Badge>
  ) : null;
}
