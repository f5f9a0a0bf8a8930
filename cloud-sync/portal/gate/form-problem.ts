import type { TFunction } from 'i18next';
import type { ApiFault } from '../session/api-fault.ts';
import { sentenceOf } from '../parts/fault-words.ts';

/** What the cloud said about a form, in one sentence with the way out. */
export function formProblem(fault: ApiFault | null, t: TFunction): string | undefined {
  return fault === null ? undefined : sentenceOf(fault, t);
}

/** Good enough to catch a slip of the finger; the cloud decides. */
export const looksLikeEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text.trim());
