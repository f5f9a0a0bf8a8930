import { ChannelFault } from '../../transports/byte-channel.ts';
import type { ByteChannel, OpenChannel } from '../../transports/byte-channel.ts';

/** A wire in memory to a device that answers what it is sent; it can be cut, and counts how often it was opened. */
export class MemoryWire {
  opened = 0;
  written: Uint8Array[] = [];
  /** Refuses to open. */
  missing = false;
  readonly #device: (bytes: Uint8Array) => Uint8Array;
  #cut: ((fault: ChannelFault) => void) | null = null;

  constructor(device: (bytes: Uint8Array) => Uint8Array) {
    this.#device = device;
  }

  cut(): void {
    this.#cut?.(new ChannelFault('channel.lost', 'pulled'));
  }

  readonly open: OpenChannel = async () => {
    if (this.missing) throw new ChannelFault('channel.unreachable', 'no such port');
    this.opened += 1;
    let listener = (_bytes: Uint8Array): void => {};
    let fault: ChannelFault | null = null;
    const { promise: closed, resolve } = Promise.withResolvers<ChannelFault | null>();
    this.#cut = (reason) => {
      fault = reason;
      resolve(reason);
    };
    const channel: ByteChannel = {
      closed,
      write: async (bytes) => {
        await Promise.resolve();
        if (fault !== null) throw fault;
        this.written.push(bytes);
        const answer = this.#device(bytes);
        // As slowly as a line: byte by byte.
        for (const byte of answer) setTimeout(() => listener(Uint8Array.of(byte)), 0);
      },
      onBytes: (next) => (listener = next),
      finish: async () => resolve(null),
      destroy: () => resolve(null),
    };
    return channel;
  };
}
