/**
 * Runs in the guest, where there is a USB printer: the drivers on one side of the plug, a virtual printer behind the gadget on the
 * other. Says one line per check, `USB-CHECK ok ...` or `USB-CHECK failed ...`.
 */
import { isDeepStrictEqual } from 'node:util';
import { constants } from 'node:fs';
import { open, writeFile, type FileHandle } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPrinter, type DocumentPrinter } from '@auraconnect/printer-drivers/open-printer.ts';
import { startEmulator } from '@auraconnect/printer-drivers/emulator/emulator.ts';
import { openUsbChannel } from '@auraconnect/printer-drivers/transports/usb/usb-channel.ts';
import type { PrintDocument } from '@auraconnect/shared/receipt/document.ts';

const gadget = '/dev/g_printer0';
const plug = '/sys/kernel/config/usb_gadget/printer/UDC';
const address = { vendorId: 0x04b8, productId: 0x0e15, serialNumber: 'X1' };
const timeouts = { connectTimeoutMs: 3000, writeTimeoutMs: 1500, statusTimeoutMs: 1500, fenceTimeoutMs: 5000 };

/** The cable between the gadget and the virtual printer. */
class GadgetCable {
  /** Nothing is taken from the host any more: its transfers wait. */
  isStalled = false;
  received = 0;
  #file: FileHandle | null = null;
  #socket: Socket | null = null;
  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
  }

  async run(): Promise<never> {
    const buffer = Buffer.alloc(8192);
    for (;;) {
      try {
        this.#file ??= await open(gadget, constants.O_RDWR | constants.O_NONBLOCK);
        this.#socket ??= this.#connect();
        const { bytesRead } = this.isStalled ? { bytesRead: 0 } : await this.#file.read(buffer, 0, buffer.length);
        this.received += bytesRead;
        if (bytesRead > 0) this.#socket.write(Uint8Array.from(buffer.subarray(0, bytesRead)));
        else await sleep(2);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') {
          await this.#file?.close().catch(() => {});
          this.#file = null;
        }
        await sleep(2);
      }
    }
  }

  #connect(): Socket {
    const socket = connect({ host: '127.0.0.1', port: this.#port });
    socket.on('error', () => {});
    socket.on('data', (bytes) => void this.#file?.write(bytes).catch(() => {}));
    socket.on('close', () => {
      this.#socket = null;
    });
    return socket;
  }
}

const emulator = await startEmulator({
  printers: [{ id: 'grill', name: 'Grill', port: 0, columns: 48, hasDrawer: true }],
});
const cable = new GadgetCable(emulator.printers[0]!.port);
void cable.run();
const printer: DocumentPrinter = openPrinter({
  host: '',
  port: 9100,
  columns: 48,
  connection: { type: 'usb', ...address },
  model: 'epson-tm-t20iii',
  ...timeouts,
});

const paperOf = (text: string): PrintDocument => ({
  kind: 'kitchen-ticket',
  locale: 'en-US',
  title: '',
  blocks: [
    { type: 'text', text, align: 'start', emphasis: null },
    { type: 'cut', partial: true },
  ],
});
const print = async (text: string) => printer.print(await printer.encode(paperOf(text)));
const faults = (changes: object) =>
  fetch(`${emulator.httpUrl}/printers/grill/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(changes),
  });

async function check(name: string, does: () => Promise<unknown>, wanted: unknown): Promise<void> {
  const startedAt = performance.now();
  const got = await does().catch((error: unknown) => String(error));
  const took = `${(performance.now() - startedAt).toFixed(0)} ms`;
  if (isDeepStrictEqual(got, wanted)) console.log(`USB-CHECK ok ${name} (${took})`);
  else console.log(`USB-CHECK failed ${name} (${took}): ${JSON.stringify(got)} instead of ${JSON.stringify(wanted)}`);
}
const codeOf = (outcome: { type: string; code?: string }): string[] => [outcome.type, outcome.code ?? ''];

await sleep(500);
const confirmed = ['confirmed', ''];
await check('a paper is printed and confirmed', async () => codeOf(await print('One burger')), confirmed);
await check(
  'twenty papers come out in their order',
  async () => {
    for (let n = 0; n < 20; n += 1) await print(`Ticket ${n}`);
    const response = await fetch(`${emulator.httpUrl}/printers/grill/papers?limit=200`);
    const { papers } = (await response.json()) as { papers: { plainText: string }[] };
    return papers.map(({ plainText }) => plainText);
  },
  ['One burger', ...Array.from({ length: 20 }, (_, n) => `Ticket ${n}`)],
);
await check(
  'an empty roll is known before a byte is sent',
  async () => {
    await faults({ paperOut: true });
    const outcome = codeOf(await print('Nothing'));
    await faults({ paperOut: false });
    return outcome;
  },
  ['failed', 'paper-out'],
);
await check('it prints again with a new roll', async () => codeOf(await print('Roll')), confirmed);
await check(
  'a printer that takes no more in mid-job is stalled, and the count is honest',
  async () => {
    const before = cable.received;
    const job = new Uint8Array(300_000).fill(0x41);
    const outcome = await printer.print(job, {
      onFirstByte: () => {
        cable.isStalled = true;
      },
    });
    cable.isStalled = false;
    await sleep(1500);
    const taken = cable.received - before;
    const { sentBytes } = outcome as { sentBytes: number };
    return [...codeOf(outcome), sentBytes + 12 >= taken, sentBytes < job.length];
  },
  ['unknown', 'stalled', true, true],
);
await check(
  'a program that has the printer keeps it',
  async () => {
    await printer.status();
    return openUsbChannel(address, timeouts).then(
      () => 'taken',
      (error: { code: string }) => error.code,
    );
  },
  'channel.in-use',
);
await check(
  'pulled out it is unreachable, put in again it prints',
  async () => {
    await writeFile(plug, '\n');
    await sleep(500);
    const out = codeOf(await print('Nothing'));
    await writeFile(plug, 'dummy_udc.0\n');
    await sleep(1500);
    return [...out, ...codeOf(await print('Back'))];
  },
  ['failed', 'unreachable', ...confirmed],
);
await check(
  'pulled out in mid-job nobody knows',
  async () => {
    const outcome = codeOf(
      await printer.print(new Uint8Array(20_000_000).fill(0x41), {
        onFirstByte: () => void setTimeout(() => void writeFile(plug, '\n'), 50),
      }),
    );
    return outcome;
  },
  ['unknown', 'connection-lost'],
);
console.log('USB-CHECK done');
process.exit(0);
