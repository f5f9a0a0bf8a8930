import { MonitorCheck } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { StoreApi } from '@auraconnect/shared/client/store-api.ts';
import { StoreProblem } from '@auraconnect/shared/client/store-fault.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { LanguageMenu } from '@auraconnect/shared/ui/language-menu.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { browserIds, browserPorts } from '@auraconnect/shared/ui/client/browser-ports.ts';
import { pairingCodeOf, type DeviceIdentity } from '@auraconnect/shared/ui/client/device-identity.ts';

export interface PairingScreenProps {
  revoked: boolean;
  onPaired(identity: DeviceIdentity): void;
}

/** A screen becomes the store's by a code that a manager opened, typed here or scanned into the address. */
export function PairingScreen({ revoked, onPaired }: PairingScreenProps): ReactElement {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(revoked ? t('pairing.revoked') : null);
  const tried = useRef(false);

  const pair = async (withCode: string): Promise<void> => {
    setBusy(true);
    setProblem(null);
    const baseUrl = location.origin;
    const api = new StoreApi({
      baseUrl,
      deviceToken: () => null,
      sendHttp: browserPorts.sendHttp,
      newCorrelationId: () => browserIds.next(),
    });
    const deviceName = name.trim() || t('pairing.defaultName');
    try {
      const answer = await api.pair({ code: withCode.trim(), deviceName, kind: 'kds' });
      history.replaceState(null, '', location.pathname + location.search);
      onPaired({ ...answer, baseUrl, deviceName });
    } catch (fault) {
      setProblem(fault instanceof StoreProblem ? fault.title : t('pairing.unreachable'));
      setBusy(false);
    }
  };

  const pairFromAddress = useEffectEvent(() => {
    const fromAddress = pairingCodeOf(location.hash);
    if (fromAddress === null || tried.current) return;
    tried.current = true;
    setCode(fromAddress);
    void pair(fromAddress);
  });
  useEffect(() => pairFromAddress(), []);

  return (
    <main className="grid h-full place-items-center overflow-auto p-6">
      <div className="flex w-full max-w-lg flex-col items-end gap-2">
        <LanguageMenu />
        <Card className="w-full" title={t('pairing.title')} description={t('pairing.description')}>
          <form
            className="flex flex-col gap-5"
            onSubmit={(event) => {
              event.preventDefault();
              if (code.trim() !== '') void pair(code);
            }}
          >
            <TextField
              label={t('pairing.code')}
              value={code}
              onChange={setCode}
              autoComplete="one-time-code"
              autoFocus
              required
              errorMessage={problem ?? undefined}
            />
            <TextField
              label={t('pairing.name')}
              value={name}
              onChange={setName}
              placeholder={t('pairing.defaultName')}
            />
            <Button
              type="submit"
              size="xl"
              variant="primary"
              fullWidth
              busy={busy}
              disabled={code.trim() === ''}
              icon={<MonitorCheck aria-hidden="true" />}
            >
              {t('pairing.pair')}
            </Button>
          </form>
        </Card>
      </div>
    </main>
  );
}
