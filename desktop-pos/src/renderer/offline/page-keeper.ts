/** What a service worker gives to keep a page; the DOM's own types know only the page's side of it. */
interface LastingEvent {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchingEvent {
  request: Pick<Request, 'method' | 'mode' | 'url'>;
  respondWith(answer: Promise<Response>): void;
}
export interface KeeperScope {
  addEventListener(type: 'install' | 'activate', listener: (event: LastingEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchingEvent) => void): void;
  skipWaiting(): Promise<void>;
  registration: { scope: string };
  clients: { claim(): Promise<void> };
  caches: Pick<CacheStorage, 'open' | 'keys' | 'delete'>;
  fetch(request: RequestInfo, init?: RequestInit): Promise<Response>;
}

const cachePrefix = 'auraconnect-pos ';
/** How long the appliance may take to give the page before the kept one is shown. */
const pagePatienceMs = 3_000;

/**
 * Keeps the till's page in this browser, so that it opens and reloads while the appliance is away. The page is asked of the appliance
 * first; its files have their content in their names, so the kept ones are right whenever they are asked for. Nothing else is touched:
 * what the appliance says under `/api` is never kept here.
 *
 * @param files what the page is made of, relative to it; their names are the version
 */
export function keepPage(worker: KeeperScope, files: readonly string[]): void {
  const { caches } = worker;
  const cacheName = cachePrefix + files.join(' ');
  const urlOf = (file: string): string => new URL(file, worker.registration.scope).href;
  const home = urlOf('./');
  const kept = async (url: string): Promise<Response | undefined> => (await caches.open(cacheName)).match(url);

  async function install(): Promise<void> {
    const cache = await caches.open(cacheName);
    // `reload`: the page that names these files must not come from the browser's own cache of an older build.
    await cache.addAll([home, ...files.map(urlOf)].map((url) => new Request(url, { cache: 'reload' })));
    await worker.skipWaiting();
  }

  async function activate(): Promise<void> {
    const old = (await caches.keys()).filter((name) => name.startsWith(cachePrefix) && name !== cacheName);
    await Promise.all(old.map((name) => caches.delete(name)));
    await worker.clients.claim();
  }

  async function page(request: FetchingEvent['request']): Promise<Response> {
    try {
      const answer = await worker.fetch(request as Request, { signal: AbortSignal.timeout(pagePatienceMs) });
      if (answer.status < 500) return answer;
    } catch {
      // The appliance is away: the kept page stands in.
    }
    return (await kept(home)) ?? Response.error();
  }

  const file = async (request: FetchingEvent['request']): Promise<Response> =>
    (await kept(request.url)) ?? worker.fetch(request as Request);

  const known = new Set(files.map(urlOf));
  worker.addEventListener('install', (event) => event.waitUntil(install()));
  worker.addEventListener('activate', (event) => event.waitUntil(activate()));
  worker.addEventListener('fetch', (event) => {
    const { request } = event;
    if (request.method !== 'GET') return;
    if (request.mode === 'navigate') event.respondWith(page(request));
    else if (known.has(request.url)) event.respondWith(file(request));
  });
}
