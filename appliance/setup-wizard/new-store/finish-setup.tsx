import { ArrowRight, CircleCheck } from 'lucide-react';
import { useCallback, useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { ErrorState } from '@auraconnect/shared/ui/error-state.tsx';
import { Skeleton, SkeletonGroup } from '@auraconnect/shared/ui/skeleton.tsx';
import { codeOf, sentenceOf } from '../link/fault.ts';
import { claimStore } from '../link/setup-api.ts';
import { Notice, Sentences } from '@auraconnect/shared/ui/notice.tsx';
import { PageHeader } from '../parts/page-header.tsx';
import { PairingTicket } from '../parts/pairing-ticket.tsx';
import { PracticeCard } from '../parts/practice-card.tsx';
import { useHash } from '../parts/use-hash.ts';
import { LinkBanner } from '../store/link-banner.tsx';
import { useStore } from '../store/store-context.ts';
import { useEdit, type Put } from '../store/use-edit.ts';
import { firstEditsOf } from './found-store.ts';
import type { Founded } from './new-store.tsx';

type Written = 'writing' | 'ready' | { problems: string[] };

/** What the making of the store left: address and tax as edits, then the cloud, which takes the menu over. Ends at the first till. */
export function FinishSetup({ founded, onFinished }: { founded: Founded; onFinished(): void }): ReactElement {
  const { t } = useTranslation();
  const { link, person, answer } = useStore();
  const { put } = useEdit();
  const [, go] = useHash();
  const [written, setWritten] = useState<Written>('writing');
  const [claimFault, setClaimFault] = useState<unknown>(null);
  const [claiming, setClaiming] = useState(false);
  const begun = useRef(false);
  const { claim, answers } = founded;

  const join = useCallback(async () => {
    if (claim === null) return;
    setClaiming(true);
    setClaimFault(null);
    try {
      await claimStore(link.api, claim, person.staffToken);
      await link.refresh();
    } catch (fault) {
      setClaimFault(fault);
    } finally {
      setClaiming(false);
    }
  }, [claim, link, person.staffToken]);

  const write = useCallback(async () => {
    setWritten('writing');
    const problems = await put(firstEditsOf(answers, answer.catalogue) as Put[]);
    if (problems.length > 0) return setWritten({ problems });
    await join();
    setWritten('ready');
  }, [answer.catalogue, answers, join, put]);

  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void write();
  }, [write]);

  if (written === 'writing') {
    return (
      <>
        <PageHeader title={answer.catalogue.settings.name} />
        <LinkBanner link={link} />
        <SkeletonGroup className="mx-auto flex max-w-3xl flex-col gap-4 p-4">
          <Skeleton className="h-9 w-2/3" />
          <Skeleton className="h-48 w-full" />
        </SkeletonGroup>
      </>
    );
  }
  const leave = (): void => {
    go('manage/devices');
    onFinished();
  };
  return (
    <>
      <PageHeader title={answer.catalogue.settings.name} />
      <LinkBanner link={link} />
      <main className="mx-auto flex w-full max-w-3xl flex-col gap-5 p-4 pt-6">
        <div className="flex items-start gap-3">
          <CircleCheck className="mt-0.5 size-8 shrink-0 text-positive" aria-hidden="true" />
          <div>
            <h1 className="text-xl font-semibold">{t('ready.title', { name: answer.catalogue.settings.name })}</h1>
            <p className="mt-1 text-base text-muted">{t('ready.text')}</p>
          </div>
        </div>
        {written !== 'ready' && (
          <div className="flex flex-col items-start gap-3">
            <Sentences list={[t('ready.notWritten'), ...written.problems]} />
            <Button onPress={() => void write()}>{t('tryAgain')}</Button>
          </div>
        )}
        {claimFault !== null && (
          <ErrorState
            title={sentenceOf(claimFault, t)}
            stillWorks={t('ready.claimStillWorks')}
            supportCode={codeOf(claimFault)}
            onRetry={() => void join()}
            retrying={claiming}
          />
        )}
        {answer.claimed && <Notice tone="info">{t('ready.claimed')}</Notice>}
        <JoinCards />
        <PracticeCard />
        <Button
          size="lg"
          variant="primary"
          className="self-stretch sm:self-start"
          onPress={leave}
          trailing={<ArrowRight className="rtl:-scale-x-100" aria-hidden="true" />}
        >
          {t('ready.manage')}
        </Button>
      </main>
    </>
  );
}

function JoinCards(): ReactElement {
  const { t } = useTranslation();
  const { link, person } = useStore();
  const openWindow = useCallback(
    () => link.api.openPairingWindow({ staffToken: person.staffToken }),
    [link, person.staffToken],
  );
  return (
    <>
      <Card title={t('ready.till')} description={t('ready.tillText')}>
        <PairingTicket program="pos" openWindow={openWindow} />
      </Card>
      <Card title={t('ready.screen')} description={t('ready.screenText')}>
        <PairingTicket program="kds" openWindow={openWindow} />
      </Card>
    </>
  );
}
