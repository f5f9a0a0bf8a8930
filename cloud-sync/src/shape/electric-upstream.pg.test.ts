import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { StoreBox } from '../../testing/store-box.ts';
import { TestCloud } from '../../testing/test-cloud.ts';

describe('the gatekeeper in front of the real Electric service', () => {
  let electric: Server;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  const asked: URL[] = [];
  let cloud: TestCloud;
  let box: StoreBox;
  let tenantId: string;

  beforeAll(async () => {
    electric = createServer((request, response) => {
      asked.push(new URL(request.url ?? '', 'http://electric'));
      answer(request, response);
    });
    await new Promise<void>((resolve) => electric.listen(0, '127.0.0.1', resolve));
    cloud = await TestCloud.start(inject('pgUrl'), {
      electric: { url: `http://127.0.0.1:${(electric.address() as AddressInfo).port}`, secret: 'only-we-know' },
    });
    const owner = await cloud.owner();
    tenantId = owner.tenantId;
    box = await cloud.box(owner);
  });
  afterAll(async () => {
    await cloud.stop();
    electric.closeAllConnections();
    await new Promise((resolve) => electric.close(resolve));
  });
  const shape = async (query: string) =>
    cloud.send('GET', `/v1/shape?${query}`, { headers: { authorization: `Bearer ${await box.token()}` } });

  test('passes on who asks and where, and passes back what Electric says', async () => {
    answer = (_request, response) =>
      response
        .writeHead(200, {
          'content-type': 'application/json',
          'electric-handle': 'h1',
          'electric-offset': '0_inf',
          'electric-schema': '{}',
          'cache-control': 'public,max-age=604800',
          'set-cookie': 'no=1',
        })
        .end('[]');
    const passed = await shape('table=feed&offset=-1');
    expect(passed).toMatchObject({ status: 200, body: [] });
    expect(passed.headers.get('electric-handle')).toBe('h1');
    expect(passed.headers.get('cache-control')).toBe('private, no-store');
    expect(passed.headers.get('set-cookie')).toBeNull();
    expect(Object.fromEntries(asked.at(-1)?.searchParams ?? [])).toMatchObject({
      table: 'aura.feed',
      'params[1]': tenantId,
      'params[2]': box.storeId,
      secret: 'only-we-know',
    });
  });

  test('passes a 409 with its new handle', async () => {
    answer = (_request, response) =>
      response
        .writeHead(409, { 'content-type': 'application/json', 'electric-handle': 'h2' })
        .end('[{"headers":{"control":"must-refetch"}}]');
    const passed = await shape('offset=1_1&handle=h1');
    expect(passed.status).toBe(409);
    expect(passed.headers.get('electric-handle')).toBe('h2');
  });

  test('asks Electric for nothing when the box asks for what is not its own', async () => {
    const before = asked.length;
    expect((await shape('offset=-1&table=owner')).status).toBe(400);
    expect((await shape('offset=-1&where=true')).status).toBe(400);
    expect((await cloud.send('GET', '/v1/shape?offset=-1')).status).toBe(401);
    expect(asked).toHaveLength(before);
  });

  test('says that the feed is not to be had when Electric is away, and never its secret', async () => {
    answer = (request) => request.socket.destroy();
    const passed = await shape('offset=-1');
    expect(passed.body).toMatchObject({ status: 503, code: 'unavailable' });
    expect(passed.headers.get('retry-after')).toBe('5');
    expect(JSON.stringify(passed.body)).not.toContain('only-we-know');
  });

  test('lets go of Electric when the box goes away', async () => {
    let gone: () => void = () => undefined;
    const letGo = new Promise<void>((resolve) => (gone = resolve));
    answer = (request) => void request.once('close', () => gone());
    const life = new AbortController();
    const waiting = fetch(`${cloud.url}/v1/shape?offset=1_1&handle=h&live=true`, {
      headers: { authorization: `Bearer ${await box.token()}` },
      signal: life.signal,
    }).catch(() => 'gone');
    await new Promise((resolve) => setTimeout(resolve, 200));
    life.abort();
    await letGo;
    expect(await waiting).toBe('gone');
  });
});
