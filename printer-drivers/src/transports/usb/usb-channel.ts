import type { PrinterConnection } from '@auraconnect/shared/menu/catalogue.ts';
import { ChannelFault } from '../byte-channel.ts';
import type { ByteChannel, WireTimeouts } from '../byte-channel.ts';
import { kernelDriverOf } from './kernel-driver.ts';
import { printerPipes } from './usb-bus.ts';
import type { PrinterPipes, UsbBus, UsbPrinterDevice } from './usb-bus.ts';

export type UsbAddress = Pick<Extract<PrinterConnection, { type: 'usb' }>, 'vendorId' | 'productId' | 'serialNumber'>;

/** A transfer that is given up is half taken, and nobody says how much: with small ones not much is unsure. */
const pieceBytes = 4096;
const readBytes = 512;
/** How long one reading waits; a channel that is closed waits for the end of the one that is going on. */
const readTimeoutMs = 200;
/** What a printer has said to somebody else before is not an answer to us. */
const staleReadTimeoutMs = 25;
const maxStaleReads = 8;
/** The system may still be letting go of our own last use of it. */
const claimPatienceMs = 800;
const claimPauseMs = 100;
const usbPrinterDriver = 'usblp';
const closedText = 'The USB printer is closed.';

/**
 * Opens a printer on USB. It is looked up anew each time, because a printer that was pulled out and put in again is another device
 * of the same name, and nobody tells of it on a machine without udev.
 *
 * @throws ChannelFault when it is not there, in use, or the signal says stop
 */
export async function openUsbChannel(
  address: UsbAddress,
  timeouts: WireTimeouts,
  signal?: AbortSignal,
  bus?: UsbBus,
  driverOf: typeof kernelDriverOf = kernelDriverOf,
): Promise<ByteChannel> {
  const stopIfCancelled = (): void => {
    if (signal?.aborted === true) throw new ChannelFault('channel.cancelled', 'Cancelled while opening USB.');
  };
  stopIfCancelled();
  const device = await find(address, bus ?? (await realBus()));
  const pipes = printerPipes(device);
  if (pipes === null)
    throw unreachable('The device has no interface for printing.', undefined, 'The device on USB takes no print jobs.');
  await claim(device, pipes, driverOf);
  try {
    await forgetOldAnswers(device, pipes);
    stopIfCancelled();
  } catch (error) {
    await letGo(device, pipes);
    throw error;
  }
  return new UsbChannel(device, pipes, timeouts.writeTimeoutMs);
}

async function realBus(): Promise<UsbBus> {
  const { WebUSB } = await import('usb');
  // Its own types leave out the transfers, which are in those of browsers.
  return new WebUSB({ allowAllDevices: true }) as unknown as UsbBus;
}

async function find({ vendorId, productId, serialNumber }: UsbAddress, bus: UsbBus): Promise<UsbPrinterDevice> {
  let devices: readonly UsbPrinterDevice[];
  try {
    devices = await bus.getDevices();
  } catch (error) {
    throw unreachable('This machine has no USB.', error, 'This machine has no USB.');
  }
  const device = devices.find(
    (one) =>
      one.vendorId === vendorId &&
      one.productId === productId &&
      (serialNumber === null || one.serialNumber === serialNumber),
  );
  if (device === undefined)
    throw unreachable(
      'No such device on USB.',
      undefined,
      'The printer is not on USB: is it switched on and its cable plugged in?',
    );
  return device;
}

async function claim(device: UsbPrinterDevice, pipes: PrinterPipes, driverOf: typeof kernelDriverOf): Promise<void> {
  const { configurationValue, interfaceNumber, alternateSetting } = pipes;
  try {
    if (!device.opened) await device.open();
    if (device.configuration?.configurationValue !== configurationValue)
      await device.selectConfiguration(configurationValue);
  } catch (error) {
    await device.close().catch(() => {});
    throw whyNot(error);
  }
  const patienceEndsAt = performance.now() + claimPatienceMs;
  for (;;) {
    try {
      await device.claimInterface(interfaceNumber);
      break;
    } catch (error) {
      if (isBusy(error) && (await driverOf(device, interfaceNumber)) === usbPrinterDriver)
        await device.detachKernelDriver(interfaceNumber).catch(() => {});
      if (!isBusy(error) || performance.now() > patienceEndsAt) {
        await device.close().catch(() => {});
        throw whyNot(error);
      }
      await pause(claimPauseMs);
    }
  }
  if (alternateSetting !== 0) {
    try {
      await device.selectAlternateInterface(interfaceNumber, alternateSetting);
    } catch (error) {
      await letGo(device, pipes);
      throw whyNot(error);
    }
  }
}

async function forgetOldAnswers(device: UsbPrinterDevice, pipes: PrinterPipes): Promise<void> {
  if (pipes.in === null) return;
  for (let read = 0; read < maxStaleReads; read += 1) {
    try {
      const { data } = await device.transferIn(pipes.in, readBytes, staleReadTimeoutMs);
      if (data === undefined || data.byteLength === 0) return;
    } catch (error) {
      if (isGivenUp(error)) return;
      if (!isStalled(error)) throw whyNot(error);
      await device.clearHalt('in', pipes.in).catch(() => {});
    }
  }
}

