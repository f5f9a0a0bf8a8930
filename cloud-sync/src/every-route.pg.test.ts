import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { StoreBox } from '../testing/store-box.ts';
import { TestCloud, type SignedIn } from '../testing/test-cloud.ts';

/** What it takes to call each route rightly, with ids of whose things are asked for. */
interface Things {
  storeId: string;
  orderId: string;
  alarmId: string;
  epoch: string;
}
/** What the test cloud's owners sign up with. */
const usualPassword = 'a long enough password';
const range = 'from=2026-11-01&to=2026-11-30';
const calls: Record<string, (things: Things) => { query?: string; body?: unknown }> = {
  'get /api/v1/me': () => ({}),
  'post /api/v1/auth/password': () => ({ body: { currentPassword: usualPassword, newPassword: usualPassword } }),
  'get /api/v1/sales/now': ({ storeId }) => ({ query: `storeId=${storeId}` }),
  'get /api/v1/sales/series': ({ storeId }) => ({ query: `storeId=${storeId}&by=day&${range}` }),
  'get /api/v1/sales/items': ({ storeId }) => ({ query: `storeId=${storeId}&${range}` }),
  'get /api/v1/sales/tenders': ({ storeId }) => ({ query: `storeId=${storeId}&${range}` }),
  'get /api/v1/orders': ({ storeId }) => ({ query: `storeId=${storeId}` }),
  'get /api/v1/orders.csv': ({ storeId }) => ({ query: `storeId=${storeId}` }),
  'get /api/v1/orders/:orderId': () => ({}),
  'get /api/v1/reconciliation': ({ storeId }) => ({ query: `storeId=${storeId}` }),
  'get /api/v1/menu': ({ storeId }) => ({ query: `storeId=${storeId}` }),
  'post /api/v1/menu/preview': ({ storeId }) => ({
    body: {
      storeId,
      changes: [
        {
          entity: 'category',
          id: 'burgers',
          baseRev: 1,
          payload: { id: 'burgers', name: 'Taken over', position: 0, hue: 'red' },
        },
      ],
    },
  }),
  'post /api/v1/menu/publish': ({ storeId }) => ({
    body: {
      storeId,
      changes: [
        {
          entity: 'category',
          id: 'burgers',
          baseRev: 1,
          payload: { id: 'burgers', name: 'Taken over', position: 0, hue: 'red' },
        },
      ],
    },
  }),
  'post /api/v1/menu/disagreements/decide': ({ storeId }) => ({
    body: { storeId, disagreementId: storeId, decision: 'keep' },
  }),
  'post /api/v1/menu/store-prices/revoke': ({ storeId }) => ({
    body: { storeId, entity: 'item', id: 'burger', path: 'variants/regular/price' },
  }),
  'get /api/v1/menu/publications': ({ storeId }) => ({ query: `storeId=${storeId}` }),
  'get /api/v1/stores': () => ({}),
  'get /api/v1/stores/:storeId': () => ({}),
  'post /api/v1/stores/:storeId/rebuild': () => ({}),
  'post /api/v1/stores/:storeId/boxes/retire': ({ epoch }) => ({ body: { epoch, retired: false } }),
  'get /api/v1/quarantine': ({ storeId }) => ({ query: `storeId=${storeId}` }),
  'get /api/v1/exceptions': ({ storeId }) => ({ query: `storeId=${storeId}` }),
  'post /api/v1/alarms/:alarmId/acknowledge': () => ({}),
  'post /api/v1/claim-codes': () => ({ body: {} }),
  'get /api/v1/claim-codes': () => ({}),
};
/** Routes that name nothing of anybody: they answer about who asks. */
const aboutTheCaller = [
  'get /api/v1/me',
  'post /api/v1/auth/password',
  'get /api/v1/stores',
  'get /api/v1/claim-codes',
  'post /api/v1/claim-codes',
];

