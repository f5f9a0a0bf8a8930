import type { TFunction } from 'i18next';
import type { ApiFault } from '../session/api-fault.ts';

/** One sentence in the reader's language for a code that we know; else the cloud's own. */
export function sentenceOf(fault: ApiFault, t: TFunction): string {
  const count = fault.retryAfterSeconds === null ? undefined : Math.max(1, Math.ceil(fault.retryAfterSeconds / 60));
  const key =
    fault.code === 'too_many_attempts' && count === undefined
      ? 'problem.too_many_attempts_soon'
      : `problem.${fault.code}`;
  return t(key, { count: count ?? 1, defaultValue: fault.title });
}
