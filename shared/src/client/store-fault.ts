import type { Problem } from '../protocol/problem.ts';

/** The appliance answered, and the answer is no: the code, sentence and figures of its problem document. */
export class StoreProblem extends Error {
  override readonly name = 'StoreProblem';
  readonly code: string;
  readonly status: number;
  /** One safe sentence for the person at the till. */
  readonly title: string;
  readonly problem: Problem;
  readonly correlationId: string;

  constructor(problem: Problem, correlationId: string) {
    super(`${problem.code}: ${problem.title}`);
    this.code = problem.code;
    this.status = problem.status;
    this.title = problem.title;
    this.problem = problem;
    this.correlationId = problem.correlationId ?? correlationId;
  }
}

/** No answer came, so nobody knows whether the appliance has done it. */
export class StoreUnreachable extends Error {
  override readonly name = 'StoreUnreachable';
  readonly code = 'store_unreachable';
  readonly correlationId: string;

  constructor(correlationId: string, cause: unknown) {
    super('The store’s appliance does not answer.', { cause });
    this.correlationId = correlationId;
  }
}

/** True when the appliance says that this device's key is unknown or was taken away. */
export function isDeviceRefused(fault: unknown): boolean {
  return fault instanceof StoreProblem && fault.status === 401 && fault.code.startsWith('device_');
}
