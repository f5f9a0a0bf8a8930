import type { Block, PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EscPosParser } from '../../emulator/escpos/parser.ts';
import { RealTimeScanner } from '../../emulator/escpos/real-time.ts';
import { encodeEscPos } from './encoder.ts';
import { epsonProfile } from './profile.ts';

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
    bytes: fc.array(fc.oneof(fc.constantFrom(0x10, 0x14, 0x04, 0x05, 0x01, 0x00), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 200,
    }),
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
const expectedCommands = new Set(
  'ESC @,ESC R,ESC t,ESC E,ESC -,ESC a,GS B,GS !,GS ( k,GS ( D,GS v,GS k,GS H,GS h,GS w'.split(','),
);

/** What a printer must never read out of a document; null when there is nothing. */
function foreign(bytes: Uint8Array): string | null {
  for (const command of new EscPosParser().feed(bytes)) {
    if (command.type === 'text' && command.bytes.includes(0x7f)) return 'DEL';
    if (command.type === 'control' && command.name !== 'LF') return command.name;
    if (command.type === 'command' && !expectedCommands.has(command.name)) return command.name;
    if (command.type === 'unknown') return command.bytes.join(' ');
  }
  return new RealTimeScanner().scan(bytes)[0]?.type ?? null;
}

/** Some thousand with every `npm test`; `FUZZ_CASES=100000` for all that the issue asks for. */
const numRuns = Number(process.env['FUZZ_CASES'] ?? 3000);
const columns = fc.constantFrom(24, 32, 42, 48);

function documentOf(blocks: Block[]): PrintDocument {
  return { kind: 'receipt', locale: 'en-US', title: '', blocks };
}

describe('no guest text can become a command', () => {
  it(
    'a printer reads only text and the commands of the document’s own layout, and nothing in real time',
    { timeout: 600_000 },
    () => {
      fc.assert(
        fc.property(
          fc.array(block, { minLength: 1, maxLength: 4 }),
          columns,
          fc.boolean(),
          fc.boolean(),
          (blocks, width, nativeQr, nativeBarcodes) => {
            const profile = { ...epsonProfile, columns: width, dotsPerLine: width * 12, nativeQr, nativeBarcodes };
            const found = foreign(encodeEscPos(documentOf(blocks), profile));
            if (found !== null) throw new Error(`read ${found}`);
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
