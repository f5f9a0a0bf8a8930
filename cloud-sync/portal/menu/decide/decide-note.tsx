import { GitCompareArrows } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from '../../place/link.tsx';
import { useHref } from '../../place/store-scope.ts';
import { useMenuWork } from '../menu-context.ts';

/** Says on every view of the menu that the store and the portal changed something differently. */
export function DecideNote(): ReactElement | null {
  const { t } = useTranslation();
  const href = useHref();
  const { disagreements } = useMenuWork();
  if (disagreements.length === 0) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg bg-warning-soft px-4 py-2 text-sm text-warning">
      <GitCompareArrows className="size-5 shrink-0" aria-hidden="true" />
      <span className="min-w-0 grow basis-52 font-semibold">{t('decide.note', { count: disagreements.length })}</span>
      <Link href={href('/menu/store')} className="inline-flex min-h-11 items-center font-semibold underline">
        {t('decide.look')}
      </Link>
    </p>
  );
}
