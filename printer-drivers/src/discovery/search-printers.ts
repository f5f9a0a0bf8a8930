import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Printer, SerialLine } from '@auraconnect/shared/menu/catalogue.ts';
import type { PrinterSearchState, SearchWay } from '@auraconnect/shared/protocol/printer-search.ts';
import { askByUdp } from './ask-by-udp.ts';
import { enpcPort, enpcQuestions, readEnpcAnswer } from './epson-enpc.ts';
import { listenToMdns } from './listen-to-mdns.ts';
import { mergeSightings } from './merge-sightings.ts';
import type { SetUpPrinter } from './merge-sightings.ts';
import { ownNets } from './own-nets.ts';
import type { OwnNet } from './own-nets.ts';
import { scanPort } from './scan-port.ts';
import { onNetwork, rawPort } from './sighting.ts';
import type { Sighting } from './sighting.ts';
import { readStarAnswer, starPort, starQuestion } from './star-sdp.ts';
import type { KnownModel } from './suggest-model.ts';
import { usbMakerAndModel } from './usb-fingerprints.ts';
import type { UsbPrinterSeen } from './usb-fingerprints.ts';

/** A serial port of this machine, and what hangs on it when the system knows. */
export interface SerialPortSeen {
  readonly path: string;
  readonly manufacturer: string | null;
}

export interface PrinterSearchOptions {
  /** The printers of the settings: marked in the list, and never connected to. */
  readonly setUp: readonly Pick<Printer, 'id' | 'host' | 'port' | 'connection'>[];
  /** What the drivers know, for suggestions. */
  readonly models: readonly KnownModel[];
  readonly listUsb: () => Promise<readonly UsbPrinterSeen[]>;
  readonly listSerial: () => Promise<readonly SerialPortSeen[]>;
  /** Told after everything that changes: what is known so far. */
  readonly progress: (state: PrinterSearchState) => void;
  readonly signal?: AbortSignal;
  /** The nets to search; this machine's own unless said otherwise. */
  readonly nets?: readonly OwnNet[];
  readonly limits?: Partial<SearchLimits>;
}

export interface SearchLimits {
  /** How long answers to broadcasts are waited for. */
  readonly answerWaitMs: number;
  /** How long the USB and the list of ports may take. */
  readonly listWaitMs: number;
  readonly connectTimeoutMs: number;
  readonly addressesAtOnce: number;
  readonly scanTimeoutMs: number;
}

const usualLimits: SearchLimits = {
  answerWaitMs: 3000,
  listWaitMs: 5000,
  connectTimeoutMs: 400,
  addressesAtOnce: 32,
  scanTimeoutMs: 15_000,
};

/** As most printers with a serial port leave the factory. */
const usualLine: Omit<SerialLine, 'path'> = {
  baudRate: 9600,
  dataBits: 8,
  parity: 'none',
  stopBits: 1,
  flowControl: 'rts-cts',
};

const loopback = '127.0.0.1';

/**
 * Looks for printers in every way at once and resolves with what was found. It never rejects: a machine without USB, without serial ports or
 * without a network has fewer ways, and the list says which.
 */
