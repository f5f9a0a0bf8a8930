import { parseArgs } from 'node:util';

export interface ReplayOptions {
  file: string;
  /** Null: as fast as it can. 60: an hour of the file takes a minute. */
  speedUp: number | null;
  /** Parts of the orders, 0 to 1, between which the link to the cloud is down. */
  cutInternet: { from: number; to: number } | null;
  killAppliance: number;
  terminals: number;
  limit: number | null;
  dataDir: string | null;
  appliancePort: number | null;
  cloudPort: number | null;
  printerPorts: number[] | null;
  currency: string;
  timeZone: string;
  taxRate: string;
  keep: boolean;
}

export const usage = `Usage: npm run replay -- FILE [options]

Plays real orders through a whole store and proves that every place agrees on them.
FILE is the pizza-place year or the neutral CSV that the README describes.

  --speed-up N           play N times as fast as it happened (default: as fast as it can)
  --cut-internet A%..B%  no link to the cloud between A and B percent of the orders
  --kill-appliance N     kill the appliance with SIGKILL N times on the way
  --terminals N          tills that sell at the same time (default 6)
  --limit N              only the first N orders
  --data DIR             keep the store in DIR (default: a temporary folder, removed at the end)
  --keep                 keep the temporary folder
  --appliance-port N, --cloud-port N, --printer-ports N,N,N
                         ports (default: free ones)
  --currency USD, --time-zone America/New_York, --tax 0.08875
                         of the restaurant that the file comes from`;

/** What the person typed that cannot be; the message is the sentence to show. */
export class WrongOption extends Error {
  override readonly name = 'WrongOption';
  readonly code = 'wrong_option';
}

export function readOptions(args: string[]): ReplayOptions {
  const { values, positionals } = parse(args);
  const [file, ...more] = positionals;
  if (!file || more.length > 0) throw new WrongOption(`Name one file of orders.\n\n${usage}`);
  return {
    file,
    speedUp: values['speed-up'] === undefined ? null : positive('--speed-up', values['speed-up']),
    cutInternet: values['cut-internet'] === undefined ? null : window(values['cut-internet']),
    killAppliance: whole('--kill-appliance', values['kill-appliance'], 0),
    terminals: whole('--terminals', values.terminals, 1),
    limit: values.limit === undefined ? null : whole('--limit', values.limit, 1),
    dataDir: values.data ?? null,
    appliancePort: port('--appliance-port', values['appliance-port']),
    cloudPort: port('--cloud-port', values['cloud-port']),
    printerPorts: ports(values['printer-ports']),
    currency: values.currency,
    timeZone: values['time-zone'],
    taxRate: values.tax,
    keep: values.keep,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        'speed-up': { type: 'string' },
        'cut-internet': { type: 'string' },
        'kill-appliance': { type: 'string', default: '0' },
        terminals: { type: 'string', default: '6' },
        limit: { type: 'string' },
        data: { type: 'string' },
        keep: { type: 'boolean', default: false },
        'appliance-port': { type: 'string' },
        'cloud-port': { type: 'string' },
        'printer-ports': { type: 'string' },
        currency: { type: 'string', default: 'USD' },
        'time-zone': { type: 'string', default: 'America/New_York' },
        tax: { type: 'string', default: '0.08875' },
      },
    });
  } catch (fault) {
    throw new WrongOption(`${fault instanceof Error ? fault.message : String(fault)}\n\n${usage}`);
  }
}

function window(text: string): { from: number; to: number } {
  const match = /^(\d{1,3})%?\.\.(\d{1,3})%?$/.exec(text);
  const from = Number(match?.[1]) / 100;
  const to = Number(match?.[2]) / 100;
  if (!match || from >= to || to > 1)
    throw new WrongOption(`--cut-internet wants two percentages such as 30%..70%, not "${text}".`);
  return { from, to };
}

function positive(name: string, text: string): number {
  const value = Number(text.replace(/x$/, ''));
  if (!(value > 0) || !Number.isFinite(value))
    throw new WrongOption(`${name} wants a number above zero, not "${text}".`);
  return value;
}

function whole(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least)
    throw new WrongOption(`${name} wants a whole number of at least ${least}, not "${text}".`);
  return value;
}

function port(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const value = whole(name, text, 1);
  if (value > 65_535) throw new WrongOption(`${name} wants a port up to 65535, not "${text}".`);
  return value;
}

function ports(text: string | undefined): number[] | null {
  if (text === undefined) return null;
  const list = text.split(',').map((part) => port('--printer-ports', part.trim()) ?? 0);
  if (list.length !== 3) throw new WrongOption('--printer-ports wants three ports: receipt, kitchen, bar.');
  return list;
}