/** Closing alone leaves the interface taken until the program ends. */
async function letGo(device: UsbPrinterDevice, { interfaceNumber }: PrinterPipes): Promise<void> {
  await device.releaseInterface(interfaceNumber).catch(() => {});
  await device.close().catch(() => {});
}

class UsbChannel implements ByteChannel {
  readonly closed: Promise<ChannelFault | null>;
  readonly #device: UsbPrinterDevice;
  readonly #pipes: PrinterPipes;
  readonly #writeTimeoutMs: number;
  #listener: (bytes: Uint8Array) => void = () => {};
  #fault: ChannelFault | null = null;
  #stop: () => void = () => {};
  #stopping = false;

  constructor(device: UsbPrinterDevice, pipes: PrinterPipes, writeTimeoutMs: number) {
    this.#device = device;
    this.#pipes = pipes;
    this.#writeTimeoutMs = writeTimeoutMs;
    const stopped = new Promise<void>((resolve) => {
      this.#stop = resolve;
    });
    this.closed = this.#run(stopped);
  }

  onBytes(listener: (bytes: Uint8Array) => void): void {
    this.#listener = listener;
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (let from = 0; from < bytes.length; from += pieceBytes)
      await this.#writePiece(Uint8Array.from(bytes.subarray(from, from + pieceBytes)));
  }

  async #writePiece(piece: Uint8Array<ArrayBuffer>): Promise<void> {
    if (this.#stopping) throw this.#lost();
    try {
      const { status, bytesWritten } = await this.#device.transferOut(this.#pipes.out, piece, this.#writeTimeoutMs);
      if (status !== 'ok' || bytesWritten !== piece.length)
        throw new Error(`The printer took ${bytesWritten} of ${piece.length} bytes (${status ?? 'no status'}).`);
    } catch (error) {
      // The halt is lifted for the next job; of this one nobody knows how much was taken.
      if (isStalled(error)) await this.#device.clearHalt('out', this.#pipes.out).catch(() => {});
      this.#fault ??= isGivenUp(error)
        ? new ChannelFault('channel.stalled', `The printer took nothing for ${this.#writeTimeoutMs} ms.`, error)
        : new ChannelFault('channel.lost', 'The USB printer is gone.', error);
      this.destroy();
      throw this.#fault;
    }
  }

  /** Every transfer is acknowledged by the printer, so whatever was written has been taken. */
  async finish(): Promise<void> {
    this.destroy();
    const fault = await this.closed;
    if (fault !== null) throw fault;
  }

  destroy(): void {
    this.#stopping = true;
    this.#stop();
  }

  /** Listens until it is stopped or the printer is gone; then lets go of it, in the order that frees it for the next program. */
  async #run(stopped: Promise<void>): Promise<ChannelFault | null> {
    if (this.#pipes.in === null) await stopped;
    else while (!this.#stopping) await this.#listen(this.#pipes.in);
    await letGo(this.#device, this.#pipes);
    return this.#fault;
  }

  async #listen(pipe: number): Promise<void> {
    try {
      const { data } = await this.#device.transferIn(pipe, readBytes, readTimeoutMs);
      if (data !== undefined && data.byteLength > 0)
        this.#listener(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
      // A printer that answers at once with nothing would keep this program busy.
      else await pause(1);
    } catch (error) {
      if (isGivenUp(error)) return;
      if (isStalled(error)) {
        await this.#device.clearHalt('in', pipe).catch(() => {});
        await pause(readTimeoutMs);
        return;
      }
      this.#fault ??= new ChannelFault('channel.lost', 'The USB printer is gone.', error);
      this.#stopping = true;
    }
  }

  #lost(): ChannelFault {
    return this.#fault ?? new ChannelFault('channel.lost', closedText);
  }
}

function unreachable(message: string, cause: unknown, reason: string): ChannelFault {
  return new ChannelFault('channel.unreachable', message, cause, reason);
}

function whyNot(error: unknown): ChannelFault {
  const message = messageOf(error);
  if (isBusy(error))
    return new ChannelFault(
      'channel.in-use',
      message,
      error,
      'Another program is using the printer on USB: stop that program.',
    );
  const mayNot = /errno 13\b|errno 1\b|permission|access/i.test(message);
  return unreachable(
    message,
    error,
    mayNot
      ? 'This program may not use the printer on USB: its user needs the right to (a udev rule for class 7, or the group lp).'
      : 'The printer on USB cannot be opened: pull its cable out and plug it in again.',
  );
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const isGivenUp = (error: unknown): boolean => /cancelled|timed out/i.test(messageOf(error));
const isStalled = (error: unknown): boolean => /\bstall/i.test(messageOf(error));
const isBusy = (error: unknown): boolean => /errno 16\b|busy/i.test(messageOf(error));

function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, durationMs);
  });
}
