import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import type { Net } from 'electron';
import { contentPolicy } from './content-policy.ts';

/** How long the appliance may take to give its page before the packaged one is shown. */
export const pagePatienceMs = 2_000;

/** The till and the guest's side are one file. */
const pages: readonly string[] = ['', 'customer'];

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export interface PosShell {
  net: Pick<Net, 'fetch'>;
  /** The renderer that came with this program. */
  folder: string;
  origin: () => string;
}

/**
 * Answers the page's requests: the till's own files come from the appliance, and when it is away from the package, at the same
 * address, so that the till starts, knows its device and sells although the appliance is off. Everything else goes to the network.
 */
export function posShell({ net, folder, origin }: PosShell): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url);
    const isOwnFile = url.origin === origin() && (url.pathname === '/pos' || url.pathname.startsWith('/pos/'));
    if (request.method !== 'GET' || !isOwnFile) return net.fetch(request, { bypassCustomProtocolHandlers: true });
    try {
      const signal = AbortSignal.timeout(pagePatienceMs);
      const answer = await net.fetch(request.url, {
        headers: request.headers,
        signal,
        bypassCustomProtocolHandlers: true,
      });
      if (answer.status < 500) return answer;
    } catch {
      // The appliance is away: the package stands in.
    }
    return packagedFile(folder, url.pathname.replace(/^\/pos\/?/, ''), origin());
  };
}

async function packagedFile(folder: string, path: string, origin: string): Promise<Response> {
  const name = decoded(path);
  const file = normalize(join(folder, pages.includes(name) ? 'index.html' : name));
  if (!file.startsWith(folder.endsWith(sep) ? folder : folder + sep)) return new Response(null, { status: 404 });
  try {
    const body = new Uint8Array(await readFile(file));
    const headers = {
      'content-type': contentTypes[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': contentPolicy(origin),
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    };
    return new Response(body, { headers });
  } catch {
    return new Response(null, { status: 404 });
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '..';
  }
}
