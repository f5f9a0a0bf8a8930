import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogueEntity } from '@auraconnect/shared/menu/catalogue.ts';
import { validateEdits } from '@auraconnect/shared/menu/validate-catalogue.ts';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import type { Payload } from '../draft/field-changes.ts';
import { useMenuWork } from '../menu-context.ts';

export interface UseSave {
  /** What the entry would break, in sentences; empty until somebody tried. */
  problems: readonly string[];
  /** Puts the entry into the draft and closes, unless the menu would not fit together any more. */
  save: (id: string, payload: Payload) => void;
  remove: (id: string, name: string) => void;
  /** The payload as it is in the draft or the cloud, with every field that it has. */
  baseOf: (id: string) => Payload | null;
  /** Keys of this kind that are taken. */
  takenKeys: () => Set<string>;
  /** Another try with the fields as they are now. */
  forget: () => void;
}

export function useSave(entity: CatalogueEntity, onClose: () => void): UseSave {
  const { t } = useTranslation();
  const { drafted, entries, put, change, draft } = useMenuWork();
  const [problems, setProblems] = useState<readonly string[]>([]);

  const judge = useCallback(
    (id: string, payload: Payload | null): string[] =>
      validateEdits(drafted, [{ entity, id, payload }]).map(({ code, sentence }) =>
        t(`menuProblem.${code}`, { defaultValue: sentence }),
      ),
    [drafted, entity, t],
  );

  const save = useCallback(
    (id: string, payload: Payload) => {
      const found = judge(id, payload);
      setProblems(found);
      if (found.length > 0) return;
      put({ entity, id }, payload);
      onClose();
    },
    [judge, put, entity, onClose],
  );

  const remove = useCallback(
    (id: string, name: string) => {
      const found = judge(id, null);
      setProblems(found);
      if (found.length > 0) return;
      const before = draft;
      put({ entity, id }, null);
      onClose();
      toasts.show({
        message: t('edit.removed', { name }),
        action: { label: t('menu.bringBack'), onAction: () => change(() => before) },
      });
    },
    [judge, put, entity, onClose, t, change, draft],
  );

  const baseOf = useCallback(
    (id: string): Payload | null =>
      drafted.find((entry) => entry.entity === entity && entry.id === id)?.payload ?? null,
    [drafted, entity],
  );
  const takenKeys = useCallback(
    () => new Set([...drafted, ...entries].filter((entry) => entry.entity === entity).map(({ id }) => id)),
    [drafted, entries, entity],
  );
  const forget = useCallback(() => setProblems([]), []);
  return { problems, save, remove, baseOf, takenKeys, forget };
}
