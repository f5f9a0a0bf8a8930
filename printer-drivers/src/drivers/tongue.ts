import type { PrinterStatus, PrintEvidence } from '../printer.ts';
import type { ByteChannel } from '../transports/byte-channel.ts';
import type { Answer } from './conversation.ts';

export type AnsweredStatus = Extract<PrinterStatus, { type: 'answered' }>;

/** What one printer speaks: how it is asked how it is, and how it says that a job is done. One per printer, because it learns. */
export interface Tongue {
  /**
   * Whether it answers how it is, so that an empty roll is known before a job is sent. `yes`: silence means that it cannot
   * print now. `detect`: it is printed to even when its state cannot be read, until it has answered once.
   */
  readonly answersStatus: 'yes' | 'detect' | 'no';
  /** It says nothing at all: only an orderly end of the connection says that it took everything. */
  readonly isMute: boolean;
  /** Listens from now on to what comes over an open wire. */
  talkOver(channel: ByteChannel): Dialogue;
}

/** Questions and answers over one open wire. */
export interface Dialogue {
  readonly channel: ByteChannel;
  readonly isOpen: boolean;
  /** @throws ChannelFault when the question cannot be sent */
  askStatus(timeoutMs: number, signal?: AbortSignal): Promise<Answer<AnsweredStatus>>;
  /**
   * Before a job, and before it is journaled: what the job takes for granted in the printer's memory is put there. No paper moves.
   *
   * @throws ChannelFault when the line breaks
   */
  prepare?(timeoutMs: number, signal?: AbortSignal): Promise<Answer<true>>;
  /** Asks, behind a job, to be told when it is done. @throws ChannelFault when the question cannot be sent */
  askWhetherDone(timeoutMs: number, signal?: AbortSignal): Promise<Answer<PrintEvidence>>;
}
