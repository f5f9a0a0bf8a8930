import { setTimeout as sleep } from 'node:timers/promises';
import type { SerialLine } from '@auraconnect/shared/menu/catalogue.ts';
import type { SerialPort } from 'serialport';
import { ChannelFault } from '../byte-channel.ts';
import type { ByteChannel, WireTimeouts } from '../byte-channel.ts';
import { bytesPerSecond } from './line-speed.ts';

/** What leaves between two looks at the clock: a quarter of a second of the line, so that slow is not taken for stalled. */
const pieceMs = 250;
const minPieceBytes = 32;
const maxPieceBytes = 4096;
/** How long a port may take to close; the system waits for bytes that a stopped printer never takes. */
const closeTimeoutMs = 1000;
/** The system may still be closing it after our own last use. */
const lockPatienceMs = 500;
const lockPauseMs = 50;

/** Opens a serial port. @throws ChannelFault when it is not there, in use, or the signal says stop */
export async function openSerialChannel(
  line: SerialLine,
  timeouts: WireTimeouts,
  signal?: AbortSignal,
): Promise<ByteChannel> {
  if (signal?.aborted === true) throw cancelled(line);
  // Native code, which only a store with a serial printer loads. It knows the main thread of a process only.
  const { SerialPort } = await import('serialport');
  const make = (): SerialPort =>
    new SerialPort({
      path: line.path,
      baudRate: line.baudRate,
      dataBits: line.dataBits,
      parity: line.parity,
      stopBits: line.stopBits,
      rtscts: line.flowControl === 'rts-cts',
      // The printer stops us. The other way round the system would put its own 13h among the bytes of a picture.
      xon: line.flowControl === 'xon-xoff',
      xoff: false,
      lock: true,
      autoOpen: false,
    });
  const port = await openedPort(make, line, timeouts.connectTimeoutMs, signal);
  const channel = new SerialChannel(port, line, timeouts.writeTimeoutMs);
  // Many printers send only while DTR is up; pseudo terminals and some adapters have no such line, and print all the same.
  port.set({ dtr: true, rts: true }, () => {});
  return channel;
}

async function openedPort(
  make: () => SerialPort,
  line: SerialLine,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<SerialPort> {
  const patienceEndsAt = performance.now() + lockPatienceMs;
  for (;;) {
    const port = make();
    // Without a listener an error of a port ends the whole program, also one that comes after everything else is over.
    port.on('error', () => {});
    try {
      await opened(port, line, timeoutMs, signal);
      return port;
    } catch (error) {
      const mayBeOurOwn = error instanceof ChannelFault && error.code === 'channel.in-use';
      if (!mayBeOurOwn || performance.now() > patienceEndsAt) throw error;
      await sleep(lockPauseMs);
    }
  }
}

function opened(port: SerialPort, line: SerialLine, timeoutMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (fault: ChannelFault | null): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      if (fault === null) resolve();
      else reject(fault);
    };
    let givenUp = false;
    const giveUp = (fault: ChannelFault): void => {
      givenUp = true;
      settle(fault);
    };
    const onAbort = (): void => giveUp(cancelled(line));
    const timer = setTimeout(
      () => giveUp(new ChannelFault('channel.unreachable', `${line.path} did not open within ${timeoutMs} ms.`)),
      timeoutMs,
    );
    signal?.addEventListener('abort', onAbort, { once: true });
    port.open((error) => {
      if (givenUp) {
        if (error === null) port.close(() => {});
        return;
      }
      settle(error === null ? null : whyNot(line, error));
    });
  });
}

function cancelled(line: SerialLine): ChannelFault {
  return new ChannelFault('channel.cancelled', `Cancelled while opening ${line.path}.`);
}

/** The system's words, put for whoever stands at the counter. */
function whyNot({ path }: SerialLine, error: Error): ChannelFault {
  const { message } = error;
  if (/cannot lock port|resource busy|access denied/i.test(message))
    return new ChannelFault(
      'channel.in-use',
      message,
      error,
      `Another program is using the serial port ${path}: stop that program.`,
    );
  const reason = /permission denied/i.test(message)
    ? `This program may not use the serial port ${path}: its user has to be in the group dialout.`
    : /no such file|file not found|no such device/i.test(message)
      ? `There is no serial port ${path}: is the cable of the printer plugged in?`
      : `The serial port ${path} cannot be used.`;
  return new ChannelFault('channel.unreachable', message, error, reason);
}

