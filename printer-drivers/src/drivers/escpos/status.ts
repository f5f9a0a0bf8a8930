import { reasonFor } from '../../printer.ts';
import type { PrintProblemCode } from '../../printer.ts';
import type { AnsweredStatus } from '../tongue.ts';

/** Asks for all four real-time states: printer, offline cause, error cause, paper. */
export const statusQuestion = Uint8Array.of(0x10, 0x04, 1, 0x10, 0x04, 2, 0x10, 0x04, 3, 0x10, 0x04, 4);
export const statusAnswerBytes = 4;

/** Reads the four answers to `statusQuestion` (Epson's reference, DLE EOT). */
export function statusFrom(answers: readonly number[]): AnsweredStatus {
  const [printer = 0, offlineCause = 0, errorCause = 0, paperSensors = 0] = answers;
  const online = (printer & 0x08) === 0;
  const coverOpen = (offlineCause & 0x04) !== 0;
  const paperOut = (offlineCause & 0x20) !== 0 || (paperSensors & 0x60) !== 0;
  const error = (offlineCause & 0x40) !== 0 || (errorCause & 0x68) !== 0;
  const code = problemOf({ online, coverOpen, paperOut, error });
  return {
    type: 'answered',
    online,
    paper: paperOut ? 'out' : (paperSensors & 0x0c) === 0 ? 'ok' : 'near-end',
    cover: coverOpen ? 'open' : 'closed',
    error,
    drawerPin: (printer & 0x04) === 0 ? 'low' : 'high',
    drawer: 'unknown',
    problem: code === null ? null : { code, reason: reasonFor(code) },
  };
}

/** An open cover first: while it is open, the paper sensor sees nothing. */
function problemOf(state: {
  online: boolean;
  coverOpen: boolean;
  paperOut: boolean;
  error: boolean;
}): PrintProblemCode | null {
  if (state.coverOpen) return 'cover-open';
  if (state.paperOut) return 'paper-out';
  if (state.error) return 'printer-error';
  return state.online ? null : 'offline';
}
