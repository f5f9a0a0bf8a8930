import type { Order } from '@auraconnect/shared/order/order.ts';
import type { Permission } from '@auraconnect/shared/staff/permissions.ts';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { useCallback } from 'react';
import type { Act } from '../till/act.ts';
import { useWordOr, useWords } from '../words/use-words.ts';
import { useDesk } from './desk-context.ts';
import { useTill } from './till-context.ts';

export interface ActOptions {
  /** What a manager would approve, in a sentence. */
  what?: string;
}

export type DoActs = (acts: readonly Act[], options?: ActOptions) => Promise<Order | null>;

/**
 * Does things to an order and tells the person when they cannot be done. Where a permission is missing a manager is asked. Resolves
 * with the order as it is then, or null when nothing was done.
 */
export function useAct(): DoActs {
  const till = useTill();
  const { person, askApproval } = useDesk();
  const t = useWords();
  const wordOr = useWordOr();
  return useCallback(
    async (acts, { what } = {}) => {
      let tried = [...acts];
      for (;;) {
        let result;
        try {
          result = await till.act(person, tried);
        } catch {
          toasts.show({ tone: 'danger', message: t('notStored') }, { timeoutMs: 15_000 });
          return null;
        }
        if (result.ok) return result.order;
        const { refusal, index } = result;
        const needed = neededPermission(refusal.code, refusal.data);
        if (needed === null || tried[index]?.approval !== undefined) {
          toasts.show({ tone: 'danger', message: wordOr(`refusal_${refusal.code}`, refusal.message) });
          return null;
        }
        const approval = await askApproval({
          permission: needed.permission,
          what: what ?? t('approveAct'),
          discountPercent: needed.percent,
        });
        if (approval === null) return null;
        tried = tried.map((act, place) => (place === index ? { ...act, approval } : act));
      }
    },
    [till, person, askApproval, t, wordOr],
  );
}

function neededPermission(
  code: string,
  data: Record<string, unknown>,
): { permission: Permission; percent: number } | null {
  if (code === 'permission_needed') return { permission: data['permission'] as Permission, percent: 0 };
  if (code !== 'discount_over_limit') return null;
  const { discountMinor, grossMinor } = data as { discountMinor: number; grossMinor: number };
  return { permission: 'order.discount', percent: grossMinor > 0 ? (100 * discountMinor) / grossMinor : 0 };
}
