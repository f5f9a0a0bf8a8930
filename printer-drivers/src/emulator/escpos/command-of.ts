import type { EscPosCommand } from './parser.ts';

/** A command for the mechanism, from a translator of another language. */
export const commandOf = (name: string, data: readonly number[]): EscPosCommand => ({
  type: 'command',
  name,
  data,
  skippedBytes: 0,
});
