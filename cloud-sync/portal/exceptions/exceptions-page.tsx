import { ArrowLeft, CircleCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExceptionsAnswer } from '@auraconnect/shared/protocol/portal-api.ts';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { PaginationFooter } from '@auraconnect/shared/ui/pagination-footer.tsx';
import { RadioGroup } from '@auraconnect/shared/ui/radio-group.tsx';
import { formatNumber } from '@auraconnect/shared/ui/format.ts';
import { Skeleton, SkeletonGroup } from '@auraconnect/shared/ui/skeleton.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useExceptions } from '../cloud/questions.ts';
import { QueryError } from '../parts/query-error.tsx';
import { Link } from '../place/link.tsx';
import { usePlace } from '../place/place.ts';
import { useChangeSearch, useHref, useStoreScope } from '../place/store-scope.ts';
import { Page } from '../shell/page.tsx';
import { ExceptionCard } from './exception-card.tsx';

type State = 'open' | 'settled';

/** What happened at tills on their own and did not fit: what waits for a person in the store, and what was settled and how. */
export function ExceptionsPage(): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const storeId = useStoreScope();
  const href = useHref();
  const { search } = usePlace();
  const change = useChangeSearch();
  const state: State = search.get('state') === 'settled' ? 'settled' : 'open';
  const page = Math.max(1, Math.trunc(Number(search.get('page') ?? 1)) || 1);
  const query = useExceptions({ storeId, state, page });
  const counted = (word: string, count: number | undefined): string =>
    count === undefined ? word : `${word} (${formatNumber(count, locale)})`;
  return (
    <Page
      title={t('exceptions.title')}
      back={
        <Link
          href={href('/stores')}
          className="-ms-2 mb-0.5 inline-flex min-h-11 items-center gap-1.5 rounded-md px-2 text-sm font-medium text-muted hover:text-ink"
        >
          <ArrowLeft className="size-4 rtl:-scale-x-100" aria-hidden="true" />
          {t('nav.stores')}
        </Link>
      }
      actions={
        <RadioGroup<State>
          label={t('exceptions.which')}
          labelHidden
          value={state}
          onChange={(next) => change({ state: next === 'open' ? null : next, page: null })}
          options={[
            { id: 'open', label: counted(t('exceptions.open'), query.data?.openCount) },
            { id: 'settled', label: counted(t('exceptions.settled'), query.data?.settledCount) },
          ]}
        />
      }
    >
      <p className="max-w-3xl text-sm text-muted">{t('exceptions.hint')}</p>
      {query.data !== undefined ? (
        <List answer={query.data} state={state} onPage={(next) => change({ page: next === 1 ? null : next })} />
      ) : query.error === null ? (
        <SkeletonGroup className="flex flex-col gap-4">
          <Skeleton className="h-40 w-full" />
          <Skeleton className="h-40 w-full" />
        </SkeletonGroup>
      ) : (
        <QueryError query={query} />
      )}
    </Page>
  );
}

interface ListProps {
  answer: ExceptionsAnswer;
  state: State;
  /** Counted from 1. */
  onPage: (page: number) => void;
}

function List({ answer, state, onPage }: ListProps): ReactElement {
  const { t } = useTranslation();
  const { exceptions, page, pageSize, openCount, settledCount } = answer;
  const rowCount = state === 'open' ? openCount : settledCount;
  if (exceptions.length === 0)
    return (
      <EmptyState
        icon={<CircleCheck />}
        title={state === 'open' ? t('exceptions.noneOpen') : t('exceptions.noneSettled')}
      />
    );
  return (
    <>
      <ul className="flex flex-col gap-4">
        {exceptions.map((exception) => (
          <li key={exception.exceptionId}>
            <ExceptionCard exception={exception} />
          </li>
        ))}
      </ul>
      {rowCount > pageSize && (
        <PaginationFooter
          pageIndex={page - 1}
          pageSize={pageSize}
          totalRows={rowCount}
          onPageChange={(index) => onPage(index + 1)}
        />
      )}
    </>
  );
}
