import type { i18n as I18n } from 'i18next';
import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { ErrorState } from '@auraconnect/shared/ui/error-state.tsx';
import { ToastRegion } from '@auraconnect/shared/ui/toast.tsx';
import { UiProvider } from '@auraconnect/shared/ui/ui-provider.tsx';
import { browserVault, type DeviceIdentity } from '@auraconnect/shared/ui/client/device-identity.ts';
import { driveAlone, type Drive } from '@auraconnect/shared/ui/client/single-driver.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Kitchen } from './kitchen.tsx';
import { PairingScreen } from './pairing/pairing-screen.tsx';
import { useTranslation } from 'react-i18next';

const vault = browserVault('kds');

export interface AppProps {
  i18n: I18n;
  locale: string;
}

/** Paired or not; and one tab at a time, since two would give one number of the device's stream to two taps. */
export function App({ i18n, locale }: AppProps): ReactElement {
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
  return (
    <UiProvider locale={locale} currency="USD" timeZone="UTC" i18n={i18n}>
      <div className="h-full bg-canvas text-ink">
        {identity === null && <PairingScreen revoked={revoked} onPaired={paired} />}
        {identity && <Driven identity={identity} onDeviceRefused={forget} />}
      </div>
      <ToastRegion position="bottom" />
    </UiProvider>
  );
}

function Driven({
  identity,
  onDeviceRefused,
}: {
  identity: DeviceIdentity;
  onDeviceRefused: () => void;
}): ReactElement | null {
  const [drive, setDrive] = useState<Drive>('asking');
  const [takeOver, setTakeOver] = useState<() => void>(() => () => undefined);
  useEffect(() => {
    const driver = driveAlone(`auraconnect-kds-${identity.deviceId}`, setDrive);
    setTakeOver(() => () => driver.takeOver());
    return () => driver.release();
  }, [identity.deviceId]);
  if (drive === 'driving') return <Kitchen identity={identity} onDeviceRefused={onDeviceRefused} />;
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
