import type { i18n as I18n } from 'i18next';
import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { ErrorState } from '@auraconnect/shared/ui/error-state.tsx';
import { languageOf, localeFor } from '@auraconnect/shared/ui/languages.ts';
import { LanguageContext, useLanguageChoice } from '@auraconnect/shared/ui/use-language.ts';
import { ToastRegion } from '@auraconnect/shared/ui/toast.tsx';
import { UiProvider } from '@auraconnect/shared/ui/ui-provider.tsx';
import { browserVault, type DeviceIdentity } from '@auraconnect/shared/ui/client/device-identity.ts';
import { driveAlone, type Drive } from '@auraconnect/shared/ui/client/single-driver.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Kitchen, type KitchenProps } from './kitchen.tsx';
import { keepStoreLocale, keptStoreLocale } from './store-locale.ts';
import { PairingScreen } from './pairing/pairing-screen.tsx';
import { useTranslation } from 'react-i18next';

const vault = browserVault('kds');

export interface AppProps {
  i18n: I18n;
}

/** Paired or not; and one tab at a time, since two would give one number of the device's stream to two taps. */
export function App({ i18n }: AppProps): ReactElement {
  const [storeLocale, setStoreLocale] = useState(keptStoreLocale);
  const choice = useLanguageChoice('kds', languageOf(storeLocale ?? navigator.language));
  const locale = localeFor(choice.language, storeLocale ?? navigator.language);
  // Nothing with a time on it is shown before the store has been heard.
  const [timeZone, setTimeZone] = useState('UTC');
  const [identity, setIdentity] = useState<DeviceIdentity | null | undefined>(undefined);
  const [revoked, setRevoked] = useState(false);
  useEffect(() => {
    void vault.load().then(setIdentity);
  }, []);
  const forget = useCallback(() => {
    void vault.clear().then(() => {
      setRevoked(true);
      setIdentity(null);
    });
  }, []);
  const paired = useCallback((next: DeviceIdentity) => {
    void vault.save(next).then(() => {
      setRevoked(false);
      setIdentity(next);
    });
  }, []);
  const heard = useCallback((store: { locale: string; timeZone: string }) => {
    keepStoreLocale(store.locale);
    setStoreLocale(store.locale);
    setTimeZone(store.timeZone);
  }, []);
  return (
    <UiProvider locale={locale} currency="USD" timeZone={timeZone} i18n={i18n}>
      <LanguageContext value={choice}>
        <div className="h-full bg-canvas text-ink">
          {identity === null && <PairingScreen revoked={revoked} onPaired={paired} />}
          {identity && <Driven identity={identity} onDeviceRefused={forget} onStoreSettings={heard} />}
        </div>
      </LanguageContext>
      <ToastRegion position="bottom" />
    </UiProvider>
  );
}

function Driven(props: KitchenProps): ReactElement | null {
  const { identity } = props;
  const [drive, setDrive] = useState<Drive>('asking');
  const [takeOver, setTakeOver] = useState<() => void>(() => () => undefined);
  useEffect(() => {
    const driver = driveAlone(`auraconnect-kds-${identity.deviceId}`, setDrive);
    setTakeOver(() => () => driver.takeOver());
    return () => driver.release();
  }, [identity.deviceId]);
  if (drive === 'driving') return <Kitchen {...props} />;
  if (drive === 'asking') return null;
  return <Elsewhere onTakeOver={takeOver} />;
}

function Elsewhere({ onTakeOver }: { onTakeOver: () => void }): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="grid h-full place-items-center p-6">
      <ErrorState
        title={t('elsewhere.title')}
        whatToDo={t('elsewhere.do')}
        actions={
          <Button size="lg" onPress={onTakeOver}>
            {t('elsewhere.take')}
          </Button>
        }
      />
    </div>
  );
}
