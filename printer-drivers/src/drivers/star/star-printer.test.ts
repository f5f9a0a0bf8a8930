import type { Block, PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import type { PaperLine } from '@auraconnect/shared/receipt/paper.ts';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PaperMachine } from '../../emulator/escpos/paper-machine.ts';
import { EscPosParser, type EscPosCommand } from '../../emulator/escpos/parser.ts';
import { StarTranslator } from '../../emulator/star/translator.ts';
import { openPrinter } from '../../open-printer.ts';
import type { Printer } from '../../printer.ts';
import { describePrinter } from '../../printer.contract.ts';
import type { PrinterRig } from '../../printer.contract.ts';
import { ReceiptPrinter, defaultPrinterTimeouts } from '../receipt-printer.ts';
import { quickTimeouts, rigOf, startGrill } from '../../testing/emulator-rig.ts';
import { defaultWireTimeouts, type ByteChannel } from '../../transports/byte-channel.ts';
import { openTcpChannel } from '../../transports/tcp/tcp-channel.ts';
import { RasterThread } from '../../raster/raster-thread.ts';
import { encodeEscPosDrawn } from '../escpos/encoder.ts';
import { epsonProfile } from '../escpos/profile.ts';
import { encodeStar, encodeStarDrawn } from './encoder.ts';
import { starProfile, type StarFence } from './profile.ts';
import { StarReplyReader } from './replies.ts';
import { starTongue } from './star-tongue.ts';

const profile = starProfile(48, true);

async function starRig(fence: StarFence): Promise<PrinterRig> {
  const grill = await startGrill({ language: 'star' });
  const tongue = starTongue({ fence, answersStatus: 'yes' });
  const printer = new ReceiptPrinter(
    (signal) =>
      openTcpChannel({ host: '127.0.0.1', port: grill.port }, { ...defaultWireTimeouts, ...quickTimeouts }, signal),
    tongue,
    { ...defaultPrinterTimeouts, ...quickTimeouts },
  );
  return rigOf(grill, { ...bound(printer), encode: async (document) => encodeStar(document, profile) });
}

const bound = (printer: ReceiptPrinter): Printer => ({
  print: (bytes, options) => printer.print(bytes, options),
  status: () => printer.status(),
  close: () => printer.close(),
});

describePrinter('TCP to a Star', () => starRig('document'));
describePrinter('a Star that counts ETB', () => starRig('etb'));

const linesOf = (commands: readonly EscPosCommand[]): readonly PaperLine[] => {
  const machine = new PaperMachine(profile.columns);
  for (const command of commands) machine.apply(command);
  machine.finish();
  return machine.takeFinished().flatMap(({ lines }) => lines);
};
const documentOf = (...blocks: Block[]): PrintDocument => ({ kind: 'receipt', locale: 'en-US', title: '', blocks });
const hex = (...blocks: Block[]): string => Buffer.from(encodeStar(documentOf(...blocks), profile)).toString('hex');
const expected = (...parts: string[]): string => parts.join('').replaceAll(' ', '');
const ascii = (words: string): string => Buffer.from(words, 'latin1').toString('hex');
const plain = { bold: false, underline: false, inverted: false, width: 1, height: 1 };
const text = (words: string, emphasis: typeof plain | null = null, align: 'start' | 'center' = 'start'): Block => ({
  type: 'text',
  text: words,
  align,
  emphasis,
});
/** ESC @, ESC R 0, ESC GS t 4 */
const start = '1b40 1b5200 1b1d7404';

describe('Star bytes', () => {
  it('say styles, sizes and alignment in Star’s own way', () => {
    const loud = { bold: true, underline: true, inverted: true, width: 2, height: 3 };
    expect(hex(text('A', loud, 'center'), text('B'))).toBe(
      expected(
        start,
        '1b1d6101 1b45 1b2d01 1b34 1b690201',
        ascii('A'),
        '0a',
        '1b1d6100 1b46 1b2d00 1b35 1b690000',
        ascii('B'),
        '0a',
      ),
    );
  });

  it('write the euro in code page 858 and Russian in 866', () => {
    expect(hex(text('5 €'), text('Чай'))).toBe(expected(start, ascii('5 '), 'd5 0a', '1b1d740a 97a0a9 0a'));
  });

  it('feed, cut and kick', () => {
    expect(hex({ type: 'feed', lines: 3 }, { type: 'cut', partial: true }, { type: 'cut', partial: false })).toBe(
      expected(start, '1b6103 1b6403 1b6402'),
    );
    expect(hex({ type: 'drawer-kick', pin: 2 }, { type: 'drawer-kick', pin: 5 })).toBe(
      expected(start, '1b071414 07 1a'),
    );
  });

  it('count the content of a QR code in bytes', () => {
    expect(hex({ type: 'qr', data: 'Café €5', moduleDots: 6 })).toBe(
      expected(
        start,
        '1b1d6101 1b1d79533002 1b1d79533101 1b1d79533206 1b1d794431000a00',
        Buffer.from('Café €5', 'utf8').toString('hex'),
        '1b1d7950 0a',
      ),
    );
  });

  it('draw a picture without a cut behind it, and never a real-time command in it', () => {
    const darkness = Buffer.from([0x1b, 0x06, 0x01, 0x00]).toString('base64');
    const image = { type: 'image', widthDots: 8, heightDots: 4, depth: 1, darkness, align: 'start' } as const;
    expect(hex(image as never)).toBe(
      expected(start, '1b2a7241 1b2a72503000 1b2a72453100', '6201001b 62010006 62010001 62010000', '1b2a7242'),
    );
    const wide = { ...image, widthDots: 32, heightDots: 1 } as const;
    expect(hex(wide as never)).toContain('6204001b0e0100');
    const pictures = encodeStar(documentOf(image as never), { ...profile, pictures: 'picture' });
    expect(Buffer.from(pictures).toString('hex')).toBe(expected(start, '1b1d5301 0100 0400 00', '1b0e0100'));
  });

  it.each(['raster-mode', 'picture'] as const)(
    'draw what has no letters here, bars and codes by %s, on the very dots of an Epson',
    async (pictures) => {
      const raster = new RasterThread();
      onTestFinished(() => raster.close());
      const barcode: Block = {
        type: 'barcode',
        symbology: 'ean13',
        data: '400638133393',
        heightDots: 24,
        align: 'start',
      };
      const document = documentOf(text('شاي'), text('Tea', null, 'center'), barcode);
      const star = await encodeStarDrawn(document, { ...profile, pictures }, { raster });
      const epson = await encodeEscPosDrawn(document, { ...epsonProfile, nativeBarcodes: false }, { raster });
      const paper = linesOf(new StarTranslator().feed(star));
      expect(paper.filter(({ dots }) => dots !== null)).toHaveLength(2);
      expect(paper).toEqual(linesOf(new EscPosParser().feed(epson)));
    },
  );
});

