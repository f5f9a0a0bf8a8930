import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EscPosParser } from './parser.ts';
import type { EscPosCommand } from './parser.ts';
import { PaperMachine } from './paper-machine.ts';
import { RealTimeScanner } from './real-time.ts';

function read(...bytes: (number | string)[]): EscPosCommand[] {
  return new EscPosParser().feed(bytesOf(...bytes));
}

function bytesOf(...bytes: (number | string)[]): Uint8Array {
  return Uint8Array.from(
    bytes.flatMap((byte) => (typeof byte === 'string' ? [...Buffer.from(byte, 'latin1')] : [byte])),
  );
}

function names(commands: EscPosCommand[]): string[] {
  return commands.map((command) => {
    if (command.type === 'text') return `"${Buffer.from(command.bytes).toString('latin1')}"`;
    return command.type === 'unknown' ? 'unknown' : command.name;
  });
}

describe('reading an ESC/POS stream', () => {
  it('finds the text between commands of every kind', () => {
    const commands = read(
      0x1b,
      '@',
      'a',
      0x1b,
      'p',
      0,
      25,
      250,
      'b',
      0x1d,
      'V',
      66,
      0,
      'c',
      0x1d,
      'V',
      1,
      'd',
      0x1d,
      '(k',
      4,
      0,
      '1A2',
      0,
      'e',
      0x1b,
      '*',
      33,
      2,
      0,
      'xxxxxx',
      'f',
      0x1d,
      'v0',
      0,
      2,
      0,
      2,
      0,
      'yyyy',
      'g',
      0x1d,
      'k',
      4,
      'CODE',
      0,
      'h',
      0x1d,
      'k',
      73,
      3,
      'abc',
      'i',
      0x1d,
      '8L',
      3,
      0,
      0,
      0,
      'zzz',
      'j',
      0x1c,
      '.',
      'k',
      0x1b,
      'D',
      8,
      16,
      0,
      'l',
      0x0a,
    );
    expect(
      names(commands)
        .filter((name) => name.startsWith('"'))
        .join(''),
    ).toBe('"a""b""c""d""e""f""g""h""i""j""k""l"');
    expect(commands.some((command) => command.type === 'unknown')).toBe(false);
  });

  it('passes over commands that it does not know', () => {
    expect(names(read('a', 0x1b, 0x01, 'b', 0x05, 'c', 0x1d, 0x7e, 'd'))).toEqual([
      '"a"',
      'unknown',
      '"b"',
      'unknown',
      '"c"',
      'unknown',
      '"d"',
    ]);
  });

  it('keeps only the beginning of an endless image', () => {
    const parser = new EscPosParser();
    const header = parser.feed(bytesOf(0x1d, '8L', 0xff, 0xff, 0x01, 0));
    expect(header).toEqual([]);
    const [command] = parser.feed(new Uint8Array(0x1ffff + 1).fill(0x41));
    expect(command).toMatchObject({ type: 'command', name: 'GS 8 L' });
    expect(command?.type === 'command' && command.data.length).toBe(65_535);
  });

  it('reads the same commands however the stream is cut into pieces', () => {
    const token = fc.oneof(
      fc.constantFrom(0x1b, 0x1d, 0x1c, 0x10, 0x0a, 0x40, 0x28, 0x6b, 0x00, 0x04, 0x14),
      fc.integer({ min: 0, max: 255 }),
    );
    fc.assert(
      fc.property(
        fc.array(token, { maxLength: 300 }),
        fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }),
        (bytes, sizes) => {
          const stream = Uint8Array.from(bytes);
          const whole = joined(new EscPosParser().feed(stream));
          const parser = new EscPosParser();
          const pieces: EscPosCommand[] = [];
          for (let from = 0, turn = 0; from < stream.length; turn += 1) {
            const size = sizes[turn % sizes.length]!;
            pieces.push(...parser.feed(stream.subarray(from, from + size)));
            from += size;
          }
          expect(joined(pieces)).toEqual(whole);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('survives any bytes, and so does the mechanism behind it', () => {
    const token = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(0x1b, 0x1d, 0x1c, 0x10) },
      { weight: 5, arbitrary: fc.integer({ min: 0, max: 255 }) },
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 600 }), fc.integer({ min: 1, max: 60 }), (bytes, columns) => {
        const machine = new PaperMachine(columns);
        for (const command of new EscPosParser().feed(Uint8Array.from(bytes))) machine.apply(command);
        machine.finish();
        for (const paper of machine.takeFinished()) {
          for (const line of paper.lines) {
            for (const run of line.runs) expect(run.text).not.toBe('');
            const width = line.runs.reduce((total, run) => total + run.text.length * run.width, 0);
            // One character can be wider than a strip of a few columns.
            expect(width).toBeLessThanOrEqual(Math.max(columns, 8));
          }
        }
      }),
      { numRuns: 5000 },
    );
  });
});

describe('real-time commands', () => {
  it('are found in the middle of an image and across pieces', () => {
    const scanner = new RealTimeScanner();
    expect(scanner.scan(bytesOf(0x1d, 'v0', 0, 1, 0, 2, 0, 0x10, 0x14, 1, 0))).toEqual([]);
    expect(scanner.scan(bytesOf(1, 'x', 0x10, 0x04, 4))).toEqual([
      { type: 'drawer-pulse', pin: 2 },
      { type: 'status', n: 4 },
    ]);
  });

  it('are not seen where a byte is missing or out of range', () => {
    expect(new RealTimeScanner().scan(bytesOf(0x10, 0x04, 9, 0x10, 0x14, 1, 2, 1, 0x10, 0x10, 0x04, 1))).toEqual([
      { type: 'status', n: 1 },
    ]);
  });
});

/** Text that arrives in pieces is reported in pieces. */
function joined(commands: EscPosCommand[]): unknown[] {
  const result: unknown[] = [];
  let text = '';
  for (const command of commands) {
    if (command.type === 'text') {
      text += Buffer.from(command.bytes).toString('latin1');
      continue;
    }
    if (text !== '') result.push(text);
    text = '';
    result.push(command);
  }
  if (text !== '') result.push(text);
  return result;
}
