import { failed, reasonFor, unknown } from '../printer.ts';
import type { Printer, PrinterStatus, PrintOptions, PrintOutcome, PrintProblemCode } from '../printer.ts';
import { ChannelFault } from '../transports/byte-channel.ts';
import type { ChannelFaultCode, OpenChannel } from '../transports/byte-channel.ts';
import type { Dialogue, Tongue } from './tongue.ts';

export interface PrinterTimeouts {
  /** How long the printer has to say how it is before a job. */
  readonly statusTimeoutMs: number;
  /** How long after the last byte it has to say that the job is done. Kitchen jobs must be known or alarmed within 15 s. */
  readonly fenceTimeoutMs: number;
  /** A connection that was not used for so long is closed: printers close it themselves, and other programs may wait for it. */
  readonly idleCloseMs: number;
}

export const defaultPrinterTimeouts: PrinterTimeouts = {
  statusTimeoutMs: 700,
  fenceTimeoutMs: 12_000,
  idleCloseMs: 20_000,
};

/** Small enough that `sentBytes` is honest about where a job stopped. */
const pieceBytes = 4096;

/**
 * A printer over any channel, in any tongue.
 *
 * The connection is kept warm between jobs that follow one another and closed after a short idle time: a ticket then goes
 * out without waiting for a handshake, and the printer, which serves one client at a time, is not held for ever. A
 * connection that was kept is asked for the printer's state before it is trusted with a job; one that does not answer is
 * replaced, which is safe because no byte of the job has left.
 */