export async function searchPrinters(options: PrinterSearchOptions): Promise<PrinterSearchState> {
  const { listUsb, listSerial, models, signal } = options;
  const limits = { ...usualLimits, ...options.limits };
  const nets = options.nets ?? ownNets(networkInterfaces());
  const setUp = await Promise.all(options.setUp.map(withAddresses));
  // A printer that prints serves one client: it is never connected to, and what it announces by itself is enough.
  const skip = new Set(setUp.flatMap(({ addresses }) => addresses));
  const toAsk = nets.flatMap(({ hosts }) => hosts).filter((host) => !skip.has(host));

  const sightings: Sighting[] = [];
  const ways = new Map<SearchWay, 'searching' | 'done' | 'failed'>();
  let asked = 0;
  const stateNow = (): PrinterSearchState => ({
    state: [...ways.values()].includes('searching') ? 'searching' : 'done',
    ways: [...ways].map(([way, state]) => ({ way, state })),
    asked,
    toAsk: toAsk.length,
    printers: mergeSightings(sightings, setUp, models),
  });
  const see = (sighting: Sighting): void => {
    sightings.push(sighting);
    options.progress(stateNow());
  };
  const seeOn =
    (way: SearchWay) =>
    (host: string, name: string | null = null): void =>
      see(onNetwork(way, host, named(way, name)));
  const run = async (way: SearchWay, search: () => Promise<void>): Promise<void> => {
    const state = await search().then(
      () => 'done' as const,
      () => 'failed' as const,
    );
    ways.set(way, state);
    options.progress(stateNow());
  };
  const broadcasts = nets.map(({ broadcast }) => broadcast);
  const udp = { broadcasts, waitMs: limits.answerWaitMs, signal };
  const searches: [SearchWay, () => Promise<void>][] = [
    ['usb', async () => (await within(limits.listWaitMs, listUsb())).forEach((device) => see(onUsb(device)))],
    ['serial', async () => (await within(limits.listWaitMs, listSerial())).forEach((port) => see(onSerial(port)))],
    [
      'mdns',
      () =>
        listenToMdns({
          addresses: [...nets.map(({ address }) => address), loopback],
          found: ({ host, port, makerAndModel }) => see(onNetwork('mdns', host, makerAndModel, port)),
          waitMs: limits.answerWaitMs,
          signal,
        }),
    ],
    [
      'epson',
      () => askByUdp({ ...udp, port: enpcPort, questions: enpcQuestions, read: readEnpcAnswer, found: seeOn('epson') }),
    ],
    [
      'star',
      () => askByUdp({ ...udp, port: starPort, questions: [starQuestion], read: readStarAnswer, found: seeOn('star') }),
    ],
    [
      'port-9100',
      () =>
        scanPort({
          hosts: toAsk,
          port: rawPort,
          skip,
          found: seeOn('port-9100'),
          asked: () => {
            asked += 1;
            if (asked % 16 === 0) options.progress(stateNow());
          },
          atOnce: limits.addressesAtOnce,
          connectTimeoutMs: limits.connectTimeoutMs,
          wholeTimeoutMs: limits.scanTimeoutMs,
          signal,
        }),
    ],
  ];
  for (const [way] of searches) ways.set(way, 'searching');
  options.progress(stateNow());
  await Promise.all(searches.map(([way, search]) => run(way, search)));
  return stateNow();
}

/** The two protocols that only one maker has. */
function named(way: SearchWay, name: string | null): string | null {
  const maker = way === 'epson' ? 'Epson' : way === 'star' ? 'Star' : null;
  if (maker === null) return name;
  return name === null || name.toLowerCase().startsWith(maker.toLowerCase()) ? (name ?? maker) : `${maker} ${name}`;
}

function onUsb(device: UsbPrinterSeen): Sighting {
  const { vendorId, productId, serialNumber } = device;
  return {
    way: 'usb',
    connection: { type: 'usb', vendorId, productId, serialNumber },
    host: '',
    port: rawPort,
    makerAndModel: usbMakerAndModel(device),
  };
}

function onSerial({ path, manufacturer }: SerialPortSeen): Sighting {
  return {
    way: 'serial',
    connection: { type: 'serial', line: { path, ...usualLine } },
    host: '',
    port: rawPort,
    makerAndModel: manufacturer,
  };
}

async function withAddresses(printer: PrinterSearchOptions['setUp'][number]): Promise<SetUpPrinter> {
  const { host, connection } = printer;
  if (connection.type !== 'network' || host === '') return { printer, addresses: [] };
  if (isIP(host) !== 0) return { printer, addresses: [host] };
  const found = await within(1000, lookup(host, { all: true, family: 4 })).catch(() => []);
  return { printer, addresses: found.map(({ address }) => address) };
}

/** @throws when it takes longer */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${ms} ms.`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
