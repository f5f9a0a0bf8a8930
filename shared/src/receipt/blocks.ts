import type { Align, Block, Cell, Emphasis } from './document.ts';

/** The few shapes that our documents are made of. */
export const bold: Emphasis = { bold: true, underline: false, inverted: false, width: 1, height: 1 };
export const tall: Emphasis = { ...bold, height: 2 };
export const big: Emphasis = { ...bold, width: 2, height: 2 };
/** White on black: cannot be overlooked. */
export const bar: Emphasis = { ...bold, inverted: true };
export const bigBar: Emphasis = { ...big, inverted: true };

export const text = (content: string, align: Align = 'start', emphasis: Emphasis | null = null): Block => ({
  type: 'text',
  // The schema's limit; what a person can type is far below it.
  text: content.slice(0, 4000),
  align,
  emphasis,
});
export const rule = (style: 'single' | 'double' | 'dotted' = 'single'): Block => ({ type: 'rule', style });
export const feed = (lines: number): Block => ({ type: 'feed', lines });
export const cut: Block = { type: 'cut', partial: true };

const cell = (content: string, align: Align, width: Cell['width']): Cell => ({
  text: content.slice(0, 2000),
  align,
  width,
});

/** What it is on one side, how much on the other. */
export const row = (name: string, figure: string, emphasis: Emphasis | null = null): Block => ({
  type: 'columns',
  cells: [cell(name, 'start', 'fill'), cell(figure, 'end', 'auto')],
  emphasis,
});

/** How many, of what, and what it costs; quantities stand in a column of their own. */
export const lineRow = (quantity: string, name: string, figure: string, emphasis: Emphasis | null = null): Block => ({
  type: 'columns',
  cells: [cell(quantity, 'start', quantityColumns(quantity)), cell(name, 'start', 'fill'), cell(figure, 'end', 'auto')],
  emphasis,
});

/** The same for the kitchen, without a price. */
export const itemRow = (quantity: string, name: string, emphasis: Emphasis | null): Block => ({
  type: 'columns',
  cells: [cell(quantity, 'start', quantityColumns(quantity)), cell(name, 'start', 'fill')],
  emphasis,
});

const quantityColumns = (quantity: string): number => Math.max(3, quantity.length);

/** How far modifiers stand in under their line. */
export const indent = (depth: number): string => ' '.repeat(4 + 2 * depth);
