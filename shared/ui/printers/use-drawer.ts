import { useState } from 'react';
import type { Drawer } from '../../src/menu/catalogue.ts';
import type { DrawerLevel } from '../../src/menu/learn-drawer.ts';
import { usePrinterFormWords } from './form-words/form-words.ts';
import type { PrinterHands } from './printer-hands.ts';
import { useProblemWord } from './printer-sentence.ts';

/** A kick goes through the printer's queue, and a drawer needs a moment to spring open. */
const springsOpenMs = 1_200;

export interface DrawerAtHand {
  busy: boolean;
  /** Why the last step could not be done, a sentence each. */
  wrong: readonly string[];
  attempt(work: () => Promise<void>): Promise<void>;
  /** False, and why in `wrong`, when the printer cannot do it. */
  kick(pin: Drawer['pin']): Promise<boolean>;
  levelNow(): Promise<DrawerLevel>;
}

/** The drawer of a printer that is in the settings, for somebody who stands beside it. */
export function useDrawer(printerId: string, hands: PrinterHands): DrawerAtHand {
  const t = usePrinterFormWords();
  const problemWord = useProblemWord();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setWrong([]);
    try {
      await work();
    } catch (fault) {
      setWrong([hands.sentenceOf(fault)]);
    } finally {
      setBusy(false);
    }
  };
  const kick = async (pin: Drawer['pin']): Promise<boolean> => {
    const { problem } = await hands.readDrawer(printerId);
    if (problem !== null) {
      setWrong([t('learn.printerCannot', { problem: problemWord(problem) })]);
      return false;
    }
    const answered = await hands.tryDrawer(printerId, pin);
    if (answered === null || answered.length > 0) {
      setWrong(answered ?? []);
      return false;
    }
    await new Promise((resolve) => setTimeout(resolve, springsOpenMs));
    return true;
  };
  const levelNow = async (): Promise<DrawerLevel> => (await hands.readDrawer(printerId)).level;
  return { busy, wrong, attempt, kick, levelNow };
}
