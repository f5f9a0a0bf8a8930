import { LockOpen } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import type { Drawer } from '../../src/menu/catalogue.ts';
import { learnedDrawer, type DrawerLevel } from '../../src/menu/learn-drawer.ts';
import { Button } from '../button.tsx';
import { Notice, Sentences } from '../notice.tsx';
import { usePrinterFormWords } from './form-words/form-words.ts';
import type { PrinterHands } from './printer-hands.ts';
import { useDrawer } from './use-drawer.ts';

type Pin = Drawer['pin'];
/** Most drawers hang on the first one. */
const pins: readonly Pin[] = [2, 5];

type Step =
  | { at: 'start' }
  /** Somebody looks whether this pin has opened it. */
  | { at: 'kicked'; pin: Pin }
  /** It stands open. */
  | { at: 'open'; pin: Pin; whenOpen: DrawerLevel }
  | { at: 'neither' }
  | { at: 'learned'; drawer: Drawer };

export interface LearnDrawerProps {
  hands: PrinterHands;
  /** Of the settings as they are saved: it is reached as they say. */
  printerId: string;
  drawer: Drawer;
  onChange(drawer: Drawer): void;
}

/** Finds out with somebody at the counter which pin opens the drawer and how it says that it is open. */
export function LearnDrawer({ hands, printerId, drawer, onChange }: LearnDrawerProps): ReactElement {
  const t = usePrinterFormWords();
  const [step, setStep] = useState<Step>({ at: 'start' });
  const { busy, wrong, kick, levelNow, attempt } = useDrawer(printerId, hands);

  const open = (pin: Pin): Promise<void> =>
    attempt(async () => {
      if (await kick(pin)) setStep({ at: 'kicked', pin });
    });
  const opened = (pin: Pin): Promise<void> =>
    attempt(async () => setStep({ at: 'open', pin, whenOpen: await levelNow() }));
  const didNotOpen = (pin: Pin): void => {
    const next = pins[pins.indexOf(pin) + 1];
    if (next === undefined) setStep({ at: 'neither' });
    else void open(next);
  };
  const isShut = (pin: Pin, whenOpen: DrawerLevel): Promise<void> =>
    attempt(async () => {
      const learned = learnedDrawer(drawer, { pin, whenOpen, whenShut: await levelNow() });
      onChange(learned);
      setStep({ at: 'learned', drawer: learned });
    });

  return (
    <section aria-label={t('learn.title')} className="flex flex-col gap-3 rounded-lg border border-line p-4">
      <p className="text-sm text-muted" aria-live="polite">
        {step.at === 'kicked'
          ? t('learn.didItOpen', { pin: step.pin })
          : step.at === 'open'
            ? t('learn.shutIt')
            : t('learn.text')}
      </p>
      <Sentences list={hands.cannotLook === null ? wrong : []} />
      {hands.cannotLook !== null && <Notice tone="info">{hands.cannotLook}</Notice>}
      {step.at === 'neither' && <Notice tone="warning">{t('learn.neither')}</Notice>}
      {step.at === 'learned' && (
        <Notice tone="info">
          {t(step.drawer.openLevel === 'unknown' ? 'learn.noSensor' : 'learn.learned', { pin: step.drawer.pin })}
        </Notice>
      )}
      <div className="flex flex-wrap gap-3">
        {step.at === 'kicked' ? (
          <>
            <Button size="lg" busy={busy} onPress={() => void opened(step.pin)}>
              {t('learn.yes')}
            </Button>
            <Button size="lg" variant="secondary" disabled={busy} onPress={() => didNotOpen(step.pin)}>
              {t('learn.no')}
            </Button>
          </>
        ) : step.at === 'open' ? (
          <Button size="lg" busy={busy} onPress={() => void isShut(step.pin, step.whenOpen)}>
            {t('learn.isShut')}
          </Button>
        ) : (
          <Button
            size="lg"
            variant="secondary"
            busy={busy}
            disabled={hands.cannotLook !== null}
            icon={<LockOpen aria-hidden="true" />}
            onPress={() => void open(2)}
          >
            {t('learn.open')}
          </Button>
        )}
      </div>
    </section>
  );
}
