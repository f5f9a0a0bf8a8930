import type { Block, PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EscPosParser } from '../emulator/escpos/parser.ts';
import { RealTimeScanner } from '../emulator/escpos/real-time.ts';
import { brotherGrammar } from '../emulator/mute/brother.ts';
import { darumaGrammar } from '../emulator/mute/daruma.ts';
import { NamedParser, type Grammar } from '../emulator/mute/named-parser.ts';
import { StarParser } from '../emulator/star/parser.ts';
import type { LineRaster } from '../raster/line-raster.ts';
import { encodeForBrand } from './brands/encoder.ts';
import { brandProfile, type Brand } from './brands/profile.ts';
import { encodeEscPos, encodeEscPosDrawn } from './escpos/encoder.ts';
import { epsonProfile } from './escpos/profile.ts';
import { encodeStarDrawn } from './star/encoder.ts';
import { encodeStarGraphic } from './star/graphic-encoder.ts';
import { starProfile } from './star/profile.ts';

/** What a guest may try to write on a check, a note or a loyalty card. */
const dangerous = fc.constantFrom(
  '\u001bp\u0000\u0019\u00fa',
  '\u0010\u0014\u0001\u0000\u0001',
  '\u0010\u0004\u0001',
  '\u001d\u0056\u0000',
  '\u001b@',
  '\u001d(k\u0003\u00001Q0',
  '\u001d(A\u0002\u0000\u0000\u0002',
  '\u001c.',
  '\u001b=\u0000',
  '\u0000',
  '\u0018',
  '\u000c',
  '\u0007',
  '\u007f',
  '\u009b31m',
  '\u001d8L\u00ff\u00ff\u00ff\u00ff',
  '\ud800',
  '\u202e',
  '\u001bt\u0010',
  '\u001b\u001b\u001d\u001d\u0010\u0010',
  '\u001a',
  '\u001c',
  '\u0019',
  '\u001b\u0007\u0014\u0014\u0007',
  '\u001bd2',
  '\u001b\u0006\u0001',
  '\u0017',
  '\u001b*rA',
  '\\\\\\',
);
const control = fc.integer({ min: 0, max: 0x1f }).map((code) => String.fromCharCode(code));
const guestText = fc
  .array(
    fc.oneof(
      dangerous,
      control,
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom('Burger ', 'é', 'Ж', '寿', '🍕'),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

const emphasis = fc.record({
  bold: fc.boolean(),
  underline: fc.boolean(),
  inverted: fc.boolean(),
  width: fc.integer({ min: 1, max: 4 }),
  height: fc.integer({ min: 1, max: 4 }),
});
const align = fc.constantFrom('start', 'center', 'end' as const);
/** A picture of what opens the drawer, asks for the state or recovers from an error, at any place of its rows. */
const picture = fc
  .record({
    bytes: fc.array(
      fc.oneof(fc.constantFrom(0x10, 0x14, 0x04, 0x05, 0x01, 0x00, 0x1b, 0x06), fc.integer({ min: 0, max: 255 })),
      {
        minLength: 1,
        maxLength: 200,
      },
    ),
    rowBytes: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ bytes, rowBytes }) => ({
    type: 'image' as const,
    widthDots: rowBytes * 8,
    heightDots: Math.max(Math.floor(bytes.length / rowBytes), 1),
    depth: 1 as const,
    darkness: Buffer.from(bytes).toString('base64'),
    align: 'start' as const,
  }));

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), text: guestText, align, emphasis: fc.option(emphasis) }),
  fc.record({
    type: fc.constant('columns' as const),
    cells: fc.array(
      fc.record({ text: guestText, align, width: fc.constantFrom('auto' as const, 'fill' as const, 6) }),
      { minLength: 1, maxLength: 4 },
    ),
    emphasis: fc.option(emphasis),
  }),
  fc.record({
    type: fc.constant('qr' as const),
    data: guestText.map((text) => text || 'x'),
    moduleDots: fc.integer({ min: 2, max: 12 }),
  }),
  fc.record({
    type: fc.constant('barcode' as const),
    symbology: fc.constantFrom('code128', 'ean13', 'pdf417'),
    data: fc.oneof(
      guestText.map((text) => text || 'x'),
      fc.string({ minLength: 1, maxLength: 30 }),
    ),
    heightDots: fc.constant(24),
    align: fc.constant('center' as const),
  }),
  picture,
  fc.record({ type: fc.constant('rule' as const), style: fc.constantFrom('single', 'double', 'dotted' as const) }),
);

