import { Compass } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { Link } from '../place/link.tsx';

/** An address that leads nowhere: an old link, a typing slip, a store of somebody else. */
export function NobodyHere(): ReactElement {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={<Compass />}
      title={t('common.nothingThere')}
      action={
        <Link
          href="/"
          className="inline-flex min-h-11 items-center rounded-md border border-line-strong bg-surface px-4 font-semibold"
        >
          {t('common.toOverview')}
        </Link>
      }
    >
      {t('common.nothingThereHint')}
    </EmptyState>
  );
}
