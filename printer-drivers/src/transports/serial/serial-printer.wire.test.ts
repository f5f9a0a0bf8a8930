import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SerialLine } from '@auraconnect/shared/menu/catalogue.ts';
import { isDeepStrictEqual } from 'node:util';
import type { PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { putPtyInFront, type PtyFront } from '../../emulator/pty-front.ts';
import { openPrinter, type PrinterSettings } from '../../open-printer.ts';
import { describePrinter } from '../../printer.contract.ts';
import type { PrinterRig } from '../../printer.contract.ts';
import { paperOf, quickTimeouts, rigOf, startGrill, type Grill } from '../../testing/emulator-rig.ts';
import { openSerialChannel } from './serial-channel.ts';

const hasSocat = spawnSync('socat', ['-V']).status === 0;
if (!hasSocat)
  console.warn('Serial printers are not tested: socat is missing (apt-get install socat, brew install socat).');

/** Every byte goes through a program of its own on its way, which a busy machine lets wait. */
const timeouts = { ...quickTimeouts, connectTimeoutMs: 2000, statusTimeoutMs: 1000, fenceTimeoutMs: 2500 };

async function serialPath(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'aura-serial-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return path.join(folder, 'ttyPOS');
}

function lineAt(serial: string, changes: Partial<SerialLine> = {}): SerialLine {
  return {
    path: serial,
    baudRate: 115_200,
    dataBits: 8,
    parity: 'none',
    stopBits: 1,
    flowControl: 'xon-xoff',
    ...changes,
  };
}

async function serialGrill(): Promise<{ grill: Grill; front: PtyFront }> {
  const grill = await startGrill({ flowControl: 'xon-xoff' });
  const front = await putPtyInFront(await serialPath(), grill.port);
  onTestFinished(async () => {
    await front.stop();
    await grill.emulator.stop();
  });
  return { grill, front };
}

const settings = (line: SerialLine): PrinterSettings => ({
  host: '',
  port: 9100,
  columns: 48,
  connection: { type: 'serial', line },
  model: 'epson-tm-t20iii',
  ...timeouts,
});

async function serialRig(): Promise<PrinterRig> {
  const grill = await startGrill({ flowControl: 'xon-xoff' });
  const serial = await serialPath();
  let front = await putPtyInFront(serial, grill.port);
  const plugIn = async (): Promise<void> => {
    await front.stop();
    front = await putPtyInFront(serial, grill.port);
  };
  return {
    ...rigOf(grill, openPrinter(settings(lineAt(serial))), {
      switchedOff: () => front.stop(),
      mended: plugIn,
      dispose: () => front.stop(),
    }),
    // The adapter is pulled out; somebody puts it in again.
    plugIn,
  };
}

describe.runIf(hasSocat)('on a serial port', () => {
  describePrinter('a serial line', serialRig);

  it('a slow line is not taken for a printer that stalled, and XOFF stops the bytes', async () => {
    const { grill, front } = await serialGrill();
    await grill.setFaults({ bytesPerSecond: 6000 });
    const printer = openPrinter({ ...settings(lineAt(front.path)), fenceTimeoutMs: 4000, writeTimeoutMs: 1500 });
    onTestFinished(() => printer.close());
    const words = Array.from({ length: 130 }, (_, index) => `Line ${index} of a long check, as long as it gets.`).join(
      '\n',
    );
    const outcome = await printer.print(await printer.encode(paperOf(words)));
    expect(outcome).toEqual({ type: 'confirmed', evidence: 'printed' });
    const [paper] = await grill.papers();
    expect(paper?.replaceAll('\n', '')).toBe(words.replaceAll('\n', ''));
  });

  it('a printer that says XOFF and never XON again is stalled, and closing it hurts nobody', async () => {
    const { grill, front } = await serialGrill();
    const printer = openPrinter({ ...settings(lineAt(front.path)), fenceTimeoutMs: 300 });
    onTestFinished(() => printer.close());
    const job = new Uint8Array(60_000).fill(0x41);
    const outcome = await printer.print(job, { onFirstByte: () => grill.setFaults({ coverOpen: true }) });
    expect(outcome).toMatchObject({ type: 'unknown', code: 'stalled' });
    expect((outcome as { sentBytes: number }).sentBytes).toBeLessThan(job.length);
    await grill.setFaults({ coverOpen: false });
    const next = await printer.print(await printer.encode(paperOf('Next')));
    expect(next).not.toMatchObject({ type: 'failed' });
  });

  it('a mute printer is believed where bytes leave only to somebody, and not where they also leave to a printer that is off', async () => {
    const grill = await startGrill({ language: 'brother', flowControl: 'xon-xoff' });
    const front = await putPtyInFront(await serialPath(), grill.port);
    onTestFinished(async () => {
      await front.stop();
      await grill.emulator.stop();
    });
    for (const flowControl of ['rts-cts', 'xon-xoff', 'none'] as const) {
      const printer = openPrinter({ ...settings(lineAt(front.path, { flowControl })), model: 'brother' });
      const bytes = await printer.encode(paperOf(flowControl));
      const delivered = { type: 'confirmed', evidence: 'delivered' };
      const nobodyKnows = { type: 'unknown', code: 'not-confirmed', sentBytes: bytes.length };
      expect(await printer.print(bytes)).toMatchObject(flowControl === 'rts-cts' ? delivered : nobodyKnows);
      await printer.close();
      // It came out all the same: what nobody knows is a matter for a person, not for another try.
      await expect.poll(async () => (await grill.papers()).at(-1), { timeout: 5000 }).toBe(flowControl);
    }
  });

  it('a logo goes over the line once, and is in the printer’s own memory from then on', async () => {
    const { grill, front } = await serialGrill();
    const printer = openPrinter(settings(lineAt(front.path)));
    const dots = Buffer.alloc(24 * 80, 0x5a);
    dots.set([0x10, 0x14, 1, 0, 1], 100);
    const logo = {
      type: 'image',
      widthDots: 192,
      heightDots: 80,
      depth: 1,
      darkness: dots.toString('base64'),
    } as const;
    const receipt = (words: string): PrintDocument => {
      const paper = paperOf(words);
      return { ...paper, blocks: [{ ...logo, align: 'center' }, ...paper.blocks] };
    };
    const [first, second, third] = [await print('One'), await print('Two'), await print('Three')];
    expect(first).toBeGreaterThan(dots.length);
    expect([second, third].every((length) => length < 150)).toBe(true);
    // Switched off and on again it still has it; what was looked for once is looked for again, and not written.
    await grill.setFaults({ poweredOff: true });
    await grill.setFaults({ poweredOff: false });
    await front.stop();
    const again = await putPtyInFront(front.path, grill.port);
    onTestFinished(() => again.stop());
    expect(await print('Four')).toBeLessThan(150);
    await printer.close();
    const pictures = (await grill.lines()).map((lines) => lines.find((line) => line.dots !== null));
    expect(pictures[0]).toMatchObject({ align: 'center', dots: { widthDots: 192 } });
    expect(pictures.slice(1).every((picture) => isDeepStrictEqual(picture?.dots?.bits, pictures[1]?.dots?.bits))).toBe(
      true,
    );
    expect(pictures[3]).toMatchObject({ align: 'center', dots: { widthDots: 192, heightDots: 80 } });
    // The drawer stayed shut although the picture has the bytes that open it.
    expect(await grill.drawerKicks()).toBe(0);

    async function print(words: string): Promise<number> {
      const bytes = await printer.encode(receipt(words));
      expect(await printer.print(bytes)).toMatchObject({ type: 'confirmed' });
      return bytes.length;
    }
  });

  it('a port that another program has is said to be in use, one that is not there to be missing', async () => {
    const { front } = await serialGrill();
    const other = await openSerialChannel(lineAt(front.path), timeouts);
    const printer = openPrinter(settings(lineAt(front.path)));
    onTestFinished(() => printer.close());
    expect(await printer.print(Uint8Array.of(0x41))).toEqual({
      type: 'failed',
      sentBytes: 0,
      code: 'in-use',
      reason: `Another program is using the serial port ${front.path}: stop that program.`,
    });
    other.destroy();
    await other.closed;
    const missing = openPrinter(settings(lineAt('/dev/ttyNothing')));
    onTestFinished(() => missing.close());
    expect(await missing.status()).toEqual({
      type: 'unreachable',
      code: 'unreachable',
      reason: 'There is no serial port /dev/ttyNothing: is the cable of the printer plugged in?',
    });
  });

  it('a mute printer has it when a line on which bytes leave only to somebody has taken every byte', async () => {
    const { grill, front } = await serialGrill();
    const channel = await openSerialChannel(lineAt(front.path, { flowControl: 'rts-cts' }), timeouts);
    await channel.write(Buffer.from('Mute\n'));
    await channel.finish(500);
    expect(await channel.closed).toBeNull();
    await expect.poll(grill.papers, { timeout: 5000 }).toEqual(['Mute']);
  });

  it('a port that does not open in time, or after somebody cancelled, is given up', async () => {
    await expect(openSerialChannel(lineAt('/dev/null'), quickTimeouts, AbortSignal.abort())).rejects.toMatchObject({
      code: 'channel.cancelled',
    });
  });
});