/** The commands that a document without cut, kick, buzzer and feed may lead to. */
const ofEpson = new Set(
  'ESC @,ESC R,ESC t,ESC E,ESC -,ESC a,GS B,GS !,GS ( k,GS ( D,GS v,GS k,GS H,GS h,GS w'.split(','),
);
const ofStar = new Set(
  '0a,b,ESC @,ESC R,ESC GS t,ESC GS a,ESC E,ESC F,ESC -,ESC 4,ESC 5,ESC i,ESC GS y S,ESC GS y D,ESC GS y P,ESC GS S,ESC * r A,ESC * r P,ESC * r E,ESC * r B'.split(
    ',',
  ),
);
const ofStarGraphic = new Set(
  'b,ESC * r R,ESC * r A,ESC * r P,ESC * r E,ESC * r F,ESC * r Y,ESC * r B,ESC FF'.split(','),
);
const ofDaruma = new Set('LF,DC2,ESC @,ESC t,ESC j,ESC E,ESC F,ESC -,ESC W,ESC w,ESC !,ESC *'.split(','));
const ofBrother = new Set('LF,ESC @,ESC t,ESC a,ESC E,ESC F,ESC -,ESC W,ESC 2,ESC 3,ESC *,ESC i a,ESC i Q'.split(','));

const lastWords = 'END';

/** The last line of a document must be read as text: otherwise a picture or a code said that it is longer than it was. */
function lostEnd(commands: readonly { readonly type: string; readonly bytes?: ArrayLike<number> }[]): string | null {
  const text = commands.findLast(({ type }) => type === 'text')?.bytes ?? [];
  return Buffer.from(Array.from(text)).toString('latin1').endsWith(lastWords) ? null : 'no end';
}

/** What a printer must never read out of a document; null when there is nothing. */
function foreignToEpson(bytes: Uint8Array): string | null {
  const commands = new EscPosParser().feed(bytes);
  for (const command of commands) {
    if (command.type === 'text' && command.bytes.includes(0x7f)) return 'DEL';
    if (command.type === 'control' && command.name !== 'LF') return command.name;
    if (command.type === 'command' && !ofEpson.has(command.name)) return command.name;
    if (command.type === 'unknown') return command.bytes.join(' ');
  }
  return new RealTimeScanner().scan(bytes)[0]?.type ?? lostEnd(commands);
}

function foreignToStar(bytes: Uint8Array): string | null {
  const commands = new StarParser().feed(bytes);
  for (const command of commands) {
    if (command.type === 'text' && command.bytes.includes(0x7f)) return 'DEL';
    if (command.type === 'command' && !ofStar.has(command.name)) return command.name;
  }
  // Carried out wherever it stands.
  return Buffer.from(bytes).includes(Buffer.of(0x1b, 0x06)) ? 'ESC ACK' : lostEnd(commands);
}

/** No letter at all, and the page that it began is ended: a row that said it was longer would have taken that with it. */
function foreignToStarGraphic(bytes: Uint8Array): string | null {
  const commands = new StarParser().feed(bytes);
  const names = commands.map((command) => (command.type === 'command' ? command.name : 'letters'));
  const foreign = names.find((name) => !ofStarGraphic.has(name));
  if (foreign !== undefined) return foreign;
  if (Buffer.from(bytes).includes(Buffer.of(0x1b, 0x06))) return 'ESC ACK';
  return names.slice(-3).join() === 'b,ESC FF,ESC * r B' ? null : 'no end';
}

/** By the parser of the virtual printers, which tells what it does not know. */
function foreignToOneOf(grammar: Grammar, own: ReadonlySet<string>, bytes: Uint8Array): string | null {
  const commands = new NamedParser(grammar).feed(bytes);
  for (const command of commands) {
    if (command.type === 'text' && command.bytes.includes(0x7f)) return 'DEL';
    if (command.type === 'command' && !own.has(command.name)) return command.name;
    if (command.type === 'unknown') return command.bytes.join(' ');
  }
  return lostEnd(commands);
}

