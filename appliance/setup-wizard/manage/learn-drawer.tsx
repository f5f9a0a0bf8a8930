import { LockOpen } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Drawer } from '@auraconnect/shared/menu/catalogue.ts';
import { learnedDrawer, type DrawerLevel } from '@auraconnect/shared/menu/learn-drawer.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { useProblemWord } from '@auraconnect/shared/ui/printers/printer-sentence.ts';
import { sentenceOf, sentencesOf } from '../link/fault.ts';
import { readDrawer } from '../link/setup-api.ts';
import { Notice, Sentences } from '../parts/notice.tsx';
import { useStore } from '../store/store-context.ts';

type Pin = Drawer['pin'];
/** Most drawers hang on the first one. */
const pins: readonly Pin[] = [2, 5];
/** A kick goes through the printer's queue, and a drawer needs a moment to spring open. */
const springsOpenMs = 1_200;

type Step =
  | { at: 'start' }
  /** Somebody looks whether this pin has opened it. */
  | { at: 'kicked'; pin: Pin }
  /** It stands open. */
  | { at: 'open'; pin: Pin; whenOpen: DrawerLevel }
  | { at: 'neither' }
  | { at: 'learned'; drawer: Drawer };

export interface LearnDrawerProps {
  /** Of the settings as they are saved: it is reached as they say. */
  printerId: string;
  drawer: Drawer;
  onChange(drawer: Drawer): void;
}

/** Finds out with somebody at the counter which pin opens the drawer and how it says that it is open. */
export function LearnDrawer({ printerId, drawer, onChange }: LearnDrawerProps): ReactElement {
  const { t } = useTranslation();
  const [step, setStep] = useState<Step>({ at: 'start' });
  const { busy, wrong, kick, levelNow, attempt } = useDrawerOf(printerId);

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
      <Sentences list={wrong} />
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

interface DrawerHands {
  busy: boolean;
  /** Why the last step could not be done, a sentence each. */
  wrong: readonly string[];
  attempt(work: () => Promise<void>): Promise<void>;
  /** False, and why in `wrong`, when the printer cannot do it. */
  kick(pin: Pin): Promise<boolean>;
  levelNow(): Promise<DrawerLevel>;
}

function useDrawerOf(printerId: string): DrawerHands {
  const { t } = useTranslation();
  const problemWord = useProblemWord();
  const { link, person } = useStore();
  const { staffToken } = person;
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setWrong([]);
    try {
      await work();
    } catch (fault) {
      setWrong([sentenceOf(fault, t)]);
    } finally {
      setBusy(false);
    }
  };
  const kick = async (pin: Pin): Promise<boolean> => {
    const { problem } = await readDrawer(link.api, printerId, staffToken);
    if (problem !== null) {
      setWrong([t('learn.printerCannot', { problem: problemWord(problem) })]);
      return false;
    }
    const outcome = await link.act({ type: 'print.try_drawer', payload: { printerId, pin }, staffToken });
    if (outcome.status !== 'accepted') {
      setWrong(sentencesOf(outcome.refusal, t));
      return false;
    }
    await new Promise((resolve) => setTimeout(resolve, springsOpenMs));
    return true;
  };
  const levelNow = async (): Promise<DrawerLevel> => (await readDrawer(link.api, printerId, staffToken)).level;
  return { busy, wrong, attempt, kick, levelNow };
}
