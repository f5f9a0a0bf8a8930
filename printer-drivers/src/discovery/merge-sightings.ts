import type { Printer, PrinterConnection } from '@auraconnect/shared/menu/catalogue.ts';
import type { FoundPrinter, SearchWay } from '@auraconnect/shared/protocol/printer-search.ts';
import type { Sighting } from './sighting.ts';
import { suggestModel } from './suggest-model.ts';
import type { KnownModel } from './suggest-model.ts';

/** A printer of the settings, with the addresses that its name stands for. */
export interface SetUpPrinter {
  readonly printer: Pick<Printer, 'id' | 'host' | 'port' | 'connection'>;
  readonly addresses: readonly string[];
}

/** Which ways know the model best: a printer's own word, then a table, then a name that somebody gave it. */
const trust: Record<SearchWay, number> = { epson: 6, star: 5, usb: 4, mdns: 3, serial: 2, 'port-9100': 1 };

/** One entry a printer, however often it was seen; those that nobody has set up first, then by address. */
export function mergeSightings(
  sightings: readonly Sighting[],
  setUp: readonly SetUpPrinter[],
  models: readonly KnownModel[],
): FoundPrinter[] {
  const places = new Map<string, Sighting[]>();
  for (const sighting of sightings) {
    const place = placeOf(sighting);
    places.set(place, [...(places.get(place) ?? []), sighting]);
  }
  return [...places.values()].map((seen) => foundPrinter(seen, setUp, models)).toSorted(inOrder);
}

function placeOf({ connection, host, port }: Sighting): string {
  if (connection.type === 'network') return `network ${host} ${port}`;
  if (connection.type === 'serial') return `serial ${connection.line.path}`;
  return `usb ${connection.vendorId} ${connection.productId} ${connection.serialNumber ?? ''}`;
}

function foundPrinter(
  seen: readonly Sighting[],
  setUp: readonly SetUpPrinter[],
  models: readonly KnownModel[],
): FoundPrinter {
  const [best] = seen.toSorted(
    (a, b) => Number(b.makerAndModel !== null) - Number(a.makerAndModel !== null) || trust[b.way] - trust[a.way],
  );
  if (best === undefined) throw new Error('A place without a sighting.');
  return {
    connection: best.connection,
    host: best.host,
    port: best.port,
    makerAndModel: best.makerAndModel,
    modelSuggestion: suggestModel(best.makerAndModel, models),
    evidence: [...new Set(seen.map(({ way }) => way))].toSorted((a, b) => trust[b] - trust[a]),
    alreadySetUp: setUp.find((one) => isSame(best, one))?.printer.id ?? null,
  };
}

function isSame({ connection, host, port }: Sighting, { printer, addresses }: SetUpPrinter): boolean {
  const theirs: PrinterConnection = printer.connection;
  if (connection.type === 'network')
    return theirs.type === 'network' && printer.port === port && [printer.host, ...addresses].includes(host);
  if (connection.type === 'serial') return theirs.type === 'serial' && theirs.line.path === connection.line.path;
  return (
    theirs.type === 'usb' &&
    theirs.vendorId === connection.vendorId &&
    theirs.productId === connection.productId &&
    // Without a number the first such printer is meant.
    (theirs.serialNumber === null || theirs.serialNumber === connection.serialNumber)
  );
}

function inOrder(a: FoundPrinter, b: FoundPrinter): number {
  const address = ({ host, port, connection }: FoundPrinter): string =>
    `${host
      .split('.')
      .map((part) => part.padStart(3, '0'))
      .join('.')} ${port} ${JSON.stringify(connection)}`;
  const known = Number(a.alreadySetUp !== null) - Number(b.alreadySetUp !== null);
  return known !== 0 ? known : address(a) < address(b) ? -1 : 1;
}
