import { useCallback, useEffect, useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignInAnswer } from '@auraconnect/shared/protocol/store-api.ts';
import type { DeviceIdentity } from '@auraconnect/shared/ui/client/device-identity.ts';
import { driveAlone, type Drive } from '@auraconnect/shared/ui/client/single-driver.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { ErrorState } from '@auraconnect/shared/ui/error-state.tsx';
import { Skeleton, SkeletonGroup } from '@auraconnect/shared/ui/skeleton.tsx';
import { UiProvider, useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { SignInScreen } from '../gate/sign-in-screen.tsx';
import { codeOf, sentenceOf } from '../link/fault.ts';
import { StoreLink } from '../link/store-link.ts';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';
import { ManagePage } from '../manage/manage-page.tsx';
import { FinishSetup } from '../new-store/finish-setup.tsx';
import type { Founded } from '../new-store/new-store.tsx';
import { PageHeader } from '../parts/page-header.tsx';
import { LinkBanner } from './link-banner.tsx';
import { StoreContext } from './store-context.ts';

export interface PairedStoreProps {
  identity: DeviceIdentity;
  /** Set right after this browser made the store. */
  founded: Founded | null;
  onDeviceRefused(): void;
}

/** This browser is a device of the store. One tab at a time, since two would give one number of its stream to two edits. */
export function PairedStore(props: PairedStoreProps): ReactElement | null {
  const { t } = useTranslation();
  const { deviceId } = props.identity;
  const [drive, setDrive] = useState<Drive>('asking');
  const [takeOver, setTakeOver] = useState<() => void>(() => () => undefined);
  useEffect(() => {
    const driver = driveAlone(`auraconnect-setup-${deviceId}`, setDrive);
    setTakeOver(() => () => driver.takeOver());
    return () => driver.release();
  }, [deviceId]);
  if (drive === 'driving') return <Linked {...props} />;
  if (drive === 'asking') return null;
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <ErrorState
        title={t('elsewhere.title')}
        whatToDo={t('elsewhere.do')}
        actions={
          <Button size="lg" onPress={takeOver}>
            {t('elsewhere.take')}
          </Button>
        }
      />
    </main>
  );
}

function Linked({ identity, founded, onDeviceRefused }: PairedStoreProps): ReactElement {
  const { t, i18n } = useTranslation();
  const { locale } = useUiSettings();
  const link = useMemo(() => new StoreLink(identity, onDeviceRefused), [identity, onDeviceRefused]);
  useEffect(() => {
    void link.run();
    const retry = (): void => link.retryNow();
    addEventListener('online', retry);
    return () => {
      removeEventListener('online', retry);
      link.stop();
    };
  }, [link]);
  const [person, setPerson] = useState<SignInAnswer | null>(founded?.signIn ?? null);
  const [finished, setFinished] = useState(founded === null);
  const { answer, fault } = useSignal(link.catalogue);
  const signOut = useCallback(() => setPerson(null), []);

  if (answer === null) {
    return (
      <>
        <PageHeader title={identity.storeName} />
        {fault === null ? (
          <SkeletonGroup className="mx-auto flex max-w-5xl flex-col gap-4 p-4">
            <Skeleton className="h-11 w-full" />
            <Skeleton className="h-40 w-full" />
            <Skeleton className="h-40 w-full" />
          </SkeletonGroup>
        ) : (
          <ErrorState
            title={sentenceOf(fault, t)}
            whatToDo={t('start.unreachableDo')}
            supportCode={codeOf(fault)}
            onRetry={() => void link.refresh()}
          />
        )}
      </>
    );
  }
  const { settings } = answer.catalogue;
  return (
    <UiProvider locale={locale} currency={settings.currency} timeZone={settings.timeZone} i18n={i18n}>
      {person === null ? (
        <>
          <PageHeader title={settings.name} />
          <LinkBanner link={link} />
          <SignInScreen link={link} onSignedIn={setPerson} />
        </>
      ) : (
        <StoreContext value={{ link, person, answer, signOut }}>
          {finished || founded === null ? (
            <ManagePage />
          ) : (
            <FinishSetup founded={founded} onFinished={() => setFinished(true)} />
          )}
        </StoreContext>
      )}
    </UiProvider>
  );
}
