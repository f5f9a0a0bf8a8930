import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonOnDuty, SignInAnswer } from '@auraconnect/shared/protocol/store-api.ts';
import { ErrorState } from '@auraconnect/shared/ui/error-state.tsx';
import { Skeleton, SkeletonGroup } from '@auraconnect/shared/ui/skeleton.tsx';
import { codeOf, sentenceOf } from '../link/fault.ts';
import type { StoreLink } from '../link/store-link.ts';
import { PersonPin } from './person-pin.tsx';

/** Who manages the store now. */
export function SignInScreen({
  link,
  onSignedIn,
}: {
  link: StoreLink;
  onSignedIn(person: SignInAnswer): void;
}): ReactElement {
  const { t } = useTranslation();
  const [people, setPeople] = useState<PersonOnDuty[] | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const read = useCallback(async () => {
    setFault(null);
    try {
      setPeople(await link.api.people());
    } catch (problem) {
      setFault(problem);
    }
  }, [link]);
  useEffect(() => void read(), [read]);
  return (
    <main className="mx-auto flex w-full max-w-xl flex-col gap-5 p-4 pt-6">
      <div>
        <h1 className="text-xl font-semibold">{t('signIn.title')}</h1>
        <p className="mt-1 text-base text-muted">{t('signIn.text')}</p>
      </div>
      {fault !== null && (
        <ErrorState title={sentenceOf(fault, t)} supportCode={codeOf(fault)} onRetry={() => void read()} />
      )}
      {people === null && fault === null && (
        <SkeletonGroup className="grid gap-2 sm:grid-cols-2">
          <Skeleton className="h-14 w-full" />
          <Skeleton className="h-14 w-full" />
        </SkeletonGroup>
      )}
      {people !== null && (
        <PersonPin
          people={people}
          onPin={async (staffId, pin) => onSignedIn(await link.api.signIn({ staffId, pin }))}
        />
      )}
    </main>
  );
}
