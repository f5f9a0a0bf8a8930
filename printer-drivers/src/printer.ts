/**
 * The contract that every printer realises, whatever its language and wire. `printer.contract.ts` is the suite that each
 * realisation passes.
 *
 * The rule behind it: a job may be tried again, or go to another printer, only when not one of its bytes has left. After
 * the first byte the answer is `confirmed`, because the printer said so, or `unknown`, and only a person decides.
 */

/** Why a job did not come out, or why nobody knows. Stable; for settings, metrics and tests. */
export type PrintProblemCode =
  /** Not found, refused, or no connection in time. */
  | 'unreachable'
  /** Connected, but the printer does not answer: switched off behind a print server, stalled, or busy with another client. */
  | 'no-answer'
  /** Another program holds its serial port or its USB interface. */
  | 'in-use'
  | 'paper-out'
  | 'cover-open'
  | 'printer-error'
  | 'offline'
  /** The connection broke in mid-job. */
  | 'connection-lost'
  /** The printer stopped taking bytes in mid-job. */
  | 'stalled'
  /** Everything was sent, but the printer never said that it was done. */
  | 'not-confirmed'
  | 'cancelled'
  /** The program is closing this printer. */
  | 'closed';

/** How the printer said that a job is done, strongest first. */
export type PrintEvidence =
  /** It answered after the last dot was on paper. */
  | 'printed'
  /** It answered after it had processed the job. */
  | 'processed'
  /** It is mute; it took every byte and ended the connection in an orderly way. */
  | 'delivered';

export type PrintOutcome =
  | { readonly type: 'confirmed'; readonly evidence: PrintEvidence }
  /** Nothing was sent: retry, or use the backup printer. `reason` is one sentence for staff. */
  | { readonly type: 'failed'; readonly sentBytes: 0; readonly code: PrintProblemCode; readonly reason: string }
  /** `sentBytes` may have come out. Never retried by a program. */
  | { readonly type: 'unknown'; readonly sentBytes: number; readonly code: PrintProblemCode; readonly reason: string };

export interface PrintOptions {
  /** Before the first byte it makes the job `failed`, after it `unknown`. */
  readonly signal?: AbortSignal;
  /**
   * Awaited when the printer is connected and ready, directly before the first byte leaves: the place to journal `sending`,
   * so that a crash finds `unknown` only for jobs that may really have begun. When it throws, nothing is sent and `print`
   * rejects with the same error.
   */
  readonly onFirstByte?: () => void | Promise<void>;
}

export type PrinterStatus =
  | { readonly type: 'unreachable'; readonly code: PrintProblemCode; readonly reason: string }
  /** Connected, but it says nothing about itself. */
  | { readonly type: 'silent' }
  | {
      readonly type: 'answered';
      readonly online: boolean;
      readonly paper: 'ok' | 'near-end' | 'out';
      readonly cover: 'closed' | 'open';
      readonly error: boolean;
      /** Level of pin 3 of the drawer connector. Which level means open depends on the drawer. */
      readonly drawerPin: 'low' | 'high';
      /** `unknown`: there is no drawer, or nobody has said which level means open. */
      readonly drawer: 'open' | 'closed' | 'unknown';
      /** What keeps it from printing, if anything. */
      readonly problem: { readonly code: PrintProblemCode; readonly reason: string } | null;
    };

/** One printer and its only owner: jobs and questions are served one after the other, in the order they were asked. */
export interface Printer {
  /** Sends one job. Rejects only when `onFirstByte` does; everything that can happen to a printer is an outcome. */
  print(bytes: Uint8Array, options?: PrintOptions): Promise<PrintOutcome>;
  status(): Promise<PrinterStatus>;
  /** Waits for the job that is being sent; those still waiting fail with `closed`. */
  close(): Promise<void>;
}

const reasons: Record<PrintProblemCode, string> = {
  unreachable: 'The printer cannot be reached: check its power and its network cable.',
  'no-answer': 'The printer does not answer: it is busy with another program, or it has to be switched off and on.',
  'in-use': 'The printer is in use by another program: stop that program.',
  'paper-out': 'The printer is out of paper.',
  'cover-open': 'The cover of the printer is open.',
  'printer-error': 'The printer reports an error: look at its lamps.',
  offline: 'The printer is offline: look at its lamps.',
  'connection-lost': 'The connection to the printer broke while it was printing.',
  stalled: 'The printer stopped taking the job.',
  'not-confirmed': 'The printer did not say whether it printed.',
  cancelled: 'The job was cancelled.',
  closed: 'The program is stopping.',
};

/** The sentence for staff that belongs to a code. */
export function reasonFor(code: PrintProblemCode): string {
  return reasons[code];
}

/** @param reason a sentence that says more than the code's own */
export function failed(code: PrintProblemCode, reason: string = reasonFor(code)): PrintOutcome {
  return { type: 'failed', sentBytes: 0, code, reason };
}

export function unknown(code: PrintProblemCode, sentBytes: number): PrintOutcome {
  return { type: 'unknown', sentBytes, code, reason: reasonFor(code) };
}
