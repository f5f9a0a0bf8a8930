import { openPrinter } from '@auraconnect/printer-drivers/open-printer.ts';
import { describePrinter, type PrinterRig } from '@auraconnect/printer-drivers/printer.contract.ts';
import { rigOf, startGrill, type Grill } from '@auraconnect/printer-drivers/testing/emulator-rig.ts';
import { openUsbChannel } from '@auraconnect/printer-drivers/transports/usb/usb-channel.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { GadgetCable } from './gadget-cable.ts';

/** As `init.sh` makes it. */
const address = { vendorId: 0x04b8, productId: 0x0e15, serialNumber: 'X1' };
const timeouts = { connectTimeoutMs: 3000, writeTimeoutMs: 1500, statusTimeoutMs: 1500, fenceTimeoutMs: 5000 };

let onlyCable: GadgetCable | null = null;

async function cableTo({ port }: Grill): Promise<GadgetCable> {
  onlyCable ??= new GadgetCable(port);
  await onlyCable.leadTo(port);
  return onlyCable;
}

async function usbRig(): Promise<PrinterRig & { cable: GadgetCable }> {
  const grill = await startGrill();
  const cable = await cableTo(grill);
  const printer = openPrinter({
    host: '',
    port: 9100,
    columns: 48,
    connection: { type: 'usb', ...address },
    model: 'epson-tm-t20iii',
    ...timeouts,
  });
  const rig = rigOf(grill, printer, { switchedOff: () => cable.pullOut(), mended: () => cable.plugIn() });
  return {
    ...rig,
    cable,
    breakAfter: async (bytes) => {
      cable.pullsOutWithThePrinter = true;
      await rig.breakAfter(bytes);
    },
    plugIn: () => cable.plugIn(),
  };
}

describe('over real USB transfers', () => {
  describePrinter('USB', usbRig);

  it('a printer that takes no more in mid-job is stalled, and the count is honest', async () => {
    const { printer, cable, dispose } = await usbRig();
    onTestFinished(dispose);
    const before = cable.received;
    const job = new Uint8Array(300_000).fill(0x41);
    const outcome = await printer.print(job, {
      onFirstByte: () => {
        cable.isStalled = true;
      },
    });
    cable.isStalled = false;
    await sleep(1500);
    expect(outcome).toMatchObject({ type: 'unknown', code: 'stalled' });
    const { sentBytes } = outcome as { sentBytes: number };
    // Twelve bytes of it asked how the printer is.
    expect(sentBytes + 12).toBeGreaterThanOrEqual(cable.received - before);
    expect(sentBytes).toBeLessThan(job.length);
  });

  it('a program that has the printer keeps it', async () => {
    const { printer, dispose } = await usbRig();
    onTestFinished(dispose);
    await printer.status();
    await expect(openUsbChannel(address, timeouts)).rejects.toMatchObject({ code: 'channel.in-use' });
  });

  it('pulled out in mid-job nobody knows', async () => {
    const { printer, cable, dispose } = await usbRig();
    onTestFinished(dispose);
    const outcome = await printer.print(new Uint8Array(20_000_000).fill(0x41), {
      onFirstByte: () => void setTimeout(() => void cable.pullOut(), 50),
    });
    expect(outcome).toMatchObject({ type: 'unknown', code: 'connection-lost' });
  });
});
