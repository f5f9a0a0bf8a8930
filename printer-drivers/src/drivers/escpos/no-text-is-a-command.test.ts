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
  fc.record({ type: fc.constant('rule' as const), style: fc.constantFrom('single', 'double', 'dotted' as const) }),
);

/** The commands that a document without cut, kick, buzzer and feed may lead to. */
const expectedCommands = new Set(['ESC @', 'ESC R', 'ESC t', 'ESC E', 'ESC -', 'ESC a', 'GS B', 'GS !', 'GS ( k']);
const columns = fc.constantFrom(24, 32, 42, 48);

function documentOf(blocks: Block[]): PrintDocument {
  return { kind: 'receipt', locale: 'en-US', title: '', blocks };
}

describe('no guest text can become a command', () => {
  it('a printer reads only text and the commands of the document’s own layout', () => {
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 4 }), columns, (blocks, width) => {
        const bytes = encodeEscPos(documentOf(blocks), { ...epsonProfile, columns: width, dotsPerLine: width * 12 });
        for (const command of new EscPosParser().feed(bytes)) {
          if (command.type === 'text') expect(command.bytes.includes(0x7f)).toBe(false);
          else if (command.type === 'control') expect(command.name).toBe('LF');
          else if (command.type === 'command') expect(expectedCommands).toContain(command.name);
          else expect.unreachable(`unknown bytes ${command.bytes.join(' ')}`);
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('nothing in the stream is taken for a real-time command, not even inside a QR code', () => {
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 4 }), (blocks) => {
        expect(new RealTimeScanner().scan(encodeEscPos(documentOf(blocks), epsonProfile))).toEqual([]);
      }),
      { numRuns: 5000 },
    );
  });

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
