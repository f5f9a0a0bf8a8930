import type { Block, PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import { printableText } from '@auraconnect/shared/receipt/printable.ts';
import { clustersOf } from '@auraconnect/shared/receipt/width.ts';
import { byteTableOf } from './code-pages.ts';
import type { PrinterLetters } from './code-pages.ts';

/** What stands in, visibly, for a grapheme that no code page of the printer has and that cannot be written otherwise. */
export const unsayable = '?';

const ascii = /^[\x20-\x7e\n]*$/;

/** Spelt out where decomposing does not help. U+00A0 stays: it is printed as a blank but keeps an amount in one piece. */
const spellings = new Map<string, string>(
  Object.entries({
    '€': 'EUR',
    '₺': 'TL',
    '₹': 'Rs',
    '₽': 'RUB',
    '₴': 'UAH',
    '₩': 'KRW',
    '₫': 'VND',
    '₱': 'PHP',
    '₪': 'ILS',
    '¥': 'Y',
    '£': 'GBP',
    '¢': 'c',
    '\u2212': '-',
    '‐': '-',
    '‑': '-',
    '‒': '-',
    '–': '-',
    '—': '-',
    '―': '-',
    '•': '*',
    '·': '.',
    '∙': '.',
    '⋅': '.',
    '…': '...',
    '‘': "'",
    '’': "'",
    '‚': "'",
    '‛': "'",
    '“': '"',
    '”': '"',
    '„': '"',
    '‟': '"',
    '‹': '<',
    '›': '>',
    '«': '"',
    '»': '"',
    '′': "'",
    '″': '"',
    '×': 'x',
    '÷': '/',
    '⁄': '/',
    '≤': '<=',
    '≥': '>=',
    '≠': '!=',
    '≈': '~',
    '±': '+/-',
    '°': 'o',
    '©': '(c)',
    '®': '(R)',
    '→': '->',
    '←': '<-',
    '✓': 'v',
    '✔': 'v',
    '✗': 'x',
    '✘': 'x',
    '★': '*',
    '☆': '*',
    '♥': '<3',
    '❤': '<3',
    '\u25cc': '',
    ß: 'ss',
    ẞ: 'SS',
    æ: 'ae',
    Æ: 'AE',
    œ: 'oe',
    Œ: 'OE',
    ø: 'o',
    Ø: 'O',
    đ: 'd',
    Đ: 'D',
    ð: 'd',
    Ð: 'D',
    þ: 'th',
    Þ: 'Th',
    ł: 'l',
    Ł: 'L',
    ı: 'i',
    ŋ: 'n',
    ħ: 'h',
    ĸ: 'k',
    ſ: 's',
    '\u202f': '\u00a0',
    '\u2007': '\u00a0',
    '¿': '?',
    '¡': '!',
    '─': '-',
    '═': '=',
    '│': '|',
    '║': '|',
  }),
);

/** Marks and signs that lose nothing when they are written in another way; what else is spelt is another word. */
const marks = new Set('\u2212‐‑‒–—―•·∙⋅…‘’‚‛“”„‟‹›′″×\u202f\u2007\u25cc─═│║');

/**
 * What becomes of text that the printer's code pages lack.
 *
 * - `everything`: its nearest spelling (ć as c), and where there is none a visible `?`: nothing can be drawn
 * - `letters`: its nearest spelling, and where there is none it stays, to be drawn: on a line so slow that a drawn word takes seconds
 * - `marks`: only quotes, dashes and their like are spelt, everything else stays, to be drawn
 */
export type Spelling = 'everything' | 'letters' | 'marks';

/**
 * The document in characters that the printer has: what its code pages lack is spelt (see `Spelling`). Done before the layout, because a spelling may be longer than what it
 * spells and columns must still line up.
 */
export function sayableDocument(
  document: PrintDocument,
  letters: PrinterLetters,
  spelling: Spelling = 'everything',
): PrintDocument {
  return { ...document, blocks: document.blocks.map((block) => sayableBlock(block, letters, spelling)) };
}

function sayableBlock(block: Block, letters: PrinterLetters, spelling: Spelling): Block {
  if (block.type === 'text') {
    const text = sayableText(block.text, letters, spelling);
    return text === block.text ? block : { ...block, text };
  }
  if (block.type === 'columns' && !block.cells.every((cell) => ascii.test(cell.text))) {
    return {
      ...block,
      cells: block.cells.map((cell) => ({ ...cell, text: sayableText(cell.text, letters, spelling) })),
    };
  }
  return block;
}

/** One text in characters that some code page of the printer has. */
export function sayableText(text: string, letters: PrinterLetters, spelling: Spelling = 'everything'): string {
  if (ascii.test(text)) return text;
  return printableText(text)
    .split('\n')
    .map((line) => (isSayable(line, letters) ? line : spellLine(line, letters, spelling)))
    .join('\n');
}

function spellLine(line: string, letters: PrinterLetters, spelling: Spelling): string {
  return clustersOf(line)
    .map((cluster) => sayableCluster(cluster.text, letters, spelling))
    .join('');
}

function sayableCluster(cluster: string, letters: PrinterLetters, spelling: Spelling): string {
  if (isSayable(cluster, letters) || (spelling === 'marks' && !marks.has(cluster))) return cluster;
  for (const candidate of [cluster, cluster.replaceAll(/[\ufe0e\ufe0f]/gu, '')]) {
    const spelt = spellings.get(candidate);
    if (spelt !== undefined) return spelt;
  }
  const base = [...cluster.normalize('NFKD').replaceAll(/\p{M}/gu, '')].map((character) =>
    isSayable(character, letters) ? character : (spellings.get(character) ?? (/\p{Zs}/u.test(character) ? ' ' : null)),
  );
  const none = spelling === 'letters' ? cluster : unsayable;
  if (base.length === 0 || base.includes(null)) return none;
  return base.join('') || none;
}

/** True: the printer's code pages have every character, or it is a blank. */
export function isSayable(text: string, letters: PrinterLetters): boolean {
  if (ascii.test(text)) return true;
  for (const character of text) {
    const codePoint = character.codePointAt(0)!;
    if ((codePoint >= 0x20 && codePoint < 0x7f) || codePoint === 0xa0) continue;
    if (!letters.codePages.some((page) => byteTableOf(page.name).has(codePoint))) return false;
  }
  return true;
}
