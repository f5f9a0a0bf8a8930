import { BookOpenText } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreSummary } from '@auraconnect/shared/protocol/portal-api.ts';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { HealthDot, useHealthWords } from '../stores/health.tsx';

/** A claimed store whose menu has not arrived: it comes by itself, from the store. */
export function NoMenuYet({ store }: { store: StoreSummary }): ReactElement {
  const { t } = useTranslation();
  const words = useHealthWords();
  return (
    <EmptyState icon={<BookOpenText />} title={t('menu.noneYet')}>
      <p>{t('menu.noneYetHint', { store: store.name })}</p>
      <p className="mt-3 inline-flex items-center gap-2">
        <HealthDot health={store.health} /> {words(store)}
      </p>
    </EmptyState>
  );
}
