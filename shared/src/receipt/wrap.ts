import { clustersOf, isSimpleText } from './width.ts';
import type { Cluster } from './width.ts';

/** One line as it stands on paper, with its width in columns at normal size. */
export interface WrappedLine {
  readonly text: string;
  readonly width: number;
  /** Nothing in it is shaped or turned around, see `isSimpleText`. */
  readonly isSimple: boolean;
  /** The cells of a row and the blanks between them, in the order they are read; a line of text is one piece. */
  readonly pieces?: readonly WrappedPiece[];
}

export interface WrappedPiece {
  readonly text: string;
  readonly width: number;
}

/** Indented text (modifiers under an item) keeps its indent when it wraps, as long as enough of the line is left for words. */
const minColumnsBesideIndentColumns = 8;

/** Closing marks and small kana never begin a line, opening marks never end one (JIS X 4051, the part that readers notice). */
const neverFirst =
  /^[!%),.:;?\]}、。，．・：；？！）」』】〉》〕］｝ー々ゝゞぁぃぅぇぉっゃゅょァィゥェォッャュョ…‥”’]/u;
const neverLast = /[([{（「『【〈《〔［｛“‘]$/u;
/** Prices and most names: nothing to segment, and only spaces to break at. */
const simpleWithoutHyphen = /^[\x20-\x2c\x2e-\x7e\u00a0-\u00ff]*$/;
const endsWithLetter = /\p{L}$/u;
const beginsWithLetter = /^\p{L}/u;

/**
 * Breaks printable text (see `printableText`) into lines of at most `width` columns: at `\n`, then at spaces, after hyphens
 * between letters and between East Asian characters; a word longer than a line is broken. Nothing is lost but the spaces at
 * a break. `width` must be at least the widest grapheme (2). Always at least one line.
 */
export function wrapText(text: string, width: number): WrappedLine[] {
  const lines: WrappedLine[] = [];
  for (const line of text.split('\n')) {
    const trimmed = line.trimEnd();
    if (trimmed.length <= width && isSimpleText(trimmed)) {
      lines.push({ text: trimmed, width: trimmed.length, isSimple: true });
    } else wrapLine(clustersOf(trimmed), width, lines);
  }
  return lines;
}

/** Columns of the longest part that cannot be broken without cutting through a word, and of the longest line as it is. */
export function widthNeeds(text: string): { longestWord: number; longestLine: number; widestCluster: number } {
  let longestWord = 0;
  let longestLine = 0;
  let widestCluster = 1;
  for (const line of text.split('\n')) {
    const trimmed = line.trimEnd();
    if (simpleWithoutHyphen.test(trimmed)) {
      for (const word of trimmed.split(' ')) longestWord = Math.max(longestWord, word.length);
      longestLine = Math.max(longestLine, trimmed.length);
      continue;
    }
    const clusters = clustersOf(trimmed);
    let word = 0;
    let total = 0;
    clusters.forEach((cluster, index) => {
      if (mayBreakBefore(clusters, index)) word = 0;
      total += cluster.width;
      word = isBreakingSpace(cluster) ? 0 : word + cluster.width;
      longestWord = Math.max(longestWord, word);
      widestCluster = Math.max(widestCluster, cluster.width);
    });
    longestLine = Math.max(longestLine, total);
  }
  return { longestWord, longestLine, widestCluster };
}

/** No-break spaces (U+00A0, U+202F) hold an amount and its currency together, so only these two break. */
function isBreakingSpace(cluster: Cluster): boolean {
  return cluster.text === ' ' || cluster.text === '\u3000';
}

function mayBreakBefore(clusters: readonly Cluster[], index: number): boolean {
  const before = clusters[index - 1];
  const after = clusters[index];
  if (before === undefined || after === undefined || isBreakingSpace(after)) return false;
  if (isBreakingSpace(before)) return true;
  if (before.text === '-')
    return beginsWithLetter.test(after.text) && endsWithLetter.test(clusters[index - 2]?.text ?? '');
  if (before.width < 2 && after.width < 2) return false;
  return !neverFirst.test(after.text) && !neverLast.test(before.text);
}

function leadingSpaces(clusters: readonly Cluster[]): number {
  let count = 0;
  while (clusters[count]?.text === ' ') count += 1;
  return count;
}

function wrapLine(clusters: readonly Cluster[], width: number, lines: WrappedLine[]): void {
  const total = clusters.reduce((sum, cluster) => sum + cluster.width, 0);
  if (total <= width) {
    lines.push(joined(clusters, 0, clusters.length, 0));
    return;
  }
  const leading = leadingSpaces(clusters);
  const indent = width - leading >= minColumnsBesideIndentColumns ? leading : 0;
  let start = indent === leading ? 0 : leading;
  let first = true;
  do {
    const hang = first ? 0 : indent;
    const end = lineEnd(clusters, start, width - hang);
    lines.push(joined(clusters, start, end, hang));
    start = end;
    while (start < clusters.length && isBreakingSpace(clusters[start]!)) start += 1;
    first = false;
  } while (start < clusters.length);
}

/** The index after the last cluster that goes on a line which begins at `start`; beyond `start`, so that wrapping always ends. */
function lineEnd(clusters: readonly Cluster[], start: number, width: number): number {
  let used = 0;
  let breakAt = -1;
  let inked = false;
  for (let index = start; index < clusters.length; index += 1) {
    const cluster = clusters[index]!;
    if (inked && mayBreakBefore(clusters, index)) breakAt = index;
    // Spaces at the end of a line hang over the edge: they are not printed.
    if (isBreakingSpace(cluster) && inked) {
      used += cluster.width;
      continue;
    }
    if (used + cluster.width > width) return breakAt > start ? breakAt : Math.max(index, start + 1);
    used += cluster.width;
    inked ||= !isBreakingSpace(cluster);
  }
  return clusters.length;
}

function joined(clusters: readonly Cluster[], start: number, end: number, hang: number): WrappedLine {
  let last = end;
  while (last > start && isBreakingSpace(clusters[last - 1]!)) last -= 1;
  let text = ' '.repeat(hang);
  let width = hang;
  for (let index = start; index < last; index += 1) {
    text += clusters[index]!.text;
    width += clusters[index]!.width;
  }
  return { text, width, isSimple: isSimpleText(text) };
}
