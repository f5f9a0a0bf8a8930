import type { PrinterConnection, SerialLine } from '../../src/menu/catalogue.ts';
import type { FoundPrinter } from '../../src/protocol/printer-search.ts';

const hexDigits = /^(?:0x)?[0-9a-f]{1,4}$/i;
const hex = (id: number): string => id.toString(16).padStart(4, '0');

/** The connection while it is being typed: every kind keeps its own answers, so that trying another one loses nothing. */
export interface ConnectionDraft {
  type: PrinterConnection['type'];
  address: string;
  line: SerialLine;
  usb: { vendorId: string; productId: string; serialNumber: string };
}

export function connectionDraft(connection: PrinterConnection, address: string): ConnectionDraft {
  return {
    type: connection.type,
    address,
    line:
      connection.type === 'serial'
        ? connection.line
        : { path: '', baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'rts-cts' },
    usb:
      connection.type === 'usb'
        ? {
            vendorId: hex(connection.vendorId),
            productId: hex(connection.productId),
            serialNumber: connection.serialNumber ?? '',
          }
        : { vendorId: '', productId: '', serialNumber: '' },
  };
}

/** What is saved; the key of a sentence when something is missing. The address of a network printer is read elsewhere. */
export function connectionOf({ type, line, usb }: ConnectionDraft): PrinterConnection | 'serialPath' | 'usbId' {
  if (type === 'network') return { type };
  if (type === 'serial') {
    const path = line.path.trim();
    return path === '' ? 'serialPath' : { type, line: { ...line, path } };
  }
  if (!hexDigits.test(usb.vendorId.trim()) || !hexDigits.test(usb.productId.trim())) return 'usbId';
  const idOf = (text: string): number => Number.parseInt(text.trim().replace(/^0x/i, ''), 16);
  const serialNumber = usb.serialNumber.trim();
  return {
    type,
    vendorId: idOf(usb.vendorId),
    productId: idOf(usb.productId),
    serialNumber: serialNumber === '' ? null : serialNumber,
  };
}

/** Where it is, as a person would look for it. */
export function placeOf({ connection, host, port }: Pick<FoundPrinter, 'connection' | 'host' | 'port'>): string {
  if (connection.type === 'serial') return connection.line.path;
  if (connection.type === 'usb') return `USB ${hex(connection.vendorId)}:${hex(connection.productId)}`;
  // An address of IPv6 has colons of its own.
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
