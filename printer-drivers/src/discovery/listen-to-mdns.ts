import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import { Bonjour } from 'bonjour-service';
import { pause } from './pause.ts';
import { printerOf } from './mdns.ts';
import type { AnnouncedPrinter } from './mdns.ts';

/** Raw printing; and IPP, which newer receipt printers announce instead. */
const services = ['pdl-datastream', 'ipp'] as const;

export interface MdnsSearch {
  /** Own addresses to ask from. */
  readonly addresses: readonly string[];
  readonly found: (printer: AnnouncedPrinter) => void;
  readonly waitMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Asks by multicast DNS on each own net. @throws the system's error when not one of them can be asked on */
export async function listenToMdns({ addresses, found, waitMs, signal }: MdnsSearch): Promise<void> {
  if (addresses.length === 0 || signal?.aborted === true) return;
  const opened = await Promise.allSettled(addresses.map(openMdnsSocket));
  const askers = opened.filter((one) => one.status === 'fulfilled').map(({ value }) => mdnsOver(value));
  if (askers.length === 0) throw opened.find((one) => one.status === 'rejected')?.reason;
  for (const asker of askers) {
    for (const type of services) {
      asker.find({ type }, ({ name, port, addresses: told, referer, txt }) => {
        const printer = printerOf({
          type,
          name,
          port,
          addresses: told ?? [],
          sender: referer?.address ?? null,
          txt: (txt ?? {}) as Record<string, unknown>,
        });
        if (printer !== null) found(printer);
      });
    }
  }
  await pause(waitMs, signal);
  for (const asker of askers) asker.destroy();
}

const group = { address: '224.0.0.251', port: 5353 } as const;

/**
 * A socket on the group of one own net. Made here and not by the library, which lets an error of its socket end the program.
 *
 * @throws the system's error
 */
export async function openMdnsSocket(ownAddress: string): Promise<Socket> {
  const socket = createSocket({ type: 'udp4', reuseAddr: true });
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      // To everything: what is sent to the group is not heard on a socket of one address.
      socket.bind(group.port, '0.0.0.0', () => {
        socket.off('error', reject);
        resolve();
      });
    });
    socket.addMembership(group.address, ownAddress);
    socket.setMulticastInterface(ownAddress);
    socket.setMulticastTTL(255);
    socket.setMulticastLoopback(true);
  } catch (error) {
    socket.close();
    throw error;
  }
  socket.on('error', () => {});
  return socket;
}

/** The library over a socket that is ready. */
export function mdnsOver(socket: Socket): Bonjour {
  // Its own types name only what a service has; these two it hands to multicast-dns.
  return new Bonjour({ socket, bind: false } as object, () => {});
}
