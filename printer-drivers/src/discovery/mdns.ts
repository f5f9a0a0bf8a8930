import { readable } from './sighting.ts';

/** What a printer announces about itself, as far as it is read here. */
export interface Announcement {
  /** `pdl-datastream` or `ipp`. */
  readonly type: string;
  readonly name: string;
  readonly port: number;
  readonly addresses: readonly string[];
  /** Who sent it. */
  readonly sender: string | null;
  readonly txt: Readonly<Record<string, unknown>>;
}

export interface AnnouncedPrinter {
  readonly host: string;
  readonly port: number;
  readonly makerAndModel: string | null;
}

/**
 * Names by which receipt printers can be told from office printers, which announce the same services. What takes raw bytes is listed
 * whatever it is called, since a person decides; of IPP only these are, because a laser printer is no printer for tickets.
 */
const receiptPrinter =
  /\b(?:tm-?[a-z]\d|tsp\d|mc-?print|sp7\d\d|receipt|thermal|pos-?\d*|ct-[se]\d|ct-d|srp-|rp-?\d|xp-[a-z]?\d|bixolon|citizen ct|snbc|epson tm|star )/i;

const rawByIpp = 9100;

/** The printer behind an announcement, or null when it is none for receipts or has no address of IPv4. */
export function printerOf({ type, name, port, addresses, sender, txt }: Announcement): AnnouncedPrinter | null {
  const host = addressOf(addresses, sender);
  if (host === undefined) return null;
  const said = modelIn(txt) ?? readable(name);
  if (type !== 'ipp') return { host, port, makerAndModel: said };
  if (!receiptPrinter.test(`${said ?? ''} ${name}`)) return null;
  // Whoever prints receipts over IPP takes the raw bytes on the usual port.
  return { host, port: rawByIpp, makerAndModel: said };
}

/**
 * A printer with several addresses is reached at the one that it spoke from. One that another machine speaks for (a reflector between two
 * networks) is at the address it names, and a program of this machine at this machine's own.
 */
function addressOf(addresses: readonly string[], sender: string | null): string | undefined {
  const named = addresses.filter((address) => /^\d+(?:\.\d+){3}$/.test(address));
  if (sender !== null && (sender.startsWith('127.') || named.includes(sender) || named.length === 0)) return sender;
  return named[0];
}

/** `ty` is meant for people; `usb_MFG` and `usb_MDL` are what the driver would know; `product` stands in brackets. */
function modelIn(txt: Readonly<Record<string, unknown>>): string | null {
  const text = (key: string): string => (typeof txt[key] === 'string' ? txt[key] : '');
  const usb = `${text('usb_mfg') || text('usb_MFG')} ${text('usb_mdl') || text('usb_MDL')}`;
  return readable(text('ty')) ?? readable(usb) ?? readable(text('product').replaceAll(/[()]/g, ''));
}
