import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@auraconnect/shared/ui/error-state.tsx';
import type { ApiFault } from '../session/api-fault.ts';
import { sentenceOf } from './fault-words.ts';

export interface QueryErrorProps {
  query: { error: ApiFault | null; isFetching: boolean; refetch: () => unknown };
  className?: string;
}

/** A question that was not answered, in the place where the answer belongs. The stores know nothing of it. */
export function QueryError({ query, className }: QueryErrorProps): ReactElement | null {
  const { t } = useTranslation();
  const { error } = query;
  if (error === null) return null;
  return (
    <ErrorState
      className={className}
      title={sentenceOf(error, t)}
      stillWorks={t('common.storesStillWork')}
      whatToDo={error.status === 0 ? t('common.checkNetwork') : t('common.tryLater')}
      supportCode={error.supportCode}
      retrying={query.isFetching}
      onRetry={() => void query.refetch()}
    />
  );
}
