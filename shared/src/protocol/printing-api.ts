import { z } from 'zod';
import { PrintDocument } from '../receipt/document.ts';
import type { PrintJob } from '../receipt/print-job.ts';
import { Key } from '../time/ids.ts';

/** A print job with what a person has to know to decide about it. */
export interface PrintJobShown extends PrintJob {
  /** Of the order that it is about; null: about none. */
  orderNumber: string | null;
  /** Whose ticket it is. */
  stationId: Key | null;
  /** The printer that would print it instead, as long as not one byte of it has left; null: none, or too late. */
  movesTo: Key | null;
}

/** A model of printer that the drivers know. */
export const KnownPrinterModel = z.object({
  id: Key,
  name: z.string(),
  /** Of the paper that most people put into it. */
  columns: z.int().min(1),
  /** False: it takes no pictures, so that letters which it does not have come out as "?". Absent: an appliance before this. */
  draws: z.boolean().optional(),
});
export type KnownPrinterModel = z.infer<typeof KnownPrinterModel>;

/** What a printer says, at this moment, of the drawer on its cable. */
export const DrawerReading = z.object({
  /** Level of pin 3 of its socket; null: it does not say. */
  level: z.enum(['low', 'high']).nullable(),
  /** Why it cannot print or be asked now; null when it can. */
  problem: z.object({ code: z.string(), reason: z.string() }).nullable(),
});
export type DrawerReading = z.infer<typeof DrawerReading>;

/** What printing something again would print. */
export const PaperPreview = z.object({
  document: PrintDocument,
  /** Characters of a line of that printer. */
  columns: z.int().min(1),
  /** Where it would come out by itself; null: no printer is chosen for such paper. */
  printerId: Key.nullable(),
});
export type PaperPreview = z.infer<typeof PaperPreview>;
