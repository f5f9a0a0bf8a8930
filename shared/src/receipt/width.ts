/**
 * How wide text is on paper. A printer's paper is a grid of columns; what fills a cell of it is a grapheme (what a reader
 * takes for one character), and an East Asian or emoji grapheme fills two.
 */

/** One grapheme and the columns it takes: 1 or 2. */
export interface Cluster {
  readonly text: string;
  readonly width: number;
}

/**
 * East Asian Width W and F of Unicode 17 (EastAsianWidth.txt) as first-last pairs, merged over unassigned code points and
 * without what `Emoji_Presentation` already says.
 */
const wideRanges = [
  0x1100, 0x115f, 0x2329, 0x232a, 0x2e80, 0x303e, 0x3041, 0x3247, 0x3250, 0x4dbf, 0x4e00, 0xa4c6, 0xa960, 0xa97c,
  0xac00, 0xd7a3, 0xf900, 0xfaff, 0xfe10, 0xfe19, 0xfe30, 0xfe6b, 0xff01, 0xff60, 0xffe0, 0xffe6, 0x16fe0, 0x1b2fb,
  0x1f200, 0x1f265, 0x20000, 0x3fffd,
] as const;

/** Latin, punctuation, currency, arrows and box drawing: one code unit is one grapheme of one column. No combining marks. */
const simple = /^[\x20-\x7e\u00a0-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20c0\u2190-\u2199\u2500-\u259f]*$/;
const withoutWidth = /^[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff\ud7b0-\ud7fb]$/u;
const emoji = /\p{Emoji_Presentation}|\ufe0f/u;

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

function isWide(codePoint: number): boolean {
  if (codePoint < 0x1100) return false;
  for (let index = 0; index < wideRanges.length; index += 2) {
    if (codePoint < wideRanges[index]!) return false;
    if (codePoint <= wideRanges[index + 1]!) return true;
  }
  return false;
}

function clusterWidth(cluster: string): number {
  if (emoji.test(cluster)) return 2;
  let width = 0;
  for (const character of cluster) {
    if (withoutWidth.test(character)) continue;
    width += isWide(character.codePointAt(0)!) ? 2 : 1;
  }
  // Indic conjuncts and Thai vowels stack several letters in one grapheme: never more than two columns, and never none.
  return Math.min(Math.max(width, 1), 2);
}

/** True: every code unit is one grapheme of one column, so that `length` is the width. */
export function isSimpleText(text: string): boolean {
  return simple.test(text);
}

/** The graphemes of one line of printable text. */
export function clustersOf(text: string): Cluster[] {
  const clusters: Cluster[] = [];
  if (isSimpleText(text)) {
    for (const character of text) clusters.push({ text: character, width: 1 });
    return clusters;
  }
  for (const { segment } of graphemes.segment(text)) clusters.push({ text: segment, width: clusterWidth(segment) });
  return clusters;
}

/** Columns that one line of printable text takes at normal size. */
export function textWidth(text: string): number {
  if (isSimpleText(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += clusterWidth(segment);
  return width;
}
