import { ChevronRight, ListTodo } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreSummary } from '@auraconnect/shared/protocol/portal-api.ts';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { Link } from '../place/link.tsx';
import { useHref } from '../place/store-scope.ts';

export interface ExceptionsNoteProps {
  stores: readonly StoreSummary[];
  /** The one store that it is about, when it is not the one that the views are narrowed to. */
  storeId?: string;
  /** Says nothing while nothing waits. */
  onlyOpen?: boolean;
}

/** The way to what happened at tills on their own, with how much of it waits for a person. */
export function ExceptionsNote({ stores, storeId, onlyOpen = false }: ExceptionsNoteProps): ReactElement | null {
  const { t } = useTranslation();
  const href = useHref();
  const count = stores.reduce((sum, { openExceptionCount }) => sum + openExceptionCount, 0);
  if (count === 0 && onlyOpen) return null;
  return (
    <Link
      href={href('/stores/exceptions', storeId === undefined ? {} : { store: storeId })}
      className={classNames(
        'flex min-h-11 items-center gap-3 rounded-lg px-4 py-2.5 text-sm',
        count > 0
          ? 'bg-warning-soft text-warning'
          : 'border border-line bg-surface text-muted shadow-lift hover:text-ink',
      )}
    >
      <ListTodo className="size-5 shrink-0" aria-hidden="true" />
      <span className="min-w-0 grow font-semibold">
        {count > 0 ? t('exceptions.waiting', { count }) : t('exceptions.title')}
      </span>
      <ChevronRight className="size-4 shrink-0 rtl:-scale-x-100" aria-hidden="true" />
    </Link>
  );
}