/** Draws, whatever it is asked to, dots that would be commands. */
const nastyRaster: LineRaster = {
  draw: async (line) => {
    const dots = [0x10, 0x14, 0x01, 0x00, 0x01, 0x1b, 0x06, 0x01, 0x10, 0x04, 0x01, 0x10, 0x05, 0x02, 0x1b, 0x07];
    const from = line.columns % dots.length;
    return { widthDots: 32, heightDots: 4, bits: Uint8Array.from([...dots.slice(from), ...dots.slice(0, from)]) };
  },
};

interface Case {
  readonly columns: number;
  /** Codes are drawn by the printer itself. */
  readonly native: boolean;
}

const brand =
  (name: Brand) =>
  (document: PrintDocument, { columns: width, native }: Case) =>
    encodeForBrand(
      document,
      { ...brandProfile(name, width), ...(native ? {} : { nativeQr: false }) },
      { raster: nastyRaster },
    );

const languages = {
  epson: (document: PrintDocument, { columns: width, native }: Case) =>
    encodeEscPosDrawn(
      document,
      { ...epsonProfile, columns: width, dotsPerLine: width * 12, nativeQr: native, nativeBarcodes: native },
      { raster: nastyRaster },
    ),
  spelt: async (document: PrintDocument, { columns: width, native }: Case) =>
    encodeEscPos(document, { ...epsonProfile, columns: width, dotsPerLine: width * 12, nativeQr: native }),
  star: (document: PrintDocument, { columns: width, native }: Case) =>
    encodeStarDrawn(
      document,
      { ...starProfile(width, true), nativeQr: native, pictures: native ? 'picture' : 'raster-mode' },
      { raster: nastyRaster },
    ),
  starGraphic: (document: PrintDocument, { columns: width }: Case) =>
    encodeStarGraphic(document, starProfile(width, true), { raster: nastyRaster }),
  tanca: brand('tanca'),
  custom: brand('custom'),
  daruma: brand('daruma'),
  brother: brand('brother'),
} as const;
type Language = keyof typeof languages;

const foreignTo: Record<Language, (bytes: Uint8Array) => string | null> = {
  epson: foreignToEpson,
  spelt: foreignToEpson,
  star: foreignToStar,
  starGraphic: foreignToStarGraphic,
  tanca: foreignToEpson,
  custom: foreignToEpson,
  daruma: (bytes) => foreignToOneOf(darumaGrammar, ofDaruma, bytes),
  brother: (bytes) => foreignToOneOf(brotherGrammar, ofBrother, bytes),
};

const end: Block = { type: 'text', text: lastWords, align: 'start', emphasis: null };

/** Some thousand with every `npm test`; `FUZZ_CASES=100000` for all that the issue asks for. */
const numRuns = Number(process.env['FUZZ_CASES'] ?? 3000);
const columns = fc.constantFrom(24, 32, 42, 48);

function documentOf(blocks: Block[]): PrintDocument {
  return { kind: 'receipt', locale: 'en-US', title: '', blocks };
}

describe('no guest text can become a command', () => {
  it(
    'a printer of any maker reads only text and the commands of the document’s own layout, and nothing in real time',
    { timeout: 1_200_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...(Object.keys(languages) as Language[])),
          fc.array(block, { minLength: 1, maxLength: 4 }),
          fc.record({ columns, native: fc.boolean() }),
          async (language, blocks, how) => {
            const found = foreignTo[language](await languages[language](documentOf([...blocks, end]), how));
            if (found !== null) throw new Error(`${language} read ${found}`);
          },
        ),
        { numRuns },
      );
    },
  );

  it('a QR code on its own line holds what was asked for, as many bytes as it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), (data) => {
        const commands = new EscPosParser().feed(
          encodeEscPos(documentOf([{ type: 'qr', data, moduleDots: 3 }]), epsonProfile),
        );
        const stored = commands.find(
          (command) => command.type === 'command' && command.name === 'GS ( k' && command.data[1] === 80,
        );
        expect(stored?.type === 'command' && Buffer.from(stored.data.slice(3)).toString('utf8')).toBe(
          data.toWellFormed(),
        );
      }),
    );
  });
});
