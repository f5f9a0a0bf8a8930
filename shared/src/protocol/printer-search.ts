import { z } from 'zod';
import { PrinterConnection } from '../menu/catalogue.ts';
import { Key } from '../time/ids.ts';

/** How a printer gave itself away. */
export const SearchWay = z.enum(['usb', 'serial', 'mdns', 'epson', 'star', 'port-9100']);
export type SearchWay = z.infer<typeof SearchWay>;

/** One printer, or one wire that a printer may hang on, however many ways led to it. */
export const FoundPrinter = z.object({
  connection: PrinterConnection,
  /** Empty unless it is on the network. */
  host: z.string().max(255),
  port: z.int().min(1).max(65_535),
  /** As it says itself, or as its maker's number says; null: it told nothing. */
  makerAndModel: z.string().max(200).nullable(),
  /** Id of the model that the drivers would use; null: what Epson and its clones have in common. */
  modelSuggestion: Key.nullable(),
  evidence: z.array(SearchWay).min(1),
  /** The printer of the settings that this is; null: nobody has set it up. */
  alreadySetUp: Key.nullable(),
});
export type FoundPrinter = z.infer<typeof FoundPrinter>;

/** `GET /api/v1/printers/found` (permission `store.edit`): the search that runs, or the last one. */
export const PrinterSearchState = z.object({
  state: z.enum(['never', 'searching', 'done']),
  ways: z.array(
    z.object({
      way: SearchWay,
      /** `failed`: this way is closed on this machine (no USB, no network); the others go on. */
      state: z.enum(['searching', 'done', 'failed']),
    }),
  ),
  /** Addresses asked so far, of all that the search over the network asks. */
  asked: z.int().min(0),
  toAsk: z.int().min(0),
  printers: z.array(FoundPrinter),
});
export type PrinterSearchState = z.infer<typeof PrinterSearchState>;