describe('what a Star printer says', () => {
  const status = [0x23, 0x06, 0x28, 0, 0, 0x0c, 0, 0x6e, 0];

  it('is told apart by its bits, whatever is mixed in and however it is cut', () => {
    const said = Uint8Array.from([0x11, 0x12, ...status, 0x1b, 0x1d, 3, 1, 0x41, 0x42, 9, 0, 0x13, ...status]);
    const whole = new StarReplyReader().feed(said);
    const reader = new StarReplyReader();
    const single = [...said].flatMap((byte) => reader.feed(Uint8Array.of(byte)));
    expect(single).toEqual(whole);
    expect(whole).toMatchObject([
      {
        type: 'status',
        etbCounter: 31,
        status: { online: false, cover: 'open', paper: 'out', problem: { code: 'cover-open' } },
      },
      { type: 'document-done', id: 0x4142 },
      { type: 'status' },
    ]);
  });

  it('is read again after an answer that never ended, and after any noise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (noise) => {
        const reader = new StarReplyReader();
        reader.feed(noise);
        // What is half said may cost one answer, never the next.
        reader.feed(Uint8Array.from(status));
        expect(reader.feed(Uint8Array.from(status)).filter(({ type }) => type === 'status').length).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a Star of which nobody knows how it says that a job is done', () => {
  it('is asked in both ways until it has answered in the one that names the job', async () => {
    const written: string[] = [];
    let say: (bytes: Uint8Array) => void = () => undefined;
    const channel: ByteChannel = {
      write: async (bytes) => void written.push(Buffer.from(bytes).toString('hex')),
      finish: async () => undefined,
      destroy: () => undefined,
      onBytes: (hear) => (say = hear),
      closed: new Promise(() => undefined),
    };
    const dialogue = starTongue({ fence: 'either', answersStatus: 'detect' }).talkOver(channel);
    const counted = (times: number): void =>
      say(Uint8Array.of(0x23, 0x06, 0x04, 0, 0, 0, 0, ((times & 0x18) << 2) | ((times & 7) << 1), 0));
    const printed = { type: 'answer', value: 'printed' };

    counted(7);
    const first = dialogue.askWhetherDone(1000);
    expect(written.pop()).toMatch(/^1b1d0301.{4}1b1e610117$/);
    counted(7);
    counted(8);
    expect(await first).toEqual(printed);

    const second = dialogue.askWhetherDone(1000);
    const question = written.pop()!;
    say(Buffer.from(`${question.slice(0, 12)}0000`, 'hex'));
    expect(await second).toEqual(printed);

    const third = dialogue.askWhetherDone(50);
    expect(written.pop()).toMatch(/^1b1d0301.{4}$/);
    counted(9);
    expect(await third).toEqual({ type: 'silence' });
  });
});

describe('a Star of the settings', () => {
  it('is opened by its model, and its drawer’s level is read as the settings say', async () => {
    const grill = await startGrill({ language: 'star' });
    const printer = openPrinter({
      host: '127.0.0.1',
      port: grill.port,
      columns: 48,
      model: 'star-mc-print3',
      drawer: { openLevel: 'high' },
      ...quickTimeouts,
    });
    onTestFinished(async () => {
      await printer.close();
      await grill.emulator.stop();
    });
    expect(await printer.status()).toMatchObject({ drawer: 'closed', drawerPin: 'low' });
    await grill.setDrawer(true);
    expect(await printer.status()).toMatchObject({ drawer: 'open' });
    const kick: PrintDocument = documentOf({ type: 'drawer-kick', pin: 2 });
    expect(await printer.print(await printer.encode(kick))).toEqual({ type: 'confirmed', evidence: 'printed' });
    await expect.poll(grill.drawerKicks).toBe(1);
  });
});
