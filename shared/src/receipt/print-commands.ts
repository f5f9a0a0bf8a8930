import { z } from 'zod';
import { Key, Uuid } from '../time/ids.ts';

export const printCommands = {
  /** A person's decision about an unknown or failed job: it came out, give it up, or print it again as COPY. */
  'print.resolve': z.strictObject({ jobId: Uuid, decision: z.enum(['printed', 'give-up', 'reprint']) }),
  'print.test': z.strictObject({ printerId: Key }),
} as const;

export type PrintCommandType = keyof typeof printCommands;
export type PrintCommand = {
  [T in PrintCommandType]: { type: T; payload: z.infer<(typeof printCommands)[T]> };
}[PrintCommandType];
