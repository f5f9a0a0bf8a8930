import { z } from 'zod';
import { Key, Uuid } from '../time/ids.ts';
import { AgainSubject } from './print-job.ts';

export const printCommands = {
  /** A person's decision about an unknown or failed job: it came out, give it up, or print it again as COPY. */
  'print.resolve': z.strictObject({ jobId: Uuid, decision: z.enum(['printed', 'give-up', 'reprint']) }),
  /** A person does not wait any longer: the printer that stands in prints it. Only while not one byte has left. */
  'print.move': z.strictObject({ jobId: Uuid }),
  /** Prints what has been printed before, as COPY; a printer that is named prints it instead of the usual one. */
  'print.again': z.strictObject({ subject: AgainSubject, printerId: Key.nullable() }),
  'print.test': z.strictObject({ printerId: Key }),
  /** Somebody stands before the drawer and finds out which pin of the socket opens it. */
  'print.try_drawer': z.strictObject({ printerId: Key, pin: z.union([z.literal(2), z.literal(5)]) }),
} as const;

export type PrintCommandType = keyof typeof printCommands;
export type PrintCommand = {
  [T in PrintCommandType]: { type: T; payload: z.infer<(typeof printCommands)[T]> };
}[PrintCommandType];
