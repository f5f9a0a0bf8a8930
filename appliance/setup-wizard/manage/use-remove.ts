import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogueEntity } from '@auraconnect/shared/menu/catalogue.ts';
import { fewNames } from '@auraconnect/shared/ui/few-names.ts';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { usesOf } from '../entries/uses.ts';
import { useStore } from '../store/store-context.ts';
import type { Edit } from '../store/use-edit.ts';

/** Takes an entry away, unless something needs it; for a while it can be brought back as it was. */
export function useRemove({
  put,
  remove,
}: Pick<Edit, 'put' | 'remove'>): (entity: CatalogueEntity, entry: { id: string; name: string }) => Promise<string[]> {
  const { t } = useTranslation();
  const { answer } = useStore();
  return useCallback(
    async (entity, entry) => {
      const uses = usesOf(answer.catalogue, entity, entry.id);
      if (uses.length > 0) return [t('stillUsed', { name: entry.name, by: fewNames(uses), count: uses.length })];
      const problems = await remove(entity, entry.id);
      if (problems.length === 0) {
        const undo = {
          label: t('undo'),
          onAction: () =>
            void put([{ entity, id: entry.id, payload: entry }]).then((wrong) =>
              wrong.forEach((message) => toasts.show({ message, tone: 'danger' })),
            ),
        };
        toasts.show({ message: t('deleted', { name: entry.name }), action: undo });
      }
      return problems;
    },
    [answer.catalogue, put, remove, t],
  );
}