describe('every route', () => {
  let cloud: TestCloud;
  let owner: SignedIn;
  let stranger: SignedIn;
  let box: StoreBox;
  let strangersBox: StoreBox;
  let things: Things;

  beforeAll(async () => {
    cloud = await TestCloud.start(inject('pgUrl'));
    owner = await cloud.owner();
    stranger = await cloud.owner();
    box = (await cloud.box(owner)).open();
    strangersBox = (await cloud.box(stranger)).open();
    const till = box.sell();
    box.write('order.line_added', {}, { orderId: box.sell({ close: false }).order.orderId, bytes: '{}' });
    await box.sync();
    await strangersBox.sync();
    const twin = box.clone(5);
    twin.sell();
    await twin.up(6);
    const detail = (await owner.get(`/api/v1/stores/${box.storeId}`)).body;
    things = { storeId: box.storeId, orderId: till.order.orderId, alarmId: detail.alarms[0].alarmId, epoch: box.epoch };
  });
  afterAll(() => cloud.stop());

  const call = (who: SignedIn | null, name: string, of: Things) => {
    const [method = '', path = ''] = name.split(' ');
    const { query, body } = calls[name]?.(of) ?? {};
    const filled = path.replace(':storeId', of.storeId).replace(':orderId', of.orderId).replace(':alarmId', of.alarmId);
    return cloud.send(method.toUpperCase(), `${filled}${query === undefined ? '' : `?${query}`}`, {
      ...(who === null ? {} : { headers: { authorization: `Bearer ${who.accessToken}` } }),
      ...(body === undefined ? {} : { body }),
    });
  };

  test('for owners is in the list of this test', () => {
    const routes = cloud.cloud
      .routes()
      .filter(({ access }) => access === 'owner')
      .map(({ method, path }) => `${method} ${path}`);
    expect(routes.sort()).toEqual(Object.keys(calls).sort());
  });

  test.each(Object.keys(calls))('%s needs a token', async (name) => {
    expect((await call(null, name, things)).body).toMatchObject({ status: 401, code: 'not_signed_in' });
  });

  test.each(Object.keys(calls).filter((name) => !aboutTheCaller.includes(name)))(
    "%s gives and does nothing of another tenant's",
    async (name) => {
      const answer = await call(stranger, name, things);
      expect(answer.body).toMatchObject({ status: 404, code: 'not_found' });
    },
  );

  test.each(aboutTheCaller)('%s tells nothing of another tenant', async (name) => {
    const text = JSON.stringify((await call(stranger, name, things)).body);
    for (const secret of [owner.tenantId, owner.ownerId, box.storeId]) expect(text).not.toContain(secret);
  });

  test("after all that the other tenant's things are as they were", async () => {
    const menu = (await owner.get(`/api/v1/menu?storeId=${box.storeId}`)).body;
    expect(menu.entries.find((entry: { id: string }) => entry.id === 'burgers')).toMatchObject({
      rev: 1,
      payload: { name: 'Burgers' },
    });
    const detail = (await owner.get(`/api/v1/stores/${box.storeId}`)).body;
    expect(detail).toMatchObject({ quarantinedCount: 1 });
    expect(detail.alarms[0].acknowledgedAt).toBeNull();
  });

  test.each(Object.keys(calls))('%s answers its owner', async (name) => {
    const answer = await call(owner, name, name.includes('publish') ? { ...things } : things);
    if (name.endsWith('/decide')) expect(answer.body).toMatchObject({ status: 409, code: 'disagreement_decided' });
    else expect(answer.status).toBeLessThan(300);
  });

  test('a box can speak for its own store only', async () => {
    const row = strangersBox.write('day.opened', { businessDate: '2026-11-25', previous: null });
    for (const [path, body] of [
      [
        '/sync/v1/hello',
        { store: box.storeId, epoch: box.epoch, durableSeq: 1, headHash: box.head.hash, version: '1' },
      ],
      ['/sync/v1/tail', { store: box.storeId, epoch: box.epoch, afterSeq: 0, limit: 10 }],
      [
        '/sync/v1/up',
        {
          store: box.storeId,
          epoch: strangersBox.epoch,
          after: { epoch: strangersBox.epoch, seq: row.seq - 1, hash: row.prevHash },
          rows: [row],
          durableSeq: row.seq,
        },
      ],
    ] as const) {
      expect((await strangersBox.post(path, body)).body).toMatchObject({ status: 403, code: 'other_store' });
    }
    const smuggled = await strangersBox.post('/sync/v1/up', {
      store: strangersBox.storeId,
      epoch: box.epoch,
      after: { epoch: box.epoch, seq: 0, hash: '0'.repeat(64) },
      rows: box.rows.slice(0, 2),
      durableSeq: 2,
    });
    expect(smuggled.body).toMatchObject({ status: 422, code: 'chain_broken', data: { reason: 'other_history' } });
  });

  test('a signed request is good for once', async () => {
    const token = await box.token();
    const body = {
      store: box.storeId,
      epoch: box.epoch,
      durableSeq: box.rows.length,
      headHash: box.head.hash,
      version: '1',
    };
    expect((await box.post('/sync/v1/hello', body, token)).status).toBe(200);
    expect((await box.post('/sync/v1/hello', body, token)).body).toMatchObject({ status: 401, code: 'token_replayed' });
  });

  const bodies: [string, unknown][] = [
    ['an empty object', {}],
    ['a list', []],
    ['a number', 7],
    ['null', null],
    ['deep nonsense', { storeId: { $ne: 1 }, changes: 'x', rows: [[[]]] }],
    ['an unknown field', { constructor: 1, __proto__: { a: 1 }, x: 1 }],
  ];
  const posts = [
    '/api/v1/auth/sign-up',
    '/api/v1/auth/login',
    '/api/v1/menu/preview',
    '/api/v1/menu/publish',
    '/sync/v1/claim',
  ];
  test.each(posts.flatMap((path) => bodies.map(([title, body]) => [path, title, body] as const)))(
    'POST %s refuses %s',
    async (path, _title, body) => {
      const answer = await cloud.send('POST', path, {
        body,
        headers: { authorization: `Bearer ${owner.accessToken}` },
      });
      expect(answer.body).toMatchObject({
        status: 400,
        code: 'bad_request',
        type: 'urn:auraconnect:problem:bad_request',
        correlationId: expect.stringMatching(/^[\w-]{36}$/),
      });
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    },
  );

  test.each([
    ['that is no JSON', 'application/json', '{"a":', 400],
    ['that is no text', 'application/json', Buffer.from([0x22, 0xff, 0xfe, 0x22]), 400],
    ['of another type', 'text/plain', 'hello', 415],
    ['that says it is packed and is not', 'application/json', 'plain', 400],
    ['larger than allowed', 'application/json', `"${'x'.repeat(600_000)}"`, 413],
  ])('a body %s is refused and the server lives', async (title, type, body, status) => {
    const answer = await fetch(`${cloud.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': type, ...(title.includes('packed') ? { 'content-encoding': 'gzip' } : {}) },
      body: body as string,
    });
    expect(answer.status).toBe(status);
    expect((await cloud.send('GET', '/health')).status).toBe(200);
  });

  test('a bomb of zeros that unpacks to gigabytes is stopped at the limit', async () => {
    const { gzipSync } = await import('node:zlib');
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
    const answer = await fetch(`${cloud.url}/sync/v1/up`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-encoding': 'gzip',
        authorization: `Bearer ${await box.token()}`,
      },
      body: new Uint8Array(bomb),
    });
    expect(answer.status).toBe(413);
  });

  test.each([
    'storeId=1',
    'storeId=',
    'from=yesterday',
    'page=0',
    'page=1e9',
    'pageSize=5000',
    'sort=password',
    'status=open&status=closed',
    'unheard=of',
    'search=%27%3B+drop+table+orders--',
    'search=%25_%5C',
  ])('GET orders?%s is answered or refused, never a fault', async (query) => {
    expect([200, 400]).toContain((await owner.get(`/api/v1/orders?${query}`)).status);
  });

  test.each([
    '/api/v1/nothing',
    '/api',
    '/sync/v1',
    '/v1/shapes',
    '/api/v1/orders/not-an-id',
    '/api/v1/orders/%00',
    '/%E0%A4%A',
  ])('GET %s is a problem, not the portal', async (path) => {
    const answer = await owner.get(path);
    expect([400, 404]).toContain(answer.status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  test('what the server tells of itself: health, figures, and its own description', async () => {
    expect((await cloud.send('GET', '/health')).body).toMatchObject({
      status: 'ok',
      dependencies: [
        { name: 'postgres', ok: true },
        { name: 'shapes', ok: true },
      ],
    });
    const metrics = await cloud.send('GET', '/metrics');
    expect(metrics.body).toMatch(
      /aura_cloud_request_seconds_count\{method="POST",route="\/sync\/v1\/up",status="2xx"\} \d+/,
    );
    const document = (await cloud.send('GET', '/openapi.json')).body;
    expect(document.openapi).toBe('3.1.1');
    for (const { method, path } of cloud.cloud.routes())
      expect(document.paths[path.replaceAll(/:(\w+)/g, '{$1}')]?.[method]).toBeDefined();
    expect(JSON.stringify(document.paths['/sync/v1/up'].post.requestBody)).toContain('prevHash');
  });

  test('answers carry what a browser needs to be careful, and the id of the request', async () => {
    const answer = await cloud.send('GET', '/api/v1/me', { headers: { 'x-correlation-id': 'from-the-till-0001' } });
    expect(answer.headers.get('x-correlation-id')).toBe('from-the-till-0001');
    expect(answer.body.correlationId).toBe('from-the-till-0001');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('x-powered-by')).toBeNull();
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});
