import type { StoreApi } from '@auraconnect/shared/client/store-api.ts';
import { StoreProblem } from '@auraconnect/shared/client/store-fault.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import type { DeviceIdentity } from '@auraconnect/shared/ui/client/device-identity.ts';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useWords } from '../words/use-words.ts';
import { ApplianceField } from './appliance-field.tsx';
import { GateFrame } from './gate-frame.tsx';

export interface PairScreenProps {
  api: StoreApi;
  /** From the address of a QR code: pairs by itself. */
  code: string | null;
  onPaired: (identity: DeviceIdentity) => Promise<void>;
}

type Trouble = { kind: 'code'; sentence: string; supportCode: string } | { kind: 'away' };

/** Makes this browser a till of the store: a code from a pairing window that a manager opened. */
export function PairScreen({ api, code, onPaired }: PairScreenProps): ReactElement {
  const t = useWords();
  const [typed, setTyped] = useState(code ?? '');
  const [name, setName] = useState(() => t('pairDefaultName'));
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const triedByItself = useRef(false);

  async function pair(withCode: string): Promise<void> {
    setBusy(true);
    setTrouble(null);
    try {
      const answer = await api.pair({
        code: withCode.trim(),
        deviceName: name.trim() || t('pairDefaultName'),
        kind: 'pos',
      });
      await onPaired({
        baseUrl: api.baseUrl,
        deviceId: answer.deviceId,
        deviceToken: answer.deviceToken,
        incarnation: answer.incarnation,
        storeId: answer.storeId,
        storeName: answer.storeName,
        deviceName: name.trim() || t('pairDefaultName'),
      });
    } catch (fault) {
      if (fault instanceof StoreProblem) setTrouble({ kind: 'code', sentence: fault.title, supportCode: fault.code });
      else setTrouble({ kind: 'away' });
      setBusy(false);
    }
  }

  useEffect(() => {
    if (code === null || triedByItself.current) return;
    triedByItself.current = true;
    void pair(code);
    // Once, with the code of the address.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [code]);

  return (
    <GateFrame title={t('pairTitle')} footer={t('pairFooter')}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void pair(typed);
        }}
      >
        <p className="text-muted">{t('pairHow')}</p>
        <TextField
          label={t('pairCode')}
          value={typed}
          onChange={(value) => setTyped(value.toUpperCase())}
          autoComplete="off"
          autoFocus={code === null}
          maxLength={64}
          className="[&_input]:font-mono [&_input]:text-lg [&_input]:tracking-widest"
          {...(trouble?.kind === 'code' ? { errorMessage: trouble.sentence } : {})}
        />
        <TextField
          label={t('pairName')}
          description={t('pairNameHelp')}
          value={name}
          onChange={setName}
          maxLength={60}
          autoComplete="off"
        />
        {trouble?.kind === 'away' && (
          <p role="alert" className="rounded-md bg-warning-soft p-3 text-sm text-warning">
            {t('pairAway', { address: api.baseUrl })}
          </p>
        )}
        <Button type="submit" variant="primary" size="xl" busy={busy} disabled={typed.trim().length < 4} fullWidth>
          {t('pairDo')}
        </Button>
        {trouble?.kind === 'code' && (
          <p className="text-xs text-subtle select-all">{t('supportCode', { code: trouble.supportCode })}</p>
        )}
      </form>
      <ApplianceField address={api.baseUrl} />
    </GateFrame>
  );
}
