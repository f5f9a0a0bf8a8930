import type { Block, Emphasis, PrintDocument } from '@auraconnect/shared/receipt/document.ts';

/** What a printer's letters can be. */
export interface LetterLimits {
  /** How many times as wide and as high as normal. */
  readonly maxWidth: number;
  readonly maxHeight: number;
  /** White on black. */
  readonly inverted: boolean;
}

/**
 * The document in letters that this printer has: larger ones become its largest, white on black becomes bold. Done before the
 * layout, which counts with the width of what will be printed.
 */
export function withinReach(document: PrintDocument, limits: LetterLimits): PrintDocument {
  return { ...document, blocks: document.blocks.map((block) => blockWithinReach(block, limits)) };
}

function blockWithinReach(block: Block, limits: LetterLimits): Block {
  if ((block.type !== 'text' && block.type !== 'columns') || block.emphasis === null) return block;
  return { ...block, emphasis: emphasisWithinReach(block.emphasis, limits) };
}

function emphasisWithinReach(emphasis: Emphasis, { maxWidth, maxHeight, inverted }: LetterLimits): Emphasis {
  return {
    ...emphasis,
    width: Math.min(emphasis.width, maxWidth),
    height: Math.min(emphasis.height, maxHeight),
    bold: emphasis.bold || (emphasis.inverted && !inverted),
    inverted: emphasis.inverted && inverted,
  };
}
