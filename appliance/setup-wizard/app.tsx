import type { i18n as I18n } from 'i18next';
import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetupState } from '@auraconnect/shared/protocol/setup-api.ts';
import { browserVault, type DeviceIdentity } from '@auraconnect/shared/ui/client/device-identity.ts';
import { ErrorState } from '@auraconnect/shared/ui/error-state.tsx';
import { Skeleton, SkeletonGroup } from '@auraconnect/shared/ui/skeleton.tsx';
import { browserLanguage, browserLocaleOf } from '@auraconnect/shared/ui/languages.ts';
import { LanguageContext, useLanguageChoice } from '@auraconnect/shared/ui/use-language.ts';
import { ToastRegion } from '@auraconnect/shared/ui/toast.tsx';
import { UiProvider } from '@auraconnect/shared/ui/ui-provider.tsx';
import { PairScreen } from './gate/pair-screen.tsx';
import { codeOf, sentenceOf } from './link/fault.ts';
import { applianceApi, readSetupState } from './link/setup-api.ts';
import { NewStore, type Founded } from './new-store/new-store.tsx';
import { PairedStore } from './store/paired-store.tsx';

export interface AppProps {
  i18n: I18n;
}

/** Language and light around the page. */
export function App({ i18n }: AppProps): ReactElement {
  const choice = useLanguageChoice('setup', browserLanguage());
  return (
    <LanguageContext value={choice}>
      <UiProvider locale={browserLocaleOf(choice.language)} currency="USD" timeZone="UTC" i18n={i18n}>
        <div className="min-h-dvh bg-canvas text-ink">
          <Start />
        </div>
        <ToastRegion position="bottom" />
      </UiProvider>
    </LanguageContext>
  );
}

const vault = browserVault('setup');

type Begun = { at: 'asking' } | { at: 'fault'; fault: unknown } | { at: 'new' | 'ready'; state: SetupState };

/** A new box is asked its questions; a store that exists asks who this is. */
function Start(): ReactElement {
  const { t } = useTranslation();
  const [begun, setBegun] = useState<Begun>({ at: 'asking' });
  const [identity, setIdentity] = useState<DeviceIdentity | null>(null);
  const [founded, setFounded] = useState<Founded | null>(null);
  const [revoked, setRevoked] = useState(false);

  const ask = useCallback(async () => {
    setBegun({ at: 'asking' });
    try {
      const [state, kept] = await Promise.all([readSetupState(applianceApi(null)), vault.load()]);
      // Another store, or a box that was emptied, at the same address knows nothing of this key.
      setIdentity(state.state === 'ready' ? kept : null);
      setBegun({ at: state.state, state });
    } catch (fault) {
      setBegun({ at: 'fault', fault });
    }
  }, []);
  useEffect(() => void ask(), [ask]);

  const pairedAs = useCallback((next: DeviceIdentity, made: Founded | null) => {
    setFounded(made);
    setRevoked(false);
    setIdentity(next);
    void vault.save(next);
  }, []);
  const forget = useCallback(() => {
    setRevoked(true);
    setFounded(null);
    setIdentity(null);
    void vault.clear();
    void ask();
  }, [ask]);

  if (identity !== null)
    return <PairedStore key={identity.deviceId} identity={identity} founded={founded} onDeviceRefused={forget} />;
  if (begun.at === 'asking') return <Waiting />;
  if (begun.at === 'fault') {
    return (
      <main className="grid min-h-dvh place-items-center p-6">
        <ErrorState
          title={sentenceOf(begun.fault, t)}
          whatToDo={t('start.unreachableDo')}
          supportCode={codeOf(begun.fault)}
          onRetry={() => void ask()}
        />
      </main>
    );
  }
  if (begun.at === 'new')
    return (
      <NewStore state={begun.state} onFounded={(made) => pairedAs(made.identity, made)} onNotNew={() => void ask()} />
    );
  return <PairScreen state={begun.state} revoked={revoked} onPaired={(next) => pairedAs(next, null)} />;
}

function Waiting(): ReactElement {
  return (
    <SkeletonGroup className="mx-auto flex max-w-xl flex-col gap-4 p-6">
      <Skeleton className="h-3 w-full" />
      <Skeleton className="mt-6 h-9 w-3/4" />
      <Skeleton className="h-14 w-full" />
      <Skeleton className="h-14 w-full" />
    </SkeletonGroup>
  );
}
