import type { PrinterConnection } from '@auraconnect/shared/menu/catalogue.ts';
import type { SearchWay } from '@auraconnect/shared/protocol/printer-search.ts';

/** What one way of searching saw once. The same printer may be seen several ways. */
export interface Sighting {
  readonly way: SearchWay;
  readonly connection: PrinterConnection;
  /** Empty unless it is on the network. */
  readonly host: string;
  readonly port: number;
  readonly makerAndModel: string | null;
}

/** The port on which network printers take raw bytes. */
export const rawPort = 9100;

export const onNetwork = (
  way: SearchWay,
  host: string,
  makerAndModel: string | null = null,
  port: number = rawPort,
): Sighting => ({ way, connection: { type: 'network' }, host, port, makerAndModel });

/** A text of a device as a person may read it: one line of ink, or null when nothing is left of it. */
export function readable(text: string): string | null {
  const plain = text
    .replaceAll(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, ' ')
    .replaceAll(/ +/g, ' ')
    .trim()
    .slice(0, 120);
  return plain === '' ? null : plain;
}
