/** The cloud cannot start, and one sentence says why and what to do. `main.ts` prints the sentence and ends with the status. */
export class StartFailure extends Error {
  readonly code: string;
  readonly exitStatus: number;

  /** Exit statuses follow sysexits.h: 69 something it needs is not there, 73 cannot write, 78 configuration. */
  constructor(code: string, sentence: string, exitStatus: number, cause?: unknown) {
    super(sentence, { cause });
    this.name = 'StartFailure';
    this.code = code;
    this.exitStatus = exitStatus;
  }
}

export const exitStatuses = { unavailable: 69, cannotWrite: 73, configuration: 78 } as const;
