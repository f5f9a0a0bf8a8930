import { isSimpleText } from './width.ts';

/**
 * Everything a person typed is only ever ink on paper: this is where a text loses what is not ink. Control characters
 * would be printer commands (ESC, GS, FS, DLE start them), bidirectional overrides would let a guest's name reorder the
 * amount beside it, and halves of surrogate pairs have no picture.
 */

const lineBreaks = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
/**
 * C0 and C1 controls but not the line feed; soft hyphens, marks of direction, word joiners, byte order marks, annotations, and every other
 * sign that formats and breaks graphemes apart (Grapheme_Cluster_Break=Control): behind one of those a combining mark would stand alone.
 */
const withoutInk =
  /(?!\n)[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\u{13430}-\u{1343f}\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e001f}\u{e0080}-\u{e00ff}\u{e01f0}-\u{e0fff}]/gu;
const plain = /^[\x20-\x7e]*$/;
/** The last grapheme of a line, when it is a prepended sign (U+0600 and its like) that swallowed the blank after it. */
const waitsForDigit = /^\p{Cf}+ $/u;
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** The text as it can be printed: composed (NFC), tabs as spaces, line breaks as `\n`, everything that is not ink dropped. */
export function printableText(text: string): string {
  if (plain.test(text)) return text;
  const inked = text
    .toWellFormed()
    .replace(lineBreaks, '\n')
    .replaceAll('\t', ' ')
    .replace(withoutInk, '')
    .normalize('NFC');
  return inked
    .split('\n')
    .map((line) => (isSimpleText(line) ? line : standingAlone(line)))
    .join('\n');
}

/**
 * A line that begins with a mark without its letter, or ends with a sign that waits for a digit, would melt into the blank
 * or the cell beside it and shift every column after it. The first gets a dotted circle to sit on, as Unicode advises; the
 * second has no picture of its own and goes.
 */
function standingAlone(line: string): string {
  if (line === '') return line;
  let last = '';
  for (const { segment } of graphemes.segment(`${line} `)) last = segment;
  const ended = waitsForDigit.test(last) ? line.slice(0, line.length - last.length + 1) : line;
  const first = graphemes.segment(` ${ended}`)[Symbol.iterator]().next().value;
  return first === undefined || first.segment === ' ' ? ended : `\u25cc${ended}`;
}
