import type { PrinterConnection } from '@auraconnect/shared/menu/catalogue.ts';
import type { OpenChannel, WireTimeouts } from './byte-channel.ts';
import { bytesPerSecond } from './serial/line-speed.ts';
import { openTcpChannel } from './tcp/tcp-channel.ts';
import type { UsbBus } from './usb/usb-bus.ts';

/** Where a printer is. On the network by `host` and `port`, which say nothing of one on another wire. */
export interface PrinterPlace {
  readonly host: string;
  /** Raw printing is 9100. */
  readonly port: number;
  readonly connection?: PrinterConnection;
}

export interface Wire {
  /** The same for two settings that mean the same printer. */
  readonly address: string;
  readonly open: OpenChannel;
  /** How long after a write the last of its bytes may arrive. */
  readonly lateMs: number;
}

/** What the system keeps of a serial port's bytes that have not left yet. */
const heldBySystemBytes = 4096;

/** The wire to a printer. What a kind of wire needs is loaded when the first byte is to go: most stores have one kind. */
export function wireTo(
  { host, port, connection = { type: 'network' } }: PrinterPlace,
  timeouts: WireTimeouts,
  usb?: UsbBus,
): Wire {
  switch (connection.type) {
    case 'network':
      return {
        address: `${host.toLowerCase()}:${port}`,
        open: (signal) => openTcpChannel({ host, port }, timeouts, signal),
        lateMs: 0,
      };
    case 'serial': {
      const { line } = connection;
      return {
        address: `serial:${line.path}`,
        open: async (signal) => (await import('./serial/serial-channel.ts')).openSerialChannel(line, timeouts, signal),
        lateMs: (heldBySystemBytes / bytesPerSecond(line)) * 1000,
      };
    }
    case 'usb': {
      const { vendorId, productId, serialNumber } = connection;
      return {
        address: `usb:${vendorId}:${productId}:${serialNumber ?? ''}`,
        open: async (signal) =>
          (await import('./usb/usb-channel.ts')).openUsbChannel(connection, timeouts, signal, usb),
        lateMs: 0,
      };
    }
  }
}
