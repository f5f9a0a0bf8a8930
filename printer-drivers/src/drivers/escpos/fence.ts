import { setTimeout as sleep } from 'node:timers/promises';
import type { PrintEvidence } from '../../printer.ts';
import type { Answer, Conversation } from '../conversation.ts';
import type { Fence } from './profile.ts';
import type { PrinterReply } from './replies.ts';

/** `GS r 1`, queued behind the job. */
const queuedStatusQuestion = [0x1d, 0x72, 1];
/** After a printer said "processed", so much longer is waited for "printed" while it is not known which of the two it speaks. */
const detectGraceMs = 1500;
const firstIdCharacter = 33;
const idCharacters = 94;

/** Asks a printer, behind a job, to say when it is done. Learns, when the profile does not know, which question it answers. */
export class CompletionFence {
  readonly #kind: Fence;
  #learned: 'process-id' | 'status' | null = null;
  #counter: number;

  /** @param seed any number; jobs of different programs must not share ids on one printer */
  constructor(kind: Fence, seed: number) {
    this.#kind = kind;
    this.#counter = seed;
  }

  /**
   * Sends the question and waits. Silence means that nobody knows.
   *
   * @throws ChannelFault when the question cannot be sent
   */
  async confirm(
    conversation: Conversation<PrinterReply>,
    timeoutMs: number,
    signal?: AbortSignal,
  ): Promise<Answer<PrintEvidence>> {
    const id = this.#nextId();
    const asksId = this.#kind === 'process-id' || (this.#kind === 'detect' && this.#learned !== 'status');
    const asksStatus = this.#kind === 'status' || (this.#kind === 'detect' && this.#learned !== 'process-id');
    const known = new AbortController();
    const until = signal === undefined ? known.signal : AbortSignal.any([signal, known.signal]);
    try {
      const printed = conversation.waitFor<PrintEvidence>(
        (reply) => (reply.type === 'process-id' && reply.id === id ? 'printed' : undefined),
        timeoutMs,
        until,
      );
      const processed = conversation.waitFor<PrintEvidence>(
        (reply) => (reply.type === 'queued' ? 'processed' : undefined),
        timeoutMs,
        until,
      );
      await conversation.channel.write(
        Uint8Array.from([...(asksId ? processIdQuestion(id) : []), ...(asksStatus ? queuedStatusQuestion : [])]),
      );
      if (!asksStatus) return await printed;
      if (!asksId) return await processed;
      return await this.#detect(printed, processed);
    } finally {
      known.abort();
    }
  }

  async #detect(
    printed: Promise<Answer<PrintEvidence>>,
    processed: Promise<Answer<PrintEvidence>>,
  ): Promise<Answer<PrintEvidence>> {
    const first = await Promise.race([printed, processed]);
    if (first.type !== 'answer') return first;
    if (first.value === 'printed') {
      this.#learned = 'process-id';
      return first;
    }
    const better = await Promise.race([printed, sleep(detectGraceMs, null, { ref: false })]);
    this.#learned = better?.type === 'answer' ? 'process-id' : 'status';
    return better?.type === 'answer' ? better : first;
  }

  /** Four printable characters, as GS ( H wants them: different for 78 million jobs in a row. */
  #nextId(): string {
    this.#counter = (this.#counter + 1) % idCharacters ** 4;
    let rest = this.#counter;
    let id = '';
    for (let digit = 0; digit < 4; digit += 1) {
      id += String.fromCharCode(firstIdCharacter + (rest % idCharacters));
      rest = Math.floor(rest / idCharacters);
    }
    return id;
  }
}

/** GS ( H 06 00 30 30 d1 d2 d3 d4: "the process ID response is transmitted when the printing is completed". */
function processIdQuestion(id: string): number[] {
  return [0x1d, 0x28, 0x48, 6, 0, 48, 48, ...[...id].map((character) => character.charCodeAt(0))];
}
