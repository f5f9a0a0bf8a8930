import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const defaultAddress = 'http://127.0.0.1:4100';
const fileName = 'appliance.json';

/**
 * The origin of an appliance that a till may open, or null: http or https, no user, no path, and a host on the store's own
 * network (loopback, a private or link-local address, a bare or `.local` name). A till never opens a page of the internet.
 */
export function applianceOrigin(text: string): string | null {
  let url: URL;
  try {
    url = new URL(text.includes('://') ? text : `http://${text}`);
  } catch {
    return null;
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  if (url.username !== '' || url.password !== '') return null;
  if (!['', '/', '/pos', '/pos/'].includes(url.pathname) || url.search !== '') return null;
  return isStoreHost(url.hostname) ? url.origin : null;
}

function isStoreHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (host === 'localhost' || host.endsWith('.local') || host.endsWith('.localhost')) return true;
  const octets = /^(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(host)?.slice(1).map(Number);
  if (octets !== undefined) {
    const [first = 0, second = 0] = octets;
    return (
      first === 127 ||
      first === 10 ||
      (first === 192 && second === 168) ||
      (first === 172 && second >= 16 && second <= 31) ||
      (first === 169 && second === 254)
    );
  }
  if (host.includes(':')) return host === '::1' || /^f[cd]/.test(host) || /^fe[89ab]/.test(host);
  // A bare name is one of the store's network; a name with a dot is one of the internet.
  return host !== '' && !host.includes('.');
}

/** Remembers the appliance in the program's own folder. */
export class AddressBook {
  readonly #file: string;

  constructor(folder: string) {
    this.#file = join(folder, fileName);
  }

  async read(): Promise<string | null> {
    try {
      const { address } = JSON.parse(await readFile(this.#file, 'utf8')) as { address?: unknown };
      return typeof address === 'string' ? applianceOrigin(address) : null;
    } catch {
      return null;
    }
  }

  async write(origin: string): Promise<void> {
    await writeWhole(this.#file, JSON.stringify({ address: origin }));
  }
}

/** A file is old or new, never half: a till loses power at any moment. */
export async function writeWhole(file: string, content: string): Promise<void> {
  const aside = `${file}.new`;
  await writeFile(aside, content, { mode: 0o600, flush: true });
  await rename(aside, file);
}
