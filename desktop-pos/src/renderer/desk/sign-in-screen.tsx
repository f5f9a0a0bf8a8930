import { StoreUnreachable } from '@auraconnect/shared/client/store-fault.ts';
import type { Hue } from '@auraconnect/shared/menu/catalogue.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { PinPad } from '@auraconnect/shared/ui/pin-pad.tsx';
import { useQuery } from '@tanstack/react-query';
import { ChevronLeft, Users } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { Button as PressButton } from 'react-aria-components/Button';
import { BrandMark } from '../gate/gate-frame.tsx';
import { Avatar } from '../parts/avatar.tsx';
import { signedInOf, type SignedIn } from '../till/person.ts';
import { useWords } from '../words/use-words.ts';
import { pinTroubleOf, type PinTrouble } from './pin-answer.ts';
import { useTill } from './till-context.ts';
import { usePinTries } from './use-pin-tries.ts';
import { usePicture } from './use-store.ts';

interface Face {
  staffId: string;
  name: string;
  roleName: string;
  hue: Hue;
}

export interface SignInScreenProps {
  /** Who was here last: their PIN is asked at once. */
  lastStaffId: string | null;
  onSignedIn: (person: SignedIn) => void;
}

/** Everybody who works here as a face; one tap and a PIN. */
export function SignInScreen({ lastStaffId, onSignedIn }: SignInScreenProps): ReactElement {
  const t = useWords();
  const { storeName } = usePicture();
  const people = usePeople();
  const [chosenId, setChosenId] = useState<string | null>(lastStaffId);
  const chosen = people.find((face) => face.staffId === chosenId) ?? null;

  return (
    <main className="grid h-full grid-rows-[auto_1fr] bg-canvas">
      <header className="flex items-center gap-3 px-5 py-4">
        <BrandMark />
        <h1 className="min-w-0 truncate text-lg font-semibold">{storeName}</h1>
      </header>
      <div className="grid min-h-0 place-items-center overflow-y-auto px-4 pb-6">
        {chosen !== null ? (
          <PinOf key={chosen.staffId} face={chosen} onSignedIn={onSignedIn} onBack={() => setChosenId(null)} />
        ) : people.length === 0 ? (
          <EmptyState icon={<Users />} title={t('nobodyTitle')}>
            {t('nobody')}
          </EmptyState>
        ) : (
          <section aria-labelledby="who" className="flex w-full max-w-4xl flex-col gap-6">
            <h2 id="who" className="text-center text-xl font-semibold">
              {t('whoIsThere')}
            </h2>
            <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-4">
              {people.map((face) => (
                <li key={face.staffId}>
                  <PressButton
                    onPress={() => setChosenId(face.staffId)}
                    className={classNames(
                      'flex size-full min-h-36 flex-col items-center justify-center gap-2 rounded-xl border border-line bg-surface p-4 text-center shadow-lift',
                      'data-hovered:border-line-strong data-pressed:bg-sunken',
                    )}
                  >
                    <Avatar name={face.name} hue={face.hue} size="lg" />
                    <span className="clamp-2 text-base font-semibold">{face.name}</span>
                    <span className="text-xs text-muted">{face.roleName}</span>
                  </PressButton>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </main>
  );
}

function PinOf({
  face,
  onSignedIn,
  onBack,
}: {
  face: Face;
  onSignedIn: (person: SignedIn) => void;
  onBack: () => void;
}): ReactElement {
  const t = useWords();
  const till = useTill();
  const [busy, setBusy] = useState(false);
  const tries = usePinTries();

  async function tryPin(pin: string): Promise<void> {
    setBusy(true);
    try {
      // Who stands at a till that is on its own is not kept waiting for a network that swallows everything.
      const patience = till.alone.get() && till.pins.knows(face.staffId) ? { timeoutMs: 2_500 } : {};
      const answer = await till.api.signIn({ staffId: face.staffId, pin }, patience);
      till.pins.remember(face.staffId, pin, answer);
      onSignedIn(signedInOf(answer));
    } catch (fault) {
      const trouble = fault instanceof StoreUnreachable ? tryHere(pin) : pinTroubleOf(fault);
      if (trouble === null) return;
      tries.failed(trouble);
      setBusy(false);
    }
  }

  /** Without the appliance this till lets in whom it let in lately; null when it did. */
  function tryHere(pin: string): PinTrouble | null {
    const tried = till.pins.try(face.staffId, pin);
    switch (tried.type) {
      case 'right':
        onSignedIn(signedInOf(tried.value));
        return null;
      case 'wrong':
        return { kind: 'wrong', message: '', triesLeft: tried.triesLeft };
      case 'locked':
        return { kind: 'locked', message: '', waitSeconds: tried.waitSeconds };
      case 'unknown':
        return { kind: 'away' };
    }
  }

  return (
    <section className="flex w-full max-w-80 flex-col items-center gap-4">
      <div className="flex flex-col items-center gap-2 text-center">
        <Avatar name={face.name} hue={face.hue} size="lg" />
        <h2 className="text-lg font-semibold">{face.name}</h2>
      </div>
      <PinPad
        label={t('pinOf', { name: face.name })}
        onSubmit={(pin) => void tryPin(pin)}
        autoSubmitLength={till.pins.lengthOf(face.staffId)}
        busy={busy}
        {...tries.pad}
      />
      <Button variant="quiet" icon={<ChevronLeft className="rtl:-scale-x-100" />} onPress={onBack}>
        {t('someoneElse')}
      </Button>
    </section>
  );
}

/** Who can sign in; while the appliance is away the names that the catalogue has. */
function usePeople(): Face[] {
  const till = useTill();
  const { index } = usePicture();
  const fromCatalogue = index.catalogue.staff
    .filter((member) => member.active && index.roles.has(member.roleId))
    .map((member): Face => ({
      staffId: member.id,
      name: member.name,
      roleName: index.roles.get(member.roleId)?.name ?? '',
      hue: member.hue,
    }));
  const { data } = useQuery({ queryKey: ['people', index.revision], queryFn: () => till.api.people() });
  return data?.map((person) => ({ ...person, hue: person.hue as Hue })) ?? fromCatalogue;
}
