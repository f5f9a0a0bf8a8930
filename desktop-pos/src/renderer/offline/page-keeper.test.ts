import { describe, expect, it } from 'vitest';
import { keepPage, type KeeperScope } from './page-keeper.ts';

const scope = 'http://127.0.0.1:4100/pos/';
const files = ['assets/index-abc.js', 'assets/index-abc.css'];
type Listener = (event: {
  waitUntil(work: Promise<unknown>): void;
  request: Pick<Request, 'method' | 'mode' | 'url'>;
  respondWith(answer: Promise<Response>): void;
}) => void;

/** A browser's caches that outlive a worker, and an appliance that can be away. */
class Browser {
  readonly stored = new Map<string, Map<string, string>>();
  readonly asked: string[] = [];
  answer: (url: string) => Response = (url) => new Response(`new ${url}`);
  readonly #listeners = new Map<string, Listener>();

  run(names: readonly string[] = files): void {
    const open = async (name: string): Promise<Cache> => {
      const cache = this.stored.get(name) ?? new Map<string, string>();
      this.stored.set(name, cache);
      return {
        addAll: async (requests: Request[]) => {
          for (const { url } of requests) {
            const answer = this.answer(url);
            if (!answer.ok) throw new TypeError('not stored');
            cache.set(url, `kept ${url}`);
          }
        },
        match: async (url: string) => (cache.has(url) ? new Response(cache.get(url)) : undefined),
      } as unknown as Cache;
    };
    const worker = {
      addEventListener: (type: string, listener: Listener) => void this.#listeners.set(type, listener),
      skipWaiting: async () => undefined,
      registration: { scope },
      clients: { claim: async () => undefined },
      caches: {
        open,
        keys: async () => [...this.stored.keys()],
        delete: async (name: string) => this.stored.delete(name),
      },
      fetch: async ({ url }: Request) => {
        this.asked.push(url);
        return this.answer(url);
      },
    };
    keepPage(worker as unknown as KeeperScope, names);
  }

  async happens(type: 'install' | 'activate'): Promise<void> {
    let work: Promise<unknown> = Promise.resolve();
    this.#listeners.get(type)?.({ waitUntil: (promise) => void (work = promise) } as Parameters<Listener>[0]);
    await work;
  }

  /** What the page gets; null when the worker leaves it to the browser. */
  async asks(path: string, mode: RequestMode = 'no-cors', method = 'GET'): Promise<string | null> {
    const answers: Promise<Response>[] = [];
    const event = {
      request: { url: new URL(path, scope).href, mode, method },
      respondWith: (answer: Promise<Response>) => void answers.push(answer),
    };
    this.#listeners.get('fetch')?.(event as Parameters<Listener>[0]);
    const [answer] = await Promise.all(answers);
    return answer === undefined ? null : await answer.text();
  }
}

async function withKeptPage(): Promise<Browser> {
  const browser = new Browser();
  browser.run();
  await browser.happens('install');
  await browser.happens('activate');
  return browser;
}

const away = (): Response => {
  throw new TypeError('no route to host');
};

describe('the till’s page in the browser', () => {
  it('comes from the appliance while it answers, and from this browser when it does not', async () => {
    const browser = await withKeptPage();
    expect(await browser.asks('./', 'navigate')).toBe(`new ${scope}`);
    browser.answer = away;
    expect(await browser.asks('./', 'navigate')).toBe(`kept ${scope}`);
    expect(await browser.asks('orders?from=link', 'navigate')).toBe(`kept ${scope}`);
    browser.answer = () => new Response('being started', { status: 503 });
    expect(await browser.asks('./', 'navigate')).toBe(`kept ${scope}`);
  });

  it('takes files with their content in their names from this browser at once', async () => {
    const browser = await withKeptPage();
    expect(await browser.asks('assets/index-abc.js')).toBe(`kept ${scope}assets/index-abc.js`);
    expect(browser.asked).toEqual([]);
  });

  it('never stands between the till and what the appliance says', async () => {
    const browser = await withKeptPage();
    expect(await browser.asks('/api/v1/bootstrap', 'cors')).toBeNull();
    expect(await browser.asks('/api/v1/commands', 'cors', 'POST')).toBeNull();
    expect(await browser.asks('./', 'navigate', 'POST')).toBeNull();
    const keptUrls = [...browser.stored.values()].flatMap((cache) => [...cache.keys()]);
    expect(keptUrls.filter((url) => url.includes('/api/'))).toEqual([]);
  });

  it('is replaced as a whole by a newer one, and stays when the newer one cannot be had whole', async () => {
    const browser = await withKeptPage();
    browser.run(['assets/index-def.js']);
    browser.answer = (url) => new Response('', { status: url.endsWith('.js') ? 404 : 200 });
    await expect(browser.happens('install')).rejects.toThrow('not stored');
    browser.run();
    browser.answer = away;
    expect(await browser.asks('./', 'navigate')).toBe(`kept ${scope}`);

    browser.answer = (url) => new Response(url);
    browser.run(['assets/index-def.js']);
    await browser.happens('install');
    await browser.happens('activate');
    expect([...browser.stored.keys()]).toEqual(['auraconnect-pos assets/index-def.js']);
  });
});
