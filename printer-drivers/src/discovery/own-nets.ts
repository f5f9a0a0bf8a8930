import type { NetworkInterfaceInfo } from 'node:os';

/** One private IPv4 network that this machine is in, no wider than 256 addresses. */
export interface OwnNet {
  /** This machine in it. */
  readonly address: string;
  readonly broadcast: string;
  /** The others, in order. */
  readonly hosts: readonly string[];
}

const widestPrefix = 24;

const toNumber = (address: string): number =>
  address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0) >>> 0;
const toText = (value: number): string => [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff).join('.');

/** RFC 1918, and what machines without a DHCP server give themselves. */
function isPrivate(address: string): boolean {
  const value = toNumber(address);
  return value >>> 24 === 10 || value >>> 20 === 0xac1 || value >>> 16 === 0xc0a8 || value >>> 16 === 0xa9fe;
}

/**
 * The nets that may be searched: a printer is asked only where it is a neighbour, never out on the internet, and of a wider net only the
 * 256 addresses around this machine.
 *
 * @param interfaces as `os.networkInterfaces()` lists them
 */
export function ownNets(interfaces: Readonly<Record<string, NetworkInterfaceInfo[] | undefined>>): OwnNet[] {
  const nets = new Map<string, OwnNet>();
  for (const { family, internal, address, cidr } of Object.values(interfaces).flatMap((list) => list ?? [])) {
    const prefix = Number(cidr?.split('/')[1] ?? 32);
    // A net of one or two addresses has no neighbours to ask by broadcast.
    if (family !== 'IPv4' || internal || !isPrivate(address) || prefix > 30) continue;
    const shown = Math.max(prefix, widestPrefix);
    const size = 2 ** (32 - shown);
    const base = toNumber(address) - (toNumber(address) % size);
    const hosts = Array.from({ length: size - 2 }, (_, index) => toText(base + 1 + index));
    const broadcast = toText(toNumber(address) - (toNumber(address) % 2 ** (32 - prefix)) + 2 ** (32 - prefix) - 1);
    nets.set(toText(base), { address, broadcast, hosts: hosts.filter((host) => host !== address) });
  }
  return [...nets.values()];
}
