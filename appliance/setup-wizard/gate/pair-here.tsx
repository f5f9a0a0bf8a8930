import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonOnDuty } from '@auraconnect/shared/protocol/store-api.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { ErrorState } from '@auraconnect/shared/ui/error-state.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { codeOf, sentenceOf } from '../link/fault.ts';
import { applianceApi, openLocalWindow, readLocalPeople } from '../link/setup-api.ts';
import { PersonPin } from './person-pin.tsx';

export interface PairHereProps {
  codeNeeded: boolean;
  /** A window was opened with this code. */
  onCode(code: string): void;
}

/** No till at hand: at the box, or with the code on its console, a manager's PIN opens the pairing window. */
export function PairHere({ codeNeeded, onCode }: PairHereProps): ReactElement {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const [people, setPeople] = useState<PersonOnDuty[] | null>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const given = codeNeeded ? code.trim() : null;

  const ask = async (): Promise<void> => {
    setBusy(true);
    setFault(null);
    try {
      setPeople(await readLocalPeople(applianceApi(null), given));
    } catch (problem) {
      setFault(problem);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Card title={t('pair.here')} description={t(codeNeeded ? 'pair.hereCodeText' : 'pair.hereText')}>
      {people === null ? (
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void ask();
          }}
        >
          {codeNeeded && (
            <TextField
              label={t('ask.code.field')}
              value={code}
              onChange={setCode}
              autoComplete="one-time-code"
              required
            />
          )}
          {fault !== null && <ErrorState title={sentenceOf(fault, t)} supportCode={codeOf(fault)} />}
          <Button
            type="submit"
            size="lg"
            variant="secondary"
            fullWidth
            busy={busy}
            disabled={codeNeeded && code.trim() === ''}
          >
            {t('pair.hereDo')}
          </Button>
        </form>
      ) : (
        <PersonPin
          people={people}
          onPin={async (staffId, pin) =>
            onCode((await openLocalWindow(applianceApi(null), { code: given, staffId, pin })).code)
          }
        />
      )}
    </Card>
  );
}
