import { connect, type Socket } from 'node:net';
import type { UsbBus, UsbConfiguration, UsbPrinterDevice } from '../transports/usb/usb-bus.ts';

const interfaceNumber = 0;
const outPipe = 1;
const inPipe = 2;
const pipePause = 2;

/** One configuration with a printer interface that answers, as receipt printers have. */
export const printerConfiguration: UsbConfiguration = {
  configurationValue: 1,
  interfaces: [
    {
      interfaceNumber,
      alternates: [
        {
          alternateSetting: 0,
          interfaceClass: 7,
          interfaceProtocol: 2,
          endpoints: [
            { endpointNumber: outPipe, direction: 'out', type: 'bulk' },
            { endpointNumber: inPipe, direction: 'in', type: 'bulk' },
          ],
        },
      ],
    },
  ],
};

/** The plug and the socket of one USB printer, and what can be wrong with them. */
export class VirtualUsb implements UsbBus {
  /** Put in; pulled out every transfer fails, and the device is not listed. */
  isPluggedIn = true;
  /** A machine without USB, as in a container. */
  hasUsb = true;
  /** Another program has claimed the interface. */
  takenByAnother = false;
  /** The kernel's printer driver has it, which gives way. */
  kernelDriver: 'usblp' | null = null;
  /** What came in while nobody listened. */
  stale: number[] = [];
  haltsNextOut = false;
  /** Somebody trips over the cable when so much has been taken. */
  pulledOutAfter = Number.POSITIVE_INFINITY;
  configurations: readonly UsbConfiguration[] = [printerConfiguration];
  /** Every call that changes who has the device, in order. */
  readonly log: string[] = [];
  /** Bytes that the printer acknowledged. */
  acknowledged = 0;
  largestTransfer = 0;
  readonly #printerPort: number;
  #claimedBy: VirtualDevice | null = null;

  /** @param printerPort TCP port of the virtual printer at the other end of the cable */
  constructor(printerPort: number) {
    this.#printerPort = printerPort;
  }

  async getDevices(): Promise<readonly UsbPrinterDevice[]> {
    if (!this.hasUsb) throw new Error('/sys/bus/usb/devices/ not found (errno 2)');
    return this.isPluggedIn ? [new VirtualDevice(this, this.#printerPort)] : [];
  }

  async claim(device: VirtualDevice): Promise<void> {
    if (this.takenByAnother || this.kernelDriver !== null || this.#claimedBy !== null)
      throw new Error('claimInterface error: interface is busy (errno 16)');
    this.log.push('claim');
    this.#claimedBy = device;
  }

  release(): void {
    this.log.push('release');
    this.#claimedBy = null;
  }
}

/** A device as the package `usb` shows it: bulk transfers with a timeout, and errors that are words. */
class VirtualDevice implements UsbPrinterDevice {
  readonly vendorId = 0x04b8;
  readonly productId = 0x0e15;
  readonly serialNumber = 'X1';
  readonly configurations: readonly UsbConfiguration[];
  readonly configuration = { configurationValue: 1 };
  opened = false;
  readonly #usb: VirtualUsb;
  readonly #printerPort: number;
  readonly #heard: Buffer[] = [];
  #cable: Socket | null = null;

  constructor(usb: VirtualUsb, printerPort: number) {
    this.#usb = usb;
    this.configurations = usb.configurations;
    this.#printerPort = printerPort;
  }

  async open(): Promise<void> {
    this.#usb.log.push('open');
    this.opened = true;
  }

  async close(): Promise<void> {
    this.#usb.log.push('close');
    this.opened = false;
    // Closed without being released, the interface stays taken until the program ends: as on Linux.
  }

  async selectConfiguration(): Promise<void> {}

  async selectAlternateInterface(): Promise<void> {}

  async claimInterface(): Promise<void> {
    await this.#usb.claim(this);
    if (this.#usb.stale.length > 0) this.#heard.push(Buffer.from(this.#usb.stale.splice(0)));
    const cable = connect({ host: '127.0.0.1', port: this.#printerPort });
    cable.on('error', () => {});
    cable.on('data', (bytes) => this.#heard.push(bytes));
    await new Promise((resolve) => {
      cable.once('connect', resolve);
      cable.once('error', resolve);
    });
    this.#cable = cable;
  }

  async releaseInterface(): Promise<void> {
    this.#usb.release();
    this.#cable?.end();
    this.#cable = null;
  }

  async detachKernelDriver(): Promise<void> {
    this.#usb.log.push('detach');
    this.#usb.kernelDriver = null;
  }

  async clearHalt(direction: 'in' | 'out'): Promise<void> {
    this.#usb.log.push(`clear halt ${direction}`);
  }

  async transferIn(_endpoint: number, length: number, timeoutMs = 1000): Promise<{ status: string; data: DataView }> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      this.#mustBeThere();
      const next = this.#heard.shift();
      if (next !== undefined) {
        if (next.length > length) this.#heard.unshift(next.subarray(length));
        const bytes = Uint8Array.from(next.subarray(0, length));
        return { status: 'ok', data: new DataView(bytes.buffer) };
      }
      if (performance.now() >= deadline) throw new Error('transferIn error: Cancelled');
      await pause(pipePause);
    }
  }

  async transferOut(
    _endpoint: number,
    data: Uint8Array<ArrayBuffer>,
    timeoutMs = 1000,
  ): Promise<{ status: string; bytesWritten: number }> {
    this.#mustBeThere();
    if (this.#usb.haltsNextOut) {
      this.#usb.haltsNextOut = false;
      throw new Error('transferOut error: Stall');
    }
    this.#usb.largestTransfer = Math.max(this.#usb.largestTransfer, data.length);
    const cable = this.#cable!;
    const taken = new Promise<void>((resolve, reject) => {
      cable.write(data, (error) => (error ? reject(new Error('transferOut error: Fault')) : resolve()));
    });
    const given = pause(timeoutMs).then(() => Promise.reject(new Error('transferOut error: Cancelled')));
    given.catch(() => {});
    await Promise.race([taken, given]);
    // The cable of a real printer has no room of megabytes, as a network has: it waits for the printer to take it.
    const deadline = performance.now() + timeoutMs;
    while (cable.writableLength > 0 || cable.destroyed) {
      this.#mustBeThere();
      if (performance.now() >= deadline) throw new Error('transferOut error: Cancelled');
      await pause(pipePause);
    }
    this.#usb.acknowledged += data.length;
    if (this.#usb.acknowledged >= this.#usb.pulledOutAfter) this.#usb.isPluggedIn = false;
    return { status: 'ok', bytesWritten: data.length };
  }

  #mustBeThere(): void {
    if (!this.#usb.isPluggedIn) throw new Error('transfer error: Disconnected');
    if (this.#cable === null || this.#cable.destroyed) throw new Error('transfer error: Fault');
  }
}

function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, durationMs);
  });
}
