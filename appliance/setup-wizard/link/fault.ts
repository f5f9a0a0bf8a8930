import type { TFunction } from 'i18next';
import { StoreProblem, StoreUnreachable } from '@auraconnect/shared/client/store-fault.ts';
import type { Refusal } from '@auraconnect/shared/protocol/command.ts';

/** The stable code that support looks up. */
export function codeOf(fault: unknown): string {
  if (fault instanceof StoreProblem) return `${fault.code} ${fault.correlationId.slice(0, 8)}`;
  if (fault instanceof StoreUnreachable) return fault.code;
  return fault instanceof Error ? fault.name : 'unexpected';
}

/** One sentence about a failed call, in the reader's language where it is known by its code. */
export function sentenceOf(fault: unknown, t: TFunction): string {
  if (fault instanceof StoreProblem)
    return t(`problem.${fault.code}`, { defaultValue: fault.title, ...fault.problem.data });
  if (fault instanceof StoreUnreachable) return t('problem.store_unreachable');
  return t('problem.unexpected');
}

/** What the trade says against an edit: each broken rule in a sentence, or the refusal's own. */
export function sentencesOf(
  { code, message, data }: Pick<Refusal, 'code' | 'message' | 'data'>,
  t: TFunction,
): string[] {
  const problems = Array.isArray(data['problems'])
    ? (data['problems'] as { code?: unknown; sentence?: unknown }[])
    : [];
  const said = problems.flatMap((problem) =>
    typeof problem.sentence === 'string' ? [problemSentence(problem.code, problem.sentence, t)] : [],
  );
  return said.length > 0 ? [...new Set(said)] : [t(`problem.${code}`, { defaultValue: message })];
}

export const problemSentence = (code: unknown, sentence: string, t: TFunction): string =>
  t(`broken.${String(code)}`, { defaultValue: sentence });
