import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openPoleDisplay } from './open-pole-display.ts';
import { poleLines, twoEnds } from './pole-language.ts';
import type { PoleDialect } from './pole-language.ts';
import { MemoryWire } from './testing/memory-wire.ts';
import { VirtualPole } from './testing/virtual-pole.ts';

const nothing = new Uint8Array();

describe.each<PoleDialect>(['cd5220', 'esc-pos'])('a pole display that speaks %s', (dialect) => {
  const shown = (top: string, bottom: string): string[] => {
    const pole = new VirtualPole();
    pole.feed(poleLines(top, bottom, dialect));
    return pole.lines;
  };

  test('shows both lines, cut to twenty columns, and the next ones in their place', () => {
    const pole = new VirtualPole();
    pole.feed(poleLines('Margherita, Large and more', 'Total         $42.10', dialect));
    expect(pole.lines).toStrictEqual(['Margherita, Large an', 'Total         $42.10']);
    pole.feed(poleLines('Thank you!', '', dialect));
    expect(pole.lines).toStrictEqual(['Thank you!          ', '                    ']);
  });

  test('writes what it cannot say with its nearest spelling', () => {
    expect(shown('Crème brûlée', 'Łódź 5 €')).toStrictEqual(['Crème brûlée        ', 'Lódz 5 EUR          ']);
  });

  test('takes no text for a command', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('\u001bQA', '\u001f$\u0002', '\r\n\f'),
    );
    fc.assert(
      fc.property(hostile, hostile, (top, bottom) => {
        const pole = new VirtualPole();
        pole.feed(poleLines(top, bottom, dialect));
        pole.feed(poleLines('still', 'here', dialect));
        expect(pole.lines.map((line) => line.trimEnd())).toStrictEqual(['still', 'here']);
        expect(poleLines(top, bottom, dialect)).toHaveLength(poleLines('', '', dialect).length);
      }),
    );
  });
});

test('an amount is never cut, whatever is called how', () => {
  expect(twoEnds('Margherita, Large', '$1,234.50')).toBe('Margherita $1,234.50');
  expect(twoEnds('Total', '12,50 €')).toBe('Total      12,50 EUR');
  expect(twoEnds('', '5.00')).toHaveLength(20);
});

describe('the wire to a pole display', () => {
  const display = (): {
    pole: VirtualPole;
    wire: MemoryWire;
    show: (top: string) => Promise<void>;
    close: () => Promise<void>;
  } => {
    const pole = new VirtualPole();
    const wire = new MemoryWire((bytes) => {
      pole.feed(bytes);
      return nothing;
    });
    const driver = openPoleDisplay(wire.open, 'cd5220');
    return { pole, wire, show: (top) => driver.show(top, ''), close: () => driver.close() };
  };

  test('carries only the newest of many texts that come at once, and nobody waits for ever', async () => {
    const { pole, wire, show } = display();
    await Promise.all(Array.from({ length: 50 }, (_, place) => show(`line ${place}`)));
    expect(pole.lines[0]?.trimEnd()).toBe('line 49');
    // Initialising, the first text and the last.
    expect(wire.written).toHaveLength(3);
  });

  test('is opened anew after it broke, and says so meanwhile', async () => {
    const { pole, wire, show } = display();
    wire.missing = true;
    await expect(show('a')).rejects.toMatchObject({ code: 'channel.unreachable' });
    wire.missing = false;
    await show('b');
    wire.cut();
    await new Promise((resolve) => setTimeout(resolve, 0));
    await show('c');
    expect([wire.opened, pole.lines[0]?.trimEnd()]).toStrictEqual([2, 'c']);
  });

  test('shows nothing when the till is closed', async () => {
    const { pole, show, close } = display();
    await show('Welcome');
    await close();
    expect(pole.lines.join('').trim()).toBe('');
  });
});
