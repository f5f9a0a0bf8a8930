/** Why a channel gave up. */
export type ChannelFaultCode = 'channel.unreachable' | 'channel.lost' | 'channel.stalled' | 'channel.cancelled';

/** A wire that failed. `message` is for the log; staff read the printer's sentence. */
export class ChannelFault extends Error {
  readonly code: ChannelFaultCode;

  constructor(code: ChannelFaultCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'ChannelFault';
    this.code = code;
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
  /** Says that nothing more comes and waits for the printer to end the connection itself. @throws ChannelFault */
  finish(timeoutMs: number): Promise<void>;
  /** Cuts it at once; nothing is thrown. */
  destroy(): void;
}

/** Opens the wire. @throws ChannelFault `channel.unreachable` or `channel.cancelled` */
export type OpenChannel = (signal: AbortSignal | undefined) => Promise<ByteChannel>;
