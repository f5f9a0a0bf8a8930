import { createI18n } from '@auraconnect/shared/ui/i18n.ts';
import {
  pairingCodeOf,
  type DeviceIdentity,
  type IdentityVault,
} from '@auraconnect/shared/ui/client/device-identity.ts';
import { driveAlone, type Drive, type SingleDriver } from '@auraconnect/shared/ui/client/single-driver.ts';
import { ToastRegion } from '@auraconnect/shared/ui/toast.tsx';
import { languageOf, localeFor } from '@auraconnect/shared/ui/languages.ts';
import { LanguageContext, useLanguageChoice } from '@auraconnect/shared/ui/use-language.ts';
import { UiProvider } from '@auraconnect/shared/ui/ui-provider.tsx';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { Desk } from './desk/desk.tsx';
import { TillContext } from './desk/till-context.ts';
import { TillScreens } from './desk/till-screens.tsx';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';
import { PairScreen } from './gate/pair-screen.tsx';
import { makeApi, useTillRuntime } from './gate/use-till-runtime.ts';
import { ElsewhereScreen, RefusedScreen, StartingScreen } from './gate/waiting-screens.tsx';
import type { Till } from './till/till.ts';
import { resources } from './words/resources.ts';

export interface AppProps {
  vault: IdentityVault;
  identity: DeviceIdentity | null;
  /** Where the appliance is that served this page. */
  baseUrl: string;
}

/** From an unknown browser to a till: paired, alone, started, signed in. */
export function App({ vault, identity: kept, baseUrl }: AppProps): ReactElement {
  const [identity, setIdentity] = useState(kept);
  const [code, setCode] = useState(() => pairingCodeOf(location.hash));
  const api = useMemo(() => makeApi(baseUrl, () => null), [baseUrl]);

  const paired = useCallback(
    async (next: DeviceIdentity) => {
      await vault.save(next);
      // The code is used up; it must not stand in the address, the history, or a photo of the screen.
      history.replaceState(null, '', location.pathname + location.search);
      setCode(null);
      setIdentity(next);
    },
    [vault],
  );
  const pairAgain = useCallback(() => {
    void vault.clear().then(() => setIdentity(null));
  }, [vault]);

  if (identity === null) {
    return (
      <Spoken till={null}>
        <PairScreen api={api} code={code} onPaired={paired} />
      </Spoken>
    );
  }
  return <PairedApp key={identity.deviceId} identity={identity} onPairAgain={pairAgain} />;
}

function PairedApp({ identity, onPairAgain }: { identity: DeviceIdentity; onPairAgain: () => void }): ReactElement {
  const [drive, setDrive] = useState<Drive>('asking');
  const driver = useRef<SingleDriver | null>(null);
  useEffect(() => {
    const mine = driveAlone(`auraconnect-pos-${identity.deviceId}`, setDrive);
    driver.current = mine;
    return () => mine.release();
  }, [identity.deviceId]);
  const till = useTillRuntime(identity, drive === 'driving');

  if (drive === 'elsewhere') {
    return (
      <Spoken till={null}>
        <ElsewhereScreen onTakeOver={() => driver.current?.takeOver()} />
      </Spoken>
    );
  }
  if (till === null) return <Spoken till={null}>{null}</Spoken>;
  return <RunningTill till={till} onPairAgain={onPairAgain} />;
}

function RunningTill({ till, onPairAgain }: { till: Till; onPairAgain: () => void }): ReactElement {
  const phase = useSignal(till.phase);
  const outbox = useSignal(till.outbox);
  return (
    <Spoken till={till}>
      {phase === 'refused' ? (
        <RefusedScreen pendingCount={outbox.pendingCount} onPairAgain={onPairAgain} />
      ) : phase === 'starting' ? (
        <StartingScreen address={till.api.baseUrl} onRetry={() => void till.refresh()} />
      ) : (
        <TillContext value={till}>
          <Desk>
            <TillScreens />
          </Desk>
        </TillContext>
      )}
    </Spoken>
  );
}

const storeDefaults = { currency: 'USD', timeZone: 'UTC', locale: 'en-US' };

/** Words, figures and times in the device's language, as the store writes them. */
function Spoken({ till, children }: { till: Till | null; children: ReactNode }): ReactElement {
  const settings = usePictureSettings(till);
  const choice = useLanguageChoice('pos', languageOf(till === null ? navigator.language : settings.locale));
  const { language } = choice;
  const locale = localeFor(language, settings.locale);
  const i18n = useRef(createI18n({ locale: language, resources }));
  const queries = useRef(
    new QueryClient({
      defaultOptions: {
        // A store without internet is a store at work: whether the browser thinks it is online says nothing.
        queries: { retry: 1, networkMode: 'always', staleTime: 5_000, refetchOnWindowFocus: true },
        mutations: { networkMode: 'always' },
      },
    }),
  );
  return (
    <LanguageContext value={choice}>
      <UiProvider locale={locale} currency={settings.currency} timeZone={settings.timeZone} i18n={i18n.current}>
        <QueryClientProvider client={queries.current}>
          {children}
          <ToastRegion position="bottom-start" />
        </QueryClientProvider>
      </UiProvider>
    </LanguageContext>
  );
}

function usePictureSettings(till: Till | null): { currency: string; timeZone: string; locale: string } {
  const [settings, setSettings] = useState(storeDefaults);
  useEffect(() => {
    if (till === null) return;
    const look = (): void => {
      const picture = till.picture.get();
      if (picture === null) return;
      const { currency, timeZone, locale } = picture.index.settings;
      setSettings((known) =>
        known.currency === currency && known.timeZone === timeZone && known.locale === locale
          ? known
          : { currency, timeZone, locale },
      );
    };
    look();
    return till.picture.subscribe(look);
  }, [till]);
  return settings;
}
