import { z } from 'zod';
import { Key } from '../time/ids.ts';
import { Align } from './document.ts';

/**
 * What came out of a virtual printer, as its HTTP interface and its ledger tell it. Defaults are left out on disk and
 * filled in when read, so that a year of receipts stays small.
 */
export const PaperRun = z.object({
  text: z.string(),
  bold: z.boolean().default(false),
  underline: z.boolean().default(false),
  inverted: z.boolean().default(false),
  width: z.int().min(1).max(8).default(1),
  height: z.int().min(1).max(8).default(1),
});
export type PaperRun = z.infer<typeof PaperRun>;

/** A QR code as the printer understood it. */
export const PaperQr = z.object({
  data: z.string(),
  moduleDots: z.int().min(1).max(16),
  level: z.enum(['L', 'M', 'Q', 'H']),
});
export type PaperQr = z.infer<typeof PaperQr>;

/** Dots that were sent as dots: a picture, or text that the printer has no letters for. Bits as in `PaperPicture`. */
export const PaperDots = z.object({
  widthDots: z.int().min(1),
  heightDots: z.int().min(1),
  bits: z.base64(),
});
export type PaperDots = z.infer<typeof PaperDots>;

export const PaperLine = z.object({
  align: Align.default('start'),
  runs: z.array(PaperRun).default([]),
  qr: PaperQr.nullable().default(null),
  dots: PaperDots.nullable().default(null),
});
export type PaperLine = z.infer<typeof PaperLine>;

/** One piece of paper between two cuts, or a drawer kick that came without paper (no lines). */
export const Paper = z.object({
  /** Counts the printer's papers from 1, without gaps. */
  n: z.int().min(1),
  printerId: Key,
  /** RFC 3339, UTC. */
  printedAt: z.string(),
  /** Characters of normal width on a line. */
  columns: z.int().min(1),
  lines: z.array(PaperLine),
  /** The lines as text, blanks in front of centred and right-aligned ones. */
  plainText: z.string(),
  qr: z.array(z.string()),
  drawerKicks: z.int().min(0),
  buzzes: z.int().min(0),
  cut: z.enum(['none', 'partial', 'full']),
});
export type Paper = z.infer<typeof Paper>;

/** What a person can break on a virtual printer. `resetAfterBytes` happens once: the connection is reset after so many more bytes. */
export const PrinterFaults = z.object({
  paperOut: z.boolean(),
  coverOpen: z.boolean(),
  /** Reads nothing, answers nothing, keeps the connection. */
  stalled: z.boolean(),
  poweredOff: z.boolean(),
  resetAfterBytes: z.int().min(0).max(1_000_000_000).nullable(),
  /** A slow line: 9600 baud are 960 bytes a second. Null: as fast as they come. */
  bytesPerSecond: z.int().min(10).max(10_000_000).nullable().default(null),
});
export type PrinterFaults = z.infer<typeof PrinterFaults>;

export const VirtualPrinter = z.object({
  id: Key,
  name: z.string(),
  /** TCP port it listens on. */
  port: z.int(),
  columns: z.int(),
  drawer: z.enum(['none', 'closed', 'open']),
  papers: z.int().min(0),
  drawerKicks: z.int().min(0),
  /** Bytes in its receive buffer, waiting for paper, a closed cover or the end of a stall. */
  waitingBytes: z.int().min(0),
  faults: PrinterFaults,
});
export type VirtualPrinter = z.infer<typeof VirtualPrinter>;

export const PaperPage = z.object({ papers: z.array(Paper), latest: z.int().min(0) });
export type PaperPage = z.infer<typeof PaperPage>;
