import { constants } from 'node:fs';
import { open, writeFile, type FileHandle } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const gadget = '/dev/g_printer0';
const plug = '/sys/kernel/config/usb_gadget/printer/UDC';
const port = 'dummy_udc.0';
/** The kernel of the guest looks at what was plugged in, slowly, for it runs without hardware virtualisation. */
const noticedMs = 2000;
const pauseMs = 2;

/** Between the gadget, which the host takes for a USB printer, and the virtual printer behind it; and the plug. */
export class GadgetCable {
  /** Nothing is taken from the host any more: its transfers wait. */
  isStalled = false;
  /** The printer's end of the line going away pulls the plug out. */
  pullsOutWithThePrinter = false;
  received = 0;
  #isPluggedIn = true;
  #printerPort: number;
  #file: FileHandle | null = null;
  #socket: Socket | null = null;

  constructor(printerPort: number) {
    this.#printerPort = printerPort;
    void this.#run();
  }

  /** Another printer, with nothing left of what was on its way to the one before. */
  async leadTo(printerPort: number): Promise<void> {
    await this.pullOut();
    this.#socket?.destroy();
    this.#socket = null;
    this.isStalled = false;
    this.pullsOutWithThePrinter = false;
    this.#printerPort = printerPort;
    await this.plugIn();
  }

  async pullOut(): Promise<void> {
    if (!this.#isPluggedIn) return;
    this.#isPluggedIn = false;
    await writeFile(plug, '\n');
    await this.#file?.close().catch(() => {});
    this.#file = null;
  }

  async plugIn(): Promise<void> {
    if (this.#isPluggedIn) return;
    await writeFile(plug, `${port}\n`);
    this.#isPluggedIn = true;
    await sleep(noticedMs);
  }

  async #run(): Promise<never> {
    const buffer = Buffer.alloc(8192);
    for (;;) {
      try {
        if (this.#isPluggedIn && !this.isStalled) await this.#handOn(buffer);
        else await sleep(pauseMs);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') {
          await this.#file?.close().catch(() => {});
          this.#file = null;
        }
        await sleep(pauseMs);
      }
    }
  }

  async #handOn(buffer: Buffer): Promise<void> {
    this.#file ??= await open(gadget, constants.O_RDWR | constants.O_NONBLOCK);
    const { bytesRead } = await this.#file.read(buffer, 0, buffer.length);
    this.received += bytesRead;
    if (bytesRead === 0) return sleep(pauseMs);
    this.#socket ??= this.#connect();
    this.#socket.write(Uint8Array.from(buffer.subarray(0, bytesRead)));
  }

  #connect(): Socket {
    const socket = connect({ host: '127.0.0.1', port: this.#printerPort });
    socket.on('error', () => {});
    socket.on('data', (bytes) => void this.#file?.write(bytes).catch(() => {}));
    socket.on('close', () => {
      if (this.#socket !== socket) return;
      this.#socket = null;
      if (this.pullsOutWithThePrinter) void this.pullOut();
    });
    return socket;
  }
}
