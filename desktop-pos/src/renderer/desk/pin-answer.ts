import { StoreProblem } from '@auraconnect/shared/client/store-fault.ts';
import type { WordKey } from '../words/use-words.ts';

/** What a wrong PIN means for the pad. `away`: the appliance did not answer. */
export type PinTrouble =
  | { kind: 'wrong'; message: string; triesLeft: number | null }
  | { kind: 'locked'; message: string; waitSeconds: number | null }
  | { kind: 'away' };

export function pinTroubleOf(fault: unknown): PinTrouble {
  // An appliance that cannot look has said nothing about the PIN.
  if (!(fault instanceof StoreProblem) || fault.status >= 500) return { kind: 'away' };
  const data = fault.problem.data ?? {};
  const figure = (...names: string[]): number | null => {
    const value = names.map((name) => data[name]).find((one) => typeof one === 'number');
    return typeof value === 'number' ? value : null;
  };
  const isLocked = fault.status === 423 || fault.status === 429 || fault.code.includes('locked');
  if (isLocked)
    return { kind: 'locked', message: fault.title, waitSeconds: figure('retryAfterSeconds', 'waitSeconds') };
  return { kind: 'wrong', message: fault.title, triesLeft: figure('triesLeft', 'attemptsLeft') };
}

/** One sentence for the pad, in the till's language. */
export function pinSentence(
  trouble: PinTrouble,
  t: (key: WordKey, values?: Record<string, string | number>) => string,
): string {
  if (trouble.kind === 'away') return t('pinAway');
  if (trouble.kind === 'locked') {
    if (trouble.waitSeconds === null) return t('pinLocked');
    return trouble.waitSeconds < 100
      ? t('pinLockedSeconds', { count: Math.max(1, Math.ceil(trouble.waitSeconds)) })
      : t('pinLockedFor', { count: Math.ceil(trouble.waitSeconds / 60) });
  }
  return trouble.triesLeft === null ? t('pinWrong') : t('pinWrongLeft', { count: trouble.triesLeft });
}
