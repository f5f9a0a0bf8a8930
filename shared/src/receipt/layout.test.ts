import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Cell, PrintDocument } from './document.ts';
import { figuresFor } from './figures.ts';
import { layOut, plainEmphasis } from './layout.ts';
import type { LaidOutLine } from './layout.ts';
import { printableText } from './printable.ts';
import { textWidth } from './width.ts';

function documentOf(...blocks: Block[]): PrintDocument {
  return { kind: 'receipt', locale: 'en-US', title: 'Receipt', blocks };
}

function linesOf(block: Block, columns: number): string[] {
  return layOut(documentOf(block), columns).map(textOf);
}

function textOf(line: LaidOutLine): string {
  return line.type === 'text' ? line.runs.map((run) => run.text).join('') : `<${line.type}>`;
}

function row(cells: Cell[], emphasis = plainEmphasis): Block {
  return { type: 'columns', cells, emphasis };
}

const name = (text: string): Cell => ({ text, align: 'start', width: 'fill' });
const amount = (text: string): Cell => ({ text, align: 'end', width: 'auto' });

describe('a row of a receipt', () => {
  it('puts the name at the start and the amount at the end', () => {
    expect(linesOf(row([name('Burger'), amount('12.50')]), 20)).toEqual(['Burger         12.50']);
  });

  it('wraps a long name in its own column and leaves the amount whole beside its first line', () => {
    expect(linesOf(row([name('Smoked salmon bagel with capers'), amount('1,234.50')]), 24)).toEqual([
      'Smoked salmon   1,234.50',
      'bagel with',
      'capers',
    ]);
  });

  it('keeps fixed cells where they are, with a blank column between cells', () => {
    const cells: Cell[] = [{ text: '12', align: 'end', width: 3 }, name('Espresso'), amount('36.00')];
    expect(linesOf(row(cells), 24)).toEqual([' 12 Espresso       36.00']);
  });

  it('wraps within a fixed cell that is too narrow for its text', () => {
    const cells: Cell[] = [{ text: 'Table', align: 'start', width: 3 }, name('Ada')];
    expect(linesOf(row(cells), 16)).toEqual(['Tab Ada', 'le']);
  });

  it('sets name and amount under one another when double width leaves no room for words', () => {
    const double = { ...plainEmphasis, width: 2 };
    expect(linesOf(row([name('Spezialitäten'), amount('1.234,00 €')], double), 32)).toEqual([
      'Spezialitäten',
      '      1.234,00 €',
    ]);
  });

  it('centres within the column', () => {
    const cells: Cell[] = [
      { text: 'ab', align: 'center', width: 'fill' },
      { text: 'cd', align: 'center', width: 'fill' },
    ];
    expect(linesOf(row(cells), 17)).toEqual(['   ab       cd']);
  });

  it('shares the rest among the fill cells', () => {
    const cells: Cell[] = [name('a'), name('b'), name('c')];
    expect(linesOf(row(cells), 32)).toEqual(['a          b          c']);
  });

  it('reaches to the edge when it is white on black', () => {
    expect(linesOf(row([name('VOID'), amount('1')], { ...plainEmphasis, inverted: true }), 12)).toEqual([
      'VOID       1',
    ]);
    expect(linesOf(row([name('VOID')], { ...plainEmphasis, inverted: true }), 12)).toEqual(['VOID        ']);
  });

  it('counts East Asian names by the columns they take', () => {
    expect(linesOf(row([name('天ぷら盛り合わせ'), amount('¥1,800')]), 24)).toEqual(['天ぷら盛り合わせ  ¥1,800']);
  });
});

