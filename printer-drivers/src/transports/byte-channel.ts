/** Why a channel gave up. */
export type ChannelFaultCode =
  | 'channel.unreachable'
  /** Another program has it. */
  | 'channel.in-use'
  | 'channel.lost'
  | 'channel.stalled'
  /** Everything left, but nothing on this wire tells whether anybody is at its other end. */
  | 'channel.unproven'
  | 'channel.cancelled';

/** A wire that failed. `message` is for the log; staff read `reason`, or the sentence of the printer's code. */
export class ChannelFault extends Error {
  readonly code: ChannelFaultCode;
  /** A sentence for staff, where this wire can say more than that there is no connection. */
  readonly reason: string | undefined;

  constructor(code: ChannelFaultCode, message: string, cause?: unknown, reason?: string) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'ChannelFault';
    this.code = code;
    this.reason = reason;
  }
}

/** An open wire to one printer: bytes out with back-pressure, bytes in. TCP, serial and USB each make one. */
export interface ByteChannel {
  /** Resolves when the wire has taken the bytes, which does not mean that the printer has. @throws ChannelFault */
  write(bytes: Uint8Array): Promise<void>;
  /** One listener for what the printer says. */
  onBytes(listener: (bytes: Uint8Array) => void): void;
  /** Settles once, with what broke it or null for an end without an error. Never rejects. */
  readonly closed: Promise<ChannelFault | null>;
  /**
   * Says that nothing more comes and waits until the other end shows that it took everything: all that is ever known of a job of a mute
   * printer. @throws ChannelFault when it does not
   */
  finish(timeoutMs: number): Promise<void>;
  /** Cuts it at once; nothing is thrown. */
  destroy(): void;
}

/** Opens the wire. @throws ChannelFault `channel.unreachable`, `channel.in-use` or `channel.cancelled` */
export type OpenChannel = (signal: AbortSignal | undefined) => Promise<ByteChannel>;

/** How long a wire may take. */
export interface WireTimeouts {
  readonly connectTimeoutMs: number;
  /** How long the printer may take no byte at all. */
  readonly writeTimeoutMs: number;
}

export const defaultWireTimeouts: WireTimeouts = { connectTimeoutMs: 3000, writeTimeoutMs: 8000 };
