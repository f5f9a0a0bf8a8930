import { KeyRound } from 'lucide-react';
import { useCallback, useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetupState } from '@auraconnect/shared/protocol/setup-api.ts';
import { pairingCodeOf, type DeviceIdentity } from '@auraconnect/shared/ui/client/device-identity.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { ErrorState } from '@auraconnect/shared/ui/error-state.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { codeOf, sentenceOf } from '../link/fault.ts';
import { applianceApi } from '../link/setup-api.ts';
import { Notice } from '@auraconnect/shared/ui/notice.tsx';
import { PageHeader } from '../parts/page-header.tsx';
import { PairHere } from './pair-here.tsx';

export interface PairScreenProps {
  state: SetupState;
  revoked: boolean;
  onPaired(identity: DeviceIdentity): void;
}

/** This browser becomes the store's by a code from a till, or by a manager's PIN at the box itself. */
export function PairScreen({ state, revoked, onPaired }: PairScreenProps): ReactElement {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const tried = useRef(false);

  const pair = useCallback(
    async (withCode: string): Promise<void> => {
      setBusy(true);
      setFault(null);
      const api = applianceApi(null);
      const deviceName = name.trim() || t('device.name');
      try {
        const answer = await api.pair({ code: withCode.trim(), deviceName, kind: 'setup' });
        history.replaceState(null, '', location.pathname + location.search);
        onPaired({ ...answer, baseUrl: api.baseUrl, deviceName });
      } catch (problem) {
        setFault(problem);
        setBusy(false);
      }
    },
    [name, onPaired, t],
  );

  useEffect(() => {
    const fromAddress = pairingCodeOf(location.hash);
    if (fromAddress === null || tried.current) return;
    tried.current = true;
    setCode(fromAddress);
    void pair(fromAddress);
  }, [pair]);

  return (
    <>
      <PageHeader title={state.storeName} />
      <main className="mx-auto flex w-full max-w-xl flex-col gap-5 p-4 pt-6">
        <div>
          <h1 className="text-xl font-semibold">{t('pair.title')}</h1>
          <p className="mt-1 text-base text-muted">{t('pair.text')}</p>
        </div>
        {revoked && <Notice tone="warning">{t('pair.revoked')}</Notice>}
        <Card title={t('pair.withCode')} description={t('pair.withCodeText')}>
          <form
            className="flex flex-col gap-4"
            onSubmit={(event) => {
              event.preventDefault();
              if (code.trim().length >= 4) void pair(code);
            }}
          >
            <TextField
              label={t('pairing.code')}
              value={code}
              onChange={setCode}
              autoComplete="one-time-code"
              required
            />
            <TextField
              label={t('device.label')}
              value={name}
              onChange={setName}
              placeholder={t('device.name')}
              maxLength={60}
            />
            {fault !== null && <ErrorState title={sentenceOf(fault, t)} supportCode={codeOf(fault)} />}
            <Button
              type="submit"
              size="lg"
              variant="primary"
              fullWidth
              busy={busy}
              disabled={code.trim().length < 4}
              icon={<KeyRound aria-hidden="true" />}
            >
              {t('pair.do')}
            </Button>
          </form>
        </Card>
        <PairHere codeNeeded={state.codeNeeded} onCode={(found) => void pair(found)} />
      </main>
    </>
  );
}