export class ReceiptPrinter implements Printer {
  readonly #open: OpenChannel;
  readonly #tongue: Tongue;
  readonly #timeouts: PrinterTimeouts;
  #answersStatus: boolean;
  #asksStatus: boolean;
  #warm: Dialogue | null = null;
  #idleTimer: NodeJS.Timeout | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(open: OpenChannel, tongue: Tongue, timeouts: PrinterTimeouts = defaultPrinterTimeouts) {
    this.#open = open;
    this.#tongue = tongue;
    this.#timeouts = timeouts;
    this.#answersStatus = tongue.answersStatus === 'yes';
    this.#asksStatus = tongue.answersStatus !== 'no';
  }

  /** @param isWithdrawn asked when the job's turn comes; true makes it `failed` with `closed` */
  print(
    bytes: Uint8Array,
    options: PrintOptions = {},
    isWithdrawn: () => boolean = () => false,
  ): Promise<PrintOutcome> {
    return this.#inTurn(async () => (isWithdrawn() ? failed('closed') : this.#print(bytes, options)));
  }

  status(): Promise<PrinterStatus> {
    return this.#inTurn(() => this.#status());
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#inTurn(async () => this.#drop());
  }

  async #print(bytes: Uint8Array, { signal, onFirstByte }: PrintOptions): Promise<PrintOutcome> {
    if (this.#closed) return failed('closed');
    const ready = await this.#readyToPrint(signal);
    if ('code' in ready) return failed(ready.code, ready.reason);
    if (isAborted(signal)) return this.#keepAndFail(ready, 'cancelled');
    try {
      await onFirstByte?.();
    } catch (error) {
      this.#keep(ready);
      throw error;
    }
    // The journal has `sending` now, but still not one byte has left: both of these may go back to the queue.
    if (isAborted(signal)) return this.#keepAndFail(ready, 'cancelled');
    if (!ready.isOpen) return failed('connection-lost');
    return this.#send(ready, bytes, signal);
  }

  async #send(dialogue: Dialogue, bytes: Uint8Array, signal: AbortSignal | undefined): Promise<PrintOutcome> {
    let sentBytes = 0;
    const giveUp = (code: PrintProblemCode): PrintOutcome => {
      dialogue.channel.destroy();
      return unknown(code, sentBytes);
    };
    const stop = (): void => dialogue.channel.destroy();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      while (sentBytes < bytes.length) {
        const piece = bytes.subarray(sentBytes, sentBytes + pieceBytes);
        // Counted before it is written: a write that fails may still have got through.
        sentBytes += piece.length;
        await dialogue.channel.write(piece);
      }
      const outcome = await this.#confirmation(dialogue, sentBytes, signal);
      if (outcome.type === 'confirmed' && dialogue.isOpen) this.#keep(dialogue);
      return outcome.type === 'confirmed'
        ? outcome
        : giveUp(outcome.type === 'unknown' ? outcome.code : 'not-confirmed');
    } catch (error) {
      if (isAborted(signal)) return giveUp('cancelled');
      return giveUp(problemOf(error).code);
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  async #confirmation(dialogue: Dialogue, sentBytes: number, signal: AbortSignal | undefined): Promise<PrintOutcome> {
    const { fenceTimeoutMs } = this.#timeouts;
    if (this.#tongue.isMute) {
      await dialogue.channel.finish(fenceTimeoutMs);
      return { type: 'confirmed', evidence: 'delivered' };
    }
    const answer = await dialogue.askWhetherDone(fenceTimeoutMs, signal);
    switch (answer.type) {
      case 'answer':
        // It speaks, but not about its state: asking before every job would only cost time.
        if (!this.#answersStatus) this.#asksStatus = false;
        return { type: 'confirmed', evidence: answer.value };
      case 'aborted':
        return unknown('cancelled', sentBytes);
      case 'lost':
        return unknown(isAborted(signal) ? 'cancelled' : 'connection-lost', sentBytes);
      case 'silence':
        return unknown(await this.#whyNot(dialogue), sentBytes);
    }
  }

  /** The job was sent and nothing came back: perhaps the printer at least says that its paper ran out in the middle. */
  async #whyNot(dialogue: Dialogue): Promise<PrintProblemCode> {
    if (!this.#answersStatus) return 'not-confirmed';
    const answer = await dialogue.askStatus(this.#timeouts.statusTimeoutMs);
    if (answer.type !== 'answer') return 'not-confirmed';
    return answer.value.problem?.code ?? 'not-confirmed';
  }

  /** A connection to a printer that can print now, or why there is none. No byte of a job is sent here. */
  async #readyToPrint(signal: AbortSignal | undefined): Promise<Dialogue | Problem> {
    try {
      const { dialogue, status } = await this.#contact(signal);
      if (status.type === 'answered' && status.problem !== null) {
        this.#keep(dialogue);
        return status.problem;
      }
      if (status.type === 'silent' && this.#answersStatus) {
        dialogue.channel.destroy();
        return { code: 'no-answer', reason: reasonFor('no-answer') };
      }
      return await this.#prepared(dialogue, signal);
    } catch (error) {
      return problemOf(error);
    }
  }

  async #prepared(dialogue: Dialogue, signal: AbortSignal | undefined): Promise<Dialogue | Problem> {
    try {
      const answer = await dialogue.prepare?.(this.#timeouts.fenceTimeoutMs, signal);
      if (answer === undefined || answer.type === 'answer') return dialogue;
      dialogue.channel.destroy();
      const code = answer.type === 'aborted' ? 'cancelled' : 'no-answer';
      return { code, reason: reasonFor(code) };
    } catch (error) {
      dialogue.channel.destroy();
      throw error;
    }
  }

  async #status(): Promise<PrinterStatus> {
    if (this.#closed) return { type: 'unreachable', code: 'closed', reason: reasonFor('closed') };
    try {
      const { dialogue, status } = await this.#contact(undefined);
      if (status.type !== 'silent') {
        this.#keep(dialogue);
        return status;
      }
      dialogue.channel.destroy();
      // It has spoken before: now it is stalled, or switched off behind a print server.
      return this.#answersStatus ? { type: 'unreachable', code: 'no-answer', reason: reasonFor('no-answer') } : status;
    } catch (error) {
      return { type: 'unreachable', ...problemOf(error) };
    }
  }

  /** Opens or reuses the connection and asks how the printer is. @throws ChannelFault when it cannot be reached */
  async #contact(signal: AbortSignal | undefined): Promise<{ dialogue: Dialogue; status: PrinterStatus }> {
    const warm = this.#takeWarm();
    if (warm !== null) {
      const status = await this.#ask(warm, signal).catch(() => null);
      if (status?.type === 'answered') return { dialogue: warm, status };
      warm.channel.destroy();
    }
    const dialogue = this.#tongue.talkOver(await this.#open(signal));
    try {
      return { dialogue, status: await this.#ask(dialogue, signal) };
    } catch (error) {
      dialogue.channel.destroy();
      throw error;
    }
  }

  async #ask(dialogue: Dialogue, signal: AbortSignal | undefined): Promise<PrinterStatus> {
    if (!this.#asksStatus) return { type: 'silent' };
    const answer = await dialogue.askStatus(this.#timeouts.statusTimeoutMs, signal);
    switch (answer.type) {
      case 'answer':
        this.#answersStatus = true;
        return answer.value;
      case 'silence':
        return { type: 'silent' };
      case 'aborted':
        throw new ChannelFault('channel.cancelled', 'Cancelled while asking the printer how it is.');
      case 'lost':
        // Nothing was sent yet, so this printer counts as not reached.
        throw new ChannelFault('channel.unreachable', 'The printer ended the connection.', answer.fault);
    }
  }

  #takeWarm(): Dialogue | null {
    if (this.#idleTimer !== null) clearTimeout(this.#idleTimer);
    this.#idleTimer = null;
    const warm = this.#warm;
    this.#warm = null;
    if (warm === null || warm.isOpen) return warm;
    return null;
  }

  #keep(dialogue: Dialogue): void {
    // A printer that cannot be asked whether the line still stands gets a new line for every job.
    if (!this.#answersStatus || this.#tongue.isMute) {
      dialogue.channel.destroy();
      return;
    }
    this.#warm = dialogue;
    this.#idleTimer = setTimeout(() => this.#drop(), this.#timeouts.idleCloseMs).unref();
  }

  #keepAndFail(dialogue: Dialogue, code: PrintProblemCode): PrintOutcome {
    this.#keep(dialogue);
    return failed(code);
  }

  #drop(): void {
    this.#takeWarm()?.channel.destroy();
  }

  /** One owner, one thing at a time. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work, work);
    this.#turn = result.catch(() => {});
    return result;
  }
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

interface Problem {
  readonly code: PrintProblemCode;
  readonly reason: string;
}

const problemCodes: Record<ChannelFaultCode, PrintProblemCode> = {
  'channel.unreachable': 'unreachable',
  'channel.in-use': 'in-use',
  'channel.lost': 'connection-lost',
  'channel.stalled': 'stalled',
  'channel.unproven': 'not-confirmed',
  'channel.cancelled': 'cancelled',
};

function problemOf(error: unknown): Problem {
  if (!(error instanceof ChannelFault)) throw error;
  const code = problemCodes[error.code];
  return { code, reason: error.reason ?? reasonFor(code) };
}
