import { ArrowLeft } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { StoreProblem } from '@auraconnect/shared/client/store-fault.ts';
import type { Hue } from '@auraconnect/shared/menu/catalogue.ts';
import type { PersonOnDuty } from '@auraconnect/shared/protocol/store-api.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { PinPad } from '@auraconnect/shared/ui/pin-pad.tsx';
import { useNow } from '@auraconnect/shared/ui/use-now.ts';
import { formatElapsed } from '@auraconnect/shared/ui/format.ts';
import { sentenceOf } from '../link/fault.ts';
import { categoryOfHue } from '@auraconnect/shared/ui/hue.ts';

export interface PersonPinProps {
  people: readonly PersonOnDuty[];
  /** Rejects with what the appliance says. */
  onPin(staffId: string, pin: string): Promise<void>;
}

/** Who is it, and their PIN. */
export function PersonPin({ people, onPin }: PersonPinProps): ReactElement {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<PersonOnDuty | null>(null);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(0);
  const [fault, setFault] = useState<unknown>(null);
  const [lockedUntilMs, setLockedUntilMs] = useState(0);
  const nowMs = useNow();

  if (people.length === 0) return <EmptyState title={t('signIn.nobody')} />;
  if (chosen === null) {
    return (
      <ul className="grid gap-2 sm:grid-cols-2">
        {people.map((person) => (
          <li key={person.staffId}>
            <Button
              size="lg"
              variant="secondary"
              fullWidth
              className="justify-start"
              onPress={() => setChosen(person)}
              icon={<Initial name={person.name} hue={person.hue as Hue} />}
            >
              <span className="min-w-0 text-start">
                <span className="block truncate" dir="auto">
                  {person.name}
                </span>
                <span className="block truncate text-sm font-normal text-muted">{person.roleName}</span>
              </span>
            </Button>
          </li>
        ))}
      </ul>
    );
  }
  const enter = async (pin: string): Promise<void> => {
    setBusy(true);
    try {
      await onPin(chosen.staffId, pin);
    } catch (problem) {
      setFault(problem);
      setFailed((count) => count + 1);
      const waitSeconds = problem instanceof StoreProblem ? problem.problem.data?.['retryAfterSeconds'] : undefined;
      if (typeof waitSeconds === 'number') setLockedUntilMs(Date.now() + waitSeconds * 1000);
      setBusy(false);
    }
  };
  const lockedMs = lockedUntilMs - nowMs;
  return (
    <div className="flex flex-col items-center gap-3">
      <Button
        variant="quiet"
        className="self-start"
        icon={<ArrowLeft className="rtl:-scale-x-100" aria-hidden="true" />}
        onPress={() => {
          setChosen(null);
          setFault(null);
        }}
      >
        {t('signIn.other')}
      </Button>
      <PinPad
        label={t('signIn.pinOf', { name: chosen.name })}
        onSubmit={(pin) => void enter(pin)}
        busy={busy}
        failedAttempts={failed}
        errorMessage={fault === null ? undefined : sentenceOf(fault, t)}
        lockedMessage={lockedMs > 0 ? t('signIn.locked', { time: formatElapsed(lockedMs) }) : undefined}
      />
    </div>
  );
}

function Initial({ name, hue }: { name: string; hue: Hue }): ReactElement {
  return (
    <span
      data-category={categoryOfHue[hue]}
      className="grid size-9 shrink-0 place-items-center rounded-full bg-category text-sm font-semibold text-on-category"
      aria-hidden="true"
    >
      {[...name.trim()][0]?.toUpperCase() ?? ''}
    </span>
  );
}
