import { useNow } from '@auraconnect/shared/ui/use-now.ts';
import { useState } from 'react';
import { useWords } from '../words/use-words.ts';
import { pinSentence, type PinTrouble } from './pin-answer.ts';
import { useTill } from './till-context.ts';

export interface PinTries {
  /** What a pad shows about the tries so far; a lock ends by itself when its time is over. */
  pad: { failedAttempts: number; errorMessage: string | undefined; lockedMessage: string | undefined };
  failed(trouble: PinTrouble): void;
  /** Somebody else is at the pad. */
  forget(): void;
}

interface LastTry {
  trouble: PinTrouble;
  atMs: number;
}

export function usePinTries(): PinTries {
  const t = useWords();
  const till = useTill();
  const [failures, setFailures] = useState(0);
  const [last, setLast] = useState<LastTry | null>(null);
  useNow();

  const trouble = last === null ? null : troubleNow(last, till.monotonicMs());
  const sentence = trouble === null ? undefined : pinSentence(trouble, t);
  const isLocked = trouble?.kind === 'locked';
  return {
    pad: {
      failedAttempts: failures,
      errorMessage: isLocked ? undefined : sentence,
      lockedMessage: isLocked ? sentence : undefined,
    },
    failed(next) {
      setLast({ trouble: next, atMs: till.monotonicMs() });
      setFailures((count) => count + 1);
    },
    forget: () => setLast(null),
  };
}

function troubleNow({ trouble, atMs }: LastTry, nowMs: number): PinTrouble | null {
  if (trouble.kind !== 'locked' || trouble.waitSeconds === null) return trouble;
  const leftSeconds = Math.ceil(trouble.waitSeconds - (nowMs - atMs) / 1000);
  return leftSeconds > 0 ? { ...trouble, waitSeconds: leftSeconds } : null;
}
