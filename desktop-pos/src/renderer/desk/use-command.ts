import type { CommandAnswer, CommandPayload, CommandType } from '@auraconnect/shared/protocol/command.ts';
import type { Permission } from '@auraconnect/shared/staff/permissions.ts';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { useCallback } from 'react';
import { useWordOr, useWords } from '../words/use-words.ts';
import { useDesk } from './desk-context.ts';
import { useTill } from './till-context.ts';

/** `later`: it is kept on this till and done when the appliance is back. */
export type CommandOutcome = 'done' | 'refused' | 'later' | 'not-permitted' | 'not-stored';

export interface CommandNeeds {
  permission: Permission;
  /** What a manager would approve. */
  what: string;
  /** Takes the sentence of a refusal instead of a toast: it is said where the person is looking. */
  onRefused?: (sentence: string) => void;
}

export type DoCommand = <T extends CommandType>(
  type: T,
  payload: CommandPayload<T>,
  needs: CommandNeeds,
) => Promise<CommandOutcome>;

const patienceMs = 4_000;

/** Commands that are not about an order: waits a moment for the answer, and says so when it will come later. */
export function useCommand(): DoCommand {
  const till = useTill();
  const { person, permit } = useDesk();
  const t = useWords();
  const wordOr = useWordOr();
  return useCallback(
    async (type, payload, needs) => {
      const leave = await permit(needs.permission, needs.what);
      if (leave === null) return 'not-permitted';
      let isLate = false;
      const tell = (answer: CommandAnswer): CommandOutcome => {
        if (answer.status === 'accepted') return 'done';
        const message = wordOr(`refusal_${answer.refusal.code}`, answer.refusal.message);
        // Whoever would take it has gone on meanwhile.
        if (needs.onRefused !== undefined && !isLate) needs.onRefused(message);
        else toasts.show({ tone: 'danger', message }, { timeoutMs: 12_000 });
        return 'refused';
      };
      const answered = till.command(person, type, payload, leave.approval).then(tell, () => {
        toasts.show({ tone: 'danger', message: t('notStored') }, { timeoutMs: 15_000 });
        return 'not-stored' as const;
      });
      const late = new Promise<CommandOutcome>((resolve) => setTimeout(() => resolve('later'), patienceMs));
      const outcome = await Promise.race([answered, late]);
      isLate = outcome === 'later';
      if (isLate) toasts.show({ tone: 'warning', message: t('commandLater') });
      return outcome;
    },
    [till, person, permit, t, wordOr],
  );
}
