import type { RealTimeCommand } from '../escpos/real-time.ts';

/** ESC ACK SOH: how the printer is, answered whatever waits in its buffer and wherever the bytes stand. */
const question = [0x1b, 0x06, 0x01] as const;

/** Finds Star's real-time command in a raw stream, also when it comes in pieces. */
export class StarScanner {
  #seen = 0;

  scan(bytes: Uint8Array): RealTimeCommand[] {
    const commands: RealTimeCommand[] = [];
    for (const byte of bytes) {
      this.#seen = byte === question[this.#seen] ? this.#seen + 1 : byte === question[0] ? 1 : 0;
      if (this.#seen < question.length) continue;
      this.#seen = 0;
      commands.push({ type: 'whole-status' });
    }
    return commands;
  }
}
