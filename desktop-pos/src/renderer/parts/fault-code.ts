import { StoreProblem, StoreUnreachable } from '@auraconnect/shared/client/store-fault.ts';

/** The stable code that support looks up. */
export function codeOf(fault: unknown): string {
  if (fault instanceof StoreProblem) return `${fault.code} ${fault.correlationId.slice(0, 8)}`;
  if (fault instanceof StoreUnreachable) return fault.code;
  return 'unexpected';
}