describe('blocks', () => {
  it('gives double-width text half the columns', () => {
    const block: Block = {
      type: 'text',
      text: 'Order 117 to go',
      align: 'center',
      emphasis: { ...plainEmphasis, width: 2, height: 2 },
    };
    const lines = layOut(documentOf(block), 20);
    expect(lines.map(textOf)).toEqual(['Order 117', 'to go']);
    expect(lines[0]).toMatchObject({ align: 'center', columns: 18 });
  });

  it('draws rules across the whole paper', () => {
    expect(linesOf({ type: 'rule', style: 'single' }, 10)).toEqual(['──────────']);
    expect(linesOf({ type: 'rule', style: 'double' }, 10)).toEqual(['══════════']);
  });

  it('passes on what is not text', () => {
    const blocks: Block[] = [
      { type: 'feed', lines: 3 },
      { type: 'qr', data: 'https://example.com', moduleDots: 6 },
      { type: 'buzzer', times: 2 },
      { type: 'cut', partial: true },
      { type: 'drawer-kick', pin: 2 },
    ];
    expect(layOut(documentOf(...blocks), 32).map((line) => line.type)).toEqual([
      'feed',
      'qr',
      'buzzer',
      'cut',
      'drawer-kick',
    ]);
  });

  it('drops what would be a command and keeps the letters around it', () => {
    const block: Block = {
      type: 'text',
      text: 'no\u001bp\u0000\u0019\u00fa ice\u001d\u0056\u0000\u007f\u0085ok',
      align: 'start',
      emphasis: null,
    };
    expect(linesOf(block, 32)).toEqual(['nopú iceV', 'ok']);
  });

  it('does not let a name reorder the amount beside it', () => {
    expect(linesOf(row([name('\u202eEvil\u2066'), amount('9.00')]), 16)).toEqual(['Evil        9.00']);
  });

  it.each([7, 256, 10.5, Number.NaN])('refuses paper of %d columns', (columns) => {
    expect(() => layOut(documentOf(), columns)).toThrow(RangeError);
  });
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc
    .array(
      fc.constantFrom(
        'Burger',
        'Crème',
        '寿司',
        '🍕',
        '👨‍👩‍👧‍👦',
        'Donaudampfschifffahrtsgesellschaft',
        '\u001b',
        '\n',
        '-',
        '  ',
        'ก็',
        '（',
        '。',
      ),
    )
    .map((parts) => parts.join(' ')),
);
const anyEmphasis = fc.record({
  bold: fc.boolean(),
  underline: fc.boolean(),
  inverted: fc.boolean(),
  width: fc.integer({ min: 1, max: 4 }),
  height: fc.integer({ min: 1, max: 4 }),
});
const anyAlign = fc.constantFrom('start', 'center', 'end' as const);
const anyCell = fc.record({
  text: anyText,
  align: anyAlign,
  width: fc.oneof(fc.integer({ min: 1, max: 96 }), fc.constantFrom('auto' as const, 'fill' as const)),
});
const anyText1 = fc.record({
  type: fc.constant('text' as const),
  text: anyText,
  align: anyAlign,
  emphasis: anyEmphasis,
});
const anyRow = fc.record({
  type: fc.constant('columns' as const),
  cells: fc.array(anyCell, { minLength: 1, maxLength: 8 }),
  emphasis: anyEmphasis,
});
const anyColumns = fc.integer({ min: 8, max: 96 });

/** The graphemes that must be on the paper, whatever the line they ended up on. */
function ink(text: string): string {
  return text.replaceAll(/\s/gu, '');
}

/** Sorted, because side-by-side cells interleave line by line. */
function sortedInk(texts: readonly string[]): string {
  return [...ink(texts.join(''))].toSorted().join('');
}

describe('the short way that most rows take', () => {
  it('sets a row exactly as the long way does', () => {
    const plainText = fc.string({ unit: fc.constantFrom('a', 'B', '1', '.', ' ', '-'), maxLength: 30 });
    const cells = fc.array(
      fc.record({ text: plainText, align: anyAlign, width: fc.constantFrom('auto' as const, 'fill' as const, 4, 12) }),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(cells, anyColumns, (short, columns) => {
        // A Cyrillic letter, one column wide, is no ASCII: with it the same row takes the long way.
        const long = short.map((cell) => ({ ...cell, text: cell.text.replaceAll('a', 'ж') }));
        const expected = linesOf(row(long), columns).map((line) => line.replaceAll('ж', 'a'));
        expect(linesOf(row(short), columns)).toEqual(expected);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('whatever is printed', () => {
  it('lets no invisible sign part a mark from its letter, so that no mark melts into the blank beside its cell', () => {
    const cells: Cell[] = [
      { text: '\u{3fffe}\u206a\u{e0100}', align: 'end', width: 1 },
      { text: '', align: 'start', width: 1 },
    ];
    for (const line of layOut(documentOf(row(cells, { ...plainEmphasis, width: 3 })), 8)) {
      if (line.type !== 'text') continue;
      for (const run of line.runs) expect(run.columns).toBe(textWidth(run.text) * 3);
    }
  });

  it('is never wider than the paper, and every run says its true width', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(anyText1, anyRow), { maxLength: 4 }), anyColumns, (blocks, columns) => {
        for (const line of layOut(documentOf(...blocks), columns)) {
          if (line.type !== 'text') continue;
          let total = 0;
          for (const run of line.runs) {
            expect(run.columns).toBe(textWidth(run.text) * run.emphasis.width);
            total += run.columns;
          }
          expect(total).toBe(line.columns);
          expect(total).toBeLessThanOrEqual(columns);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('holds no control character', () => {
    fc.assert(
      fc.property(fc.oneof(anyText1, anyRow), anyColumns, (block, columns) => {
        for (const text of linesOf(block, columns)) expect(text).not.toMatch(/\p{Cc}/u);
      }),
      { numRuns: 2000 },
    );
  });

  it('loses nothing of a text, in its order', () => {
    fc.assert(
      fc.property(anyText1, anyColumns, (block, columns) => {
        expect(ink(linesOf(block, columns).join(''))).toBe(ink(printableText(block.text)));
      }),
      { numRuns: 2000 },
    );
  });

  it('loses nothing of a row', () => {
    fc.assert(
      fc.property(anyRow, anyColumns, (block, columns) => {
        expect(sortedInk(linesOf(block, columns))).toBe(sortedInk(block.cells.map((cell) => printableText(cell.text))));
      }),
      { numRuns: 2000 },
    );
  });

  it('never breaks or truncates an amount that fits the paper', () => {
    const anyAmount = fc
      .tuple(fc.integer({ min: -99_999_999, max: 99_999_999 }), fc.constantFrom('', '\u00a0€', ' kr', '\u202fCHF'))
      .map(([minor, sign]) => `${(minor / 100).toFixed(2)}${sign}`.replaceAll(' ', '\u00a0'));
    fc.assert(
      fc.property(
        anyText,
        anyAmount,
        anyAmount,
        fc.integer({ min: 1, max: 2 }),
        fc.integer({ min: 40, max: 96 }),
        (text, price, total, width, columns) => {
          const emphasis = { ...plainEmphasis, width };
          const lines = linesOf(row([name(text), amount(price), amount(total)], emphasis), columns);
          expect(lines.some((line) => line.includes(price))).toBe(true);
          expect(lines.some((line) => line.trimEnd().endsWith(total))).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('a document from right to left', () => {
  const arabic = (...blocks: Block[]): PrintDocument => ({ ...documentOf(...blocks), locale: 'ar-EG' });
  const visual = (block: Block, columns: number) =>
    layOut(arabic(block), columns).map((line) =>
      line.type === 'text' ? [line.align, ...line.runs.map((run) => run.text)] : [],
    );

  it('begins at the right: names stand there, amounts at the left', () => {
    expect(visual(row([name('شاي'), amount('12.50')]), 20)).toEqual([['end', '12.50', ' '.repeat(12), 'شاي']]);
  });

  it('keeps every cell of a row in columns of its own, which are those of the mirrored row', () => {
    const cells: Cell[] = [{ text: '2', align: 'start', width: 3 }, name('Cola'), amount('5.00')];
    expect(visual(row(cells), 20)).toEqual([['end', '5.00', ' '.repeat(8), 'Cola', '   ', '2']]);
  });

  it('indents from the right', () => {
    expect(visual({ type: 'text', text: '    + Cola', align: 'start', emphasis: null }, 20)).toEqual([
      ['end', '+ Cola', '    '],
    ]);
  });

  it.each([
    // CLDR: left of figures, right of those of Egypt; the currency is read after them.
    ['ar-MA', 'MAD', [' د.م.', '-2,50']],
    ['ar-SA', 'SAR', [' ر.س.', '٢٫٥٠-']],
    ['ar-EG', 'EGP', ['E£', ' ', '٢٫٥٠-']],
    ['he-IL', 'ILS', ['₪', ' ', '-2.50']],
  ])('puts the minus of an amount of %s on the side where it is read there', (locale, currency, runs) => {
    const figures = figuresFor(locale, currency, 'UTC');
    const amounts = [figures.money(-250), figures.amount(-250)];
    for (const [index, text] of amounts.entries()) {
      const [line] = layOut({ ...documentOf(row([name('شاي'), amount(text)])), locale }, 30);
      const wanted = index === 0 ? runs : runs.slice(-1);
      const read = line?.type === 'text' ? line.runs.map((run) => run.text) : [];
      expect(read.slice(0, wanted.length)).toEqual(wanted);
      // Its columns are its letters: nothing moves, and nothing is wider than the paper.
      expect(line).toMatchObject({ columns: 30 });
    }
  });

  it('leaves the order of what is read from the left, and of a range, as it was written', () => {
    for (const text of ['Deal -5 off', '7 Up', 'شارع 12-14', 'Route -1-2 ₪ more'])
      expect(visual({ type: 'text', text, align: 'start', emphasis: null }, 30)).toEqual([['end', text]]);
  });

  it('reads each text by itself: a figure never turns around because of the name beside it', () => {
    const [line] = layOut(arabic(row([name('طلب 117'), amount('-5.00')])), 20);
    expect(line).toMatchObject({
      runs: [{ text: '-5.00', direction: 'ltr' }, { direction: 'ltr' }, { text: 'طلب 117', direction: 'rtl' }],
    });
    const [mixed] = layOut(documentOf(row([name('شاي'), amount('9.00')])), 20);
    expect(mixed).toMatchObject({
      align: 'start',
      runs: [{ direction: 'rtl' }, { text: ' '.repeat(13) }, { text: '9.00' }],
    });
  });
});