class SerialChannel implements ByteChannel {
  readonly closed: Promise<ChannelFault | null>;
  readonly #port: SerialPort;
  readonly #pieceBytes: number;
  readonly #writeTimeoutMs: number;
  /** Bytes leave only while the printer raises CTS, so a line that is empty has a printer at its other end. */
  readonly #leavesOnlyToSomebody: boolean;
  #fault: ChannelFault | null = null;
  #end: (fault: ChannelFault | null) => void = () => {};
  #ended = false;

  constructor(port: SerialPort, line: SerialLine, writeTimeoutMs: number) {
    this.#port = port;
    this.#writeTimeoutMs = writeTimeoutMs;
    this.#leavesOnlyToSomebody = line.flowControl === 'rts-cts';
    this.#pieceBytes = Math.min(
      Math.max(Math.floor((bytesPerSecond(line) * pieceMs) / 1000), minPieceBytes),
      maxPieceBytes,
    );
    this.closed = new Promise((resolve) => {
      this.#end = resolve;
    });
    port.on('error', (error) => {
      this.#fault ??= new ChannelFault('channel.lost', 'The serial port failed.', error);
    });
    // An adapter that is pulled out says so here, twice.
    port.on('close', (error: Error | null) => {
      if (error !== null && error !== undefined)
        this.#fault ??= new ChannelFault('channel.lost', 'The serial port is gone.', error);
      this.#ended = true;
      this.#end(this.#fault);
    });
    port.resume();
  }

  onBytes(listener: (bytes: Uint8Array) => void): void {
    this.#port.removeAllListeners('data');
    this.#port.on('data', listener);
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (let from = 0; from < bytes.length; from += this.#pieceBytes)
      await this.#writePiece(bytes.subarray(from, from + this.#pieceBytes));
  }

  #writePiece(piece: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#ended || !this.#port.isOpen) {
        reject(this.#lost());
        return;
      }
      const settle = (fault: ChannelFault | null): void => {
        clearTimeout(timer);
        if (fault === null) resolve();
        else reject(fault);
      };
      const timer = setTimeout(() => {
        this.#fault ??= new ChannelFault('channel.stalled', `The printer took nothing for ${this.#writeTimeoutMs} ms.`);
        this.destroy();
        settle(this.#fault);
      }, this.#writeTimeoutMs);
      // The callback never comes when the port is closed in the middle.
      void this.closed.then(() => settle(this.#lost()));
      this.#port.write(Buffer.from(piece), (error) => {
        settle(
          error === null || error === undefined
            ? null
            : (this.#fault ?? new ChannelFault('channel.lost', 'The serial port failed.', error)),
        );
      });
    });
  }

  /** A serial line has no end that the other side could answer: it is over when the line has taken every byte. */
  async finish(timeoutMs: number): Promise<void> {
    const fault = await Promise.race([
      new Promise<ChannelFault | null>((resolve) => {
        this.#port.drain((error) =>
          resolve(error === null ? null : new ChannelFault('channel.lost', 'The serial port failed.', error)),
        );
      }),
      new Promise<ChannelFault>((resolve) => {
        setTimeout(
          () => resolve(new ChannelFault('channel.stalled', `The line was not empty within ${timeoutMs} ms.`)),
          timeoutMs,
        ).unref();
      }),
      this.closed.then(() => this.#lost()),
    ]);
    if (fault !== null) {
      this.destroy();
      throw fault;
    }
    const proven = this.#leavesOnlyToSomebody || (await this.#somebodyIsThere());
    // An adapter may still hold the last bytes, which a flush would take from it.
    this.#close();
    if (!proven)
      throw new ChannelFault('channel.unproven', 'No line of this port tells whether a printer is at its other end.');
  }

  /** A printer that is on raises one of these, if its cable has them. */
  #somebodyIsThere(): Promise<boolean> {
    return new Promise((resolve) => {
      this.#port.get((error, lines) => resolve(error === null && (lines?.cts === true || lines?.dsr === true)));
    });
  }

  destroy(): void {
    if (this.#ended || !this.#port.isOpen) return;
    // What the printer has not taken is dropped: otherwise the system holds the port until it has, or sends it into the next job.
    this.#port.flush(() => this.#close());
  }

  #close(): void {
    if (this.#port.isOpen) this.#port.close(() => {});
    setTimeout(() => this.#end(this.#fault), closeTimeoutMs).unref();
  }

  #lost(): ChannelFault {
    return this.#fault ?? new ChannelFault('channel.lost', 'The serial port is closed.');
  }
}
