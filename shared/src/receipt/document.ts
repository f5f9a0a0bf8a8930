import { z } from 'zod';

/**
 * A printed document is meaning, not bytes: a driver turns it into a printer's commands, a screen draws the same blocks.
 * Text is never interpreted; control characters in it are dropped by the layout.
 */
export const Align = z.enum(['start', 'center', 'end']);
export type Align = z.infer<typeof Align>;

export const Emphasis = z.object({
  bold: z.boolean(),
  underline: z.boolean(),
  /** White on black. */
  inverted: z.boolean(),
  /** Character width and height as a multiple, 1 to 4. */
  width: z.int().min(1).max(4),
  height: z.int().min(1).max(4),
});
export type Emphasis = z.infer<typeof Emphasis>;

export const Cell = z.object({
  text: z.string().max(2000),
  align: Align,
  /** Columns it takes: a number, `auto` for what the text needs, `fill` for a share of the rest. */
  width: z.union([z.int().min(1).max(96), z.literal('auto'), z.literal('fill')]),
});
export type Cell = z.infer<typeof Cell>;

export const BarcodeSymbology = z.enum(['code128', 'ean13', 'ean8', 'pdf417']);
export type BarcodeSymbology = z.infer<typeof BarcodeSymbology>;

export const Block = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string().max(4000), align: Align, emphasis: Emphasis.nullable() }),
  /** Cells side by side; a cell that is too narrow wraps within its own column. */
  z.object({ type: z.literal('columns'), cells: z.array(Cell).min(1).max(8), emphasis: Emphasis.nullable() }),
  z.object({ type: z.literal('rule'), style: z.enum(['single', 'double', 'dotted']) }),
  z.object({ type: z.literal('feed'), lines: z.int().min(1).max(20) }),
  z.object({ type: z.literal('qr'), data: z.string().min(1).max(1000), moduleDots: z.int().min(2).max(12) }),
  /**
   * A picture in the printer's own dots; one that is wider than the paper is made smaller. `darkness` is base64: one byte a dot
   * (0 is white, 255 black), or with `depth` 1 one bit a dot, rows of `ceil(widthDots / 8)` bytes, the most significant first.
   */
  z.object({
    type: z.literal('image'),
    widthDots: z.int().min(1).max(2000),
    heightDots: z.int().min(1).max(4000),
    depth: z.union([z.literal(1), z.literal(8)]).default(8),
    darkness: z.base64().max(3_000_000),
    align: Align,
  }),
  /** Bars, or the text where this content or this paper cannot have any. Its text stands below the bars. */
  z.object({
    type: z.literal('barcode'),
    symbology: BarcodeSymbology,
    data: z.string().min(1).max(1000),
    heightDots: z.int().min(16).max(255),
    align: Align,
  }),
  z.object({ type: z.literal('cut'), partial: z.boolean() }),
  z.object({ type: z.literal('drawer-kick'), pin: z.union([z.literal(2), z.literal(5)]) }),
  z.object({ type: z.literal('buzzer'), times: z.int().min(1).max(9) }),
]);
export type Block = z.infer<typeof Block>;

export const DocumentKind = z.enum(['receipt', 'kitchen-ticket', 'drawer-kick', 'cash-report', 'test-print']);
export type DocumentKind = z.infer<typeof DocumentKind>;

export const PrintDocument = z.object({
  kind: DocumentKind,
  /** BCP 47; decides direction and how figures are written. */
  locale: z.string(),
  title: z.string(),
  blocks: z.array(Block).max(2000),
});
export type PrintDocument = z.infer<typeof PrintDocument>;
