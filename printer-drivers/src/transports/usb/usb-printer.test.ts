import { describe, expect, it, onTestFinished } from 'vitest';
import { openPrinter, type DocumentPrinter } from '../../open-printer.ts';
import { describePrinter } from '../../printer.contract.ts';
import type { PrinterRig } from '../../printer.contract.ts';
import { paperOf, quickTimeouts, rigOf, startGrill, type Grill } from '../../testing/emulator-rig.ts';
import { printerConfiguration, VirtualUsb } from '../../testing/virtual-usb.ts';
import { printerPipes } from './usb-bus.ts';
import { openUsbChannel } from './usb-channel.ts';

const address = { vendorId: 0x04b8, productId: 0x0e15, serialNumber: null };
const settings = {
  host: '',
  port: 9100,
  columns: 48,
  connection: { type: 'usb', ...address },
  model: 'epson-tm-t20iii',
  ...quickTimeouts,
} as const;

async function usbRig(): Promise<PrinterRig> {
  const grill = await startGrill();
  const usb = new VirtualUsb(grill.port);
  return rigOf(grill, openPrinter(settings, usb), {
    switchedOff: async () => {
      usb.isPluggedIn = false;
    },
    mended: async () => {
      usb.isPluggedIn = true;
    },
  });
}

describePrinter('USB', usbRig);

async function onUsb(): Promise<{ grill: Grill; usb: VirtualUsb; printer: DocumentPrinter }> {
  const grill = await startGrill();
  const usb = new VirtualUsb(grill.port);
  const printer = openPrinter(settings, usb);
  onTestFinished(async () => {
    await printer.close();
    await grill.emulator.stop();
  });
  return { grill, usb, printer };
}

describe('a printer on USB', () => {
  it('gets small transfers, so that little is unsure when one is given up', async () => {
    const { usb, printer } = await onUsb();
    const long = Array.from({ length: 400 }, (_, index) => `Line ${index} of a very long check`).join('\n');
    expect((await printer.print(await printer.encode(paperOf(long)))).type).toBe('confirmed');
    expect(usb.largestTransfer).toBe(4096);
  });

  it('is let go in the order that frees it: released, then closed', async () => {
    const { usb, printer } = await onUsb();
    await printer.print(await printer.encode(paperOf('A')));
    await printer.close();
    await expect.poll(() => usb.log, { timeout: 1000 }).toEqual(['open', 'claim', 'release', 'close']);
  });

  it('is taken from the kernel’s printer driver, but never from another program', async () => {
    const { usb } = await onUsb();
    usb.kernelDriver = 'usblp';
    const channel = await openUsbChannel(address, quickTimeouts, undefined, usb, async () => usb.kernelDriver);
    channel.destroy();
    await channel.closed;
    expect(usb.log).toContain('detach');
    usb.takenByAnother = true;
    usb.log.length = 0;
    await expect(openUsbChannel(address, quickTimeouts, undefined, usb, async () => 'usbfs')).rejects.toMatchObject({
      code: 'channel.in-use',
      reason: 'Another program is using the printer on USB: stop that program.',
    });
    expect(usb.log).toEqual(['open', 'close']);
  });

  it('that was pulled out and put in again is found by its name', async () => {
    const { grill, usb, printer } = await onUsb();
    const print = async (words: string) => printer.print(await printer.encode(paperOf(words)));
    expect((await print('A')).type).toBe('confirmed');
    usb.isPluggedIn = false;
    expect(await print('B')).toMatchObject({
      type: 'failed',
      code: 'unreachable',
      reason: 'The printer is not on USB: is it switched on and its cable plugged in?',
    });
    usb.isPluggedIn = true;
    expect((await print('C')).type).toBe('confirmed');
    expect(await grill.papers()).toEqual(['A', 'C']);
  });

  it('that is pulled out in mid-job leaves a job of which nobody knows', async () => {
    const { usb, printer } = await onUsb();
    const job = new Uint8Array(200_000).fill(0x41);
    usb.pulledOutAfter = 40_000;
    const outcome = await printer.print(job);
    expect(outcome).toMatchObject({ type: 'unknown', code: 'connection-lost' });
    const { sentBytes } = outcome as { sentBytes: number };
    // The status question is not of the job; one transfer more may have got through.
    expect(sentBytes - (usb.acknowledged - 12)).toBeGreaterThanOrEqual(0);
    expect(sentBytes - (usb.acknowledged - 12)).toBeLessThanOrEqual(4096);
  });

  it('has a halt of its pipe lifted for the next job', async () => {
    const { usb, printer } = await onUsb();
    const outcome = await printer.print(await printer.encode(paperOf('A')), {
      onFirstByte: () => {
        usb.haltsNextOut = true;
      },
    });
    expect(outcome).toMatchObject({ type: 'unknown', code: 'connection-lost' });
    expect(usb.log).toContain('clear halt out');
    expect((await printer.print(await printer.encode(paperOf('B')))).type).toBe('confirmed');
  });

  it('is not believed for what it said to another program before', async () => {
    const { grill, usb, printer } = await onUsb();
    usb.stale = [0x12, 0x12, 0x12, 0x12, 0x00];
    await grill.setFaults({ paperOut: true });
    expect(await printer.status()).toMatchObject({ type: 'answered', paper: 'out' });
  });

  it('is unreachable, and nothing worse, on a machine without USB', async () => {
    const { usb, printer } = await onUsb();
    usb.hasUsb = false;
    expect(await printer.status()).toEqual({
      type: 'unreachable',
      code: 'unreachable',
      reason: 'This machine has no USB.',
    });
  });
});

describe('the interface of a USB printer', () => {
  const [main] = printerConfiguration.interfaces;
  const [bidirectional] = main!.alternates;
  const withAlternates = (...alternates: NonNullable<typeof bidirectional>[]) =>
    printerPipes({
      configurations: [{ configurationValue: 1, interfaces: [{ interfaceNumber: 3, alternates }] }],
    });

  it('is the one that answers, not the one for the web and not one way only', () => {
    const oneWay = { ...bidirectional!, alternateSetting: 0, interfaceProtocol: 1 };
    const twoWay = { ...bidirectional!, alternateSetting: 1 };
    const ipp = { ...bidirectional!, alternateSetting: 2, interfaceProtocol: 4 };
    expect(withAlternates(ipp, oneWay, twoWay)).toMatchObject({ alternateSetting: 1, out: 1, in: 2 });
    expect(withAlternates(ipp)).toBeNull();
  });

  it('is the maker’s own where there is none of the printer class, and none where nothing takes bytes', () => {
    expect(withAlternates({ ...bidirectional!, interfaceClass: 0xff })).toMatchObject({ interfaceNumber: 3 });
    expect(withAlternates({ ...bidirectional!, interfaceClass: 3 })).toBeNull();
  });

  it('of a printer that cannot answer has no way in', () => {
    const [out] = bidirectional!.endpoints;
    expect(withAlternates({ ...bidirectional!, interfaceProtocol: 1, endpoints: [out!] })).toMatchObject({ in: null });
  });
});
