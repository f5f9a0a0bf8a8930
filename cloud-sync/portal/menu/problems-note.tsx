import { TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { MenuProblem } from '@auraconnect/shared/protocol/portal-api.ts';

/** Faults of the menu that somebody has to mend, in sentences. */
export function ProblemsNote({ problems }: { problems: readonly MenuProblem[] }): ReactElement | null {
  const { t } = useTranslation();
  if (problems.length === 0) return null;
  return (
    <div className="flex items-start gap-3 rounded-lg bg-warning-soft px-4 py-3 text-sm text-warning">
      <TriangleAlert className="mt-0.5 size-5 shrink-0" aria-hidden="true" />
      <div className="min-w-0">
        <p className="font-semibold">{t('menu.problems', { count: problems.length })}</p>
        <ul className="mt-1 list-disc ps-5">
          {problems.map(({ entity, id, pointer, message }) => (
            <li key={`${entity} ${id} ${pointer} ${message}`} dir="auto">
              {message}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
