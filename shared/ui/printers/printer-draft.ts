import { type Drawer, type Printer, usualPrinter } from '../../src/menu/catalogue.ts';
import { keyFrom } from '../../src/menu/key-from.ts';
import type { FoundPrinter } from '../../src/protocol/printer-search.ts';
import type { KnownPrinterModel } from '../../src/protocol/printing-api.ts';
import { type ConnectionDraft, connectionDraft, connectionOf, placeOf } from './connection-draft.ts';
import { addressOf } from './printer-address.ts';

const nowhereOnNetwork = { host: '', port: 9100 };
const longestName = 60;
export const columnLimits = { fewest: 20, most: 96 } as const;

/** A printer while it is being typed. */
export interface PrinterDraft {
  name: string;
  connection: ConnectionDraft;
  model: string;
  columns: number | null;
  hasDrawer: boolean;
  drawer: Drawer;
}

/** What keeps a draft from being saved: the key of its sentence. */
export type PrinterWrong = 'name' | 'printerAddress' | 'serialPath' | 'usbId' | 'columns';

/** @param printer null: a new one */
export function printerDraft(printer: Printer | null): PrinterDraft {
  const { connection, model, drawer } = printer ?? usualPrinter;
  return {
    name: printer?.name ?? '',
    connection: connectionDraft(connection, printer === null || printer.host === '' ? '' : placeOnNetwork(printer)),
    model,
    columns: printer?.columns ?? 48,
    hasDrawer: printer?.hasDrawer ?? false,
    drawer,
  };
}

const placeOnNetwork = ({ host, port }: Pick<Printer, 'host' | 'port'>): string =>
  placeOf({ connection: { type: 'network' }, host, port });

/** What the search found, in the fields; a name that somebody typed stays. */
export function withFound(draft: PrinterDraft, found: FoundPrinter): PrinterDraft {
  const { connection, makerAndModel, modelSuggestion } = found;
  return {
    ...draft,
    name: draft.name.trim() === '' ? (makerAndModel ?? '').slice(0, longestName) : draft.name,
    connection: connectionDraft(connection, connection.type === 'network' ? placeOf(found) : ''),
    model: modelSuggestion ?? usualPrinter.model,
  };
}

/** Another model, with the paper that most people put into it. */
export const withModel = (draft: PrinterDraft, { id, columns }: KnownPrinterModel): PrinterDraft => ({
  ...draft,
  model: id,
  columns,
});

/**
 * The printer as it is saved, or what is wrong. What the form does not show, and what this person left alone, stays as it is now: somebody
 * else may have changed it since the form was opened.
 *
 * @param before as it was when the form was opened; null: a new one
 * @param printers all of the store, as they are now
 */
export function printerFrom(
  draft: PrinterDraft,
  before: Printer | null,
  printers: readonly Printer[],
): Printer | PrinterWrong {
  const made = typedPrinter(draft, before, printers);
  const now = printers.find(({ id }) => id === before?.id);
  const untouched = before && typedPrinter(printerDraft(before), before, printers);
  if (typeof made === 'string' || typeof untouched === 'string' || untouched === null || now === undefined) return made;
  const changed = keptTogether.filter((keys) => keys.some((key) => !isSame(made[key], untouched[key]))).flat();
  return { ...now, ...Object.fromEntries(changed.map((key) => [key, made[key]])) };
}

/** Whether a printer as it is saved is reached, and spoken to, as the draft says. */
export function isReachedAs(draft: PrinterDraft, saved: Printer): boolean {
  const typed = typedPrinter(draft, saved, []);
  const asIs = typedPrinter(printerDraft(saved), saved, []);
  if (typeof typed === 'string' || typeof asIs === 'string') return false;
  return (['host', 'port', 'connection', 'model'] as const).every((key) => isSame(typed[key], asIs[key]));
}

/** What belongs together: an address of one person with the connection of another reaches nothing. */
const keptTogether = [
  ['name'],
  ['host', 'port', 'connection'],
  ['model', 'columns'],
  ['hasDrawer'],
  ['drawer'],
] as const;

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

function typedPrinter(
  draft: PrinterDraft,
  before: Printer | null,
  printers: readonly Printer[],
): Printer | PrinterWrong {
  const { columns, hasDrawer, drawer, model } = draft;
  const name = draft.name.trim();
  const connection = connectionOf(draft.connection);
  const place = draft.connection.type === 'network' ? addressOf(draft.connection.address) : nowhereOnNetwork;
  if (name === '') return 'name';
  if (place === null) return 'printerAddress';
  if (typeof connection === 'string') return connection;
  if (columns === null || columns < columnLimits.fewest || columns > columnLimits.most) return 'columns';
  const taken = printers.map(({ id }) => id);
  const id = before?.id ?? keyFrom(name, taken, 'printer');
  return { ...usualPrinter, ...before, id, name, ...place, connection, model, columns, hasDrawer, drawer };
}
