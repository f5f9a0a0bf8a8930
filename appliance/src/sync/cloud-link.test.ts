import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { decodeJwt } from 'jose';
import { afterEach, expect, test } from 'vitest';
import { genesisHash } from '@auraconnect/shared/journal/journal-row.ts';
import type { HelloRequest, UpRequest } from '@auraconnect/shared/protocol/sync.ts';
import { openFeedAside } from '../adapters/sqlite/feed-aside-file.ts';
import { systemPorts } from '../adapters/node/system-ports.ts';
import { until } from '../testing/paper-store.ts';
import { quietLog, startCore, type TestCore } from '../testing/test-core.ts';
import { newId } from '../testing/test-store.ts';
import { CloudLink } from './cloud-link.ts';
import { DeviceKey } from './device-key.ts';

type Answer = { status: number; body?: unknown; headers?: Record<string, string> } | 'never' | 'cut';

/** What answers is decided by the test: for what no cloud of ours does, but portals, proxies and a cloud brought back from a backup do. */
class OddCloud {
  readonly #server: Server;
  readonly asked: { path: string; jti: string; body: unknown; atMs: number }[] = [];
  cursor = { seq: 0, hash: genesisHash };
  sync: ((path: string, body: unknown) => Answer) | null = null;
  shape: (query: URLSearchParams) => Answer = () => 'never';
  url = '';

  constructor() {
    this.#server = createServer((request, response) => void this.#handle(request, response));
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  of(path: string): typeof this.asked {
    return this.asked.filter((one) => one.path === path);
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    const body = chunks.length === 0 ? null : (JSON.parse(gunzipSync(Buffer.concat(chunks)).toString()) as unknown);
    const token = request.headers.authorization?.slice('Bearer '.length) ?? '';
    this.asked.push({ path: pathname, jti: String(decodeJwt(token).jti), body, atMs: performance.now() });
    const answer =
      pathname === '/v1/shape'
        ? this.shape(searchParams)
        : (this.sync?.(pathname, body) ?? this.#usual(pathname, body));
    if (answer === 'never') return;
    if (answer === 'cut') return void response.destroy();
    response
      .writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers })
      .end(JSON.stringify(answer.body ?? {}));
  }

  #usual(path: string, body: unknown): Answer {
    const { epoch, rows } = body as HelloRequest & UpRequest;
    const last = path === '/sync/v1/up' ? rows.at(-1) : undefined;
    if (last && last.seq > this.cursor.seq) this.cursor = { seq: last.seq, hash: last.hash };
    return {
      status: 200,
      body: {
        cloudEpoch: epoch,
        cursor: { epoch, ...this.cursor },
        quarantined: [],
        serverTime: new Date().toISOString(),
        // As a newer one may: what nobody here knows is passed over.
        accepts: ['rows.9', 'brotli'],
        motto: { ofTheFuture: true },
      },
    };
  }
}

let running: TestCore;
let cloud: OddCloud;
let link: CloudLink;
let folder: string;
afterEach(async () => {
  await link.stop();
  await running.close();
  await cloud.close();
  rmSync(folder, { recursive: true, force: true });
});

async function claimed(prepare: (cloud: OddCloud) => void = () => undefined): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'aura-link-'));
  running = await startCore();
  cloud = await new OddCloud().listen();
  prepare(cloud);
  const ports = systemPorts(quietLog);
  link = new CloudLink(running.core, ports, await DeviceKey.open(await DeviceKey.makeKey()), {
    version: 'test',
    changed: () => undefined,
    printers: () => [barPrinter],
    openAside: () => openFeedAside(join(folder, 'feed-aside.db')),
  });
  await link.run();
  await running.core.appendInternal(() => [
    { type: 'store.claimed', payload: { tenantId: newId(), cloudUrl: cloud.url } },
  ]);
}

const barPrinter = {
  printerId: 'bar',
  name: 'Bar',
  state: 'offline' as const,
  reason: 'The printer is out of paper.',
  code: 'paper-out',
  waiting: 3,
  unknown: 0,
  since: '2026-11-28T19:04:00Z',
};
const items = (): string[] => running.core.view.catalogue().items.map(({ id }) => id);
const shapeHeaders = (offset: string): Record<string, string> => ({
  'electric-handle': 'h1',
  'electric-offset': offset,
  'electric-schema': '{}',
});
const upToDate = { headers: { control: 'up-to-date', global_last_seen_lsn: '0' } };
const snapshotEnd = { headers: { control: 'snapshot-end', xmin: '1', xmax: '1', xip_list: [] } };
const insert = (entity: string, id: string, rev: number, payload: object) => ({
  key: `"f"/"${entity}"/"${id}"`,
  headers: { operation: 'insert' },
  value: {
    tenant: 't',
    scope: '*',
    entity,
    id,
    rev: String(rev),
    schema_v: '1',
    deleted: 'false',
    payload: JSON.stringify(payload),
  },
});

/** A shape that begins with these rows and then waits. */
const feedOf =
  (rows: object[]) =>
  (query: URLSearchParams): Answer => {
    if (query.get('live') === 'true') return 'never';
    return query.get('offset') === '-1'
      ? { status: 200, headers: shapeHeaders('0_inf'), body: rows }
      : { status: 200, headers: { ...shapeHeaders('1_1'), 'electric-up-to-date': '' }, body: [upToDate] };
  };

test('the journal goes up in batches, each request with a token of its own, and nothing is sent twice', async () => {
  await claimed();
  await until(() => cloud.cursor.seq === running.core.durableSeq);
  const seqs = cloud.of('/sync/v1/up').flatMap(({ body }) => (body as UpRequest).rows.map(({ seq }) => seq));
  expect(seqs).toEqual(Array.from({ length: running.core.durableSeq }, (_, index) => index + 1));
  expect(new Set(cloud.asked.map(({ jti }) => jti)).size).toBe(cloud.asked.length);
  await until(() => link.status().state === 'connected' && link.status().pendingEvents === 0);
});

test.each([
  ['that never ended its snapshot', []],
  ['with an end and nothing before it', [snapshotEnd]],
])('an empty feed %s empties no menu', async (_which, rows) => {
  await claimed((odd) => (odd.shape = feedOf(rows)));
  const before = items();
  await until(() => cloud.of('/v1/shape').length >= 3);
  expect(items()).toEqual(before);
  expect(before.length).toBeGreaterThan(3);
});

test('a whole feed is not taken over before the cloud has what the store knew', async () => {
  await claimed((odd) => {
    odd.shape = feedOf([insert('settings', 'store', 2, { id: 'store', name: 'Emptied' }), snapshotEnd]);
    // Brought back from a backup: it says it has less than it said before.
    let hellos = 0;
    odd.sync = (path, body) =>
      path === '/sync/v1/hello' && (hellos += 1) > 1
        ? {
            status: 200,
            body: {
              cloudEpoch: 'e',
              cursor: { epoch: (body as HelloRequest).epoch, seq: 0, hash: genesisHash },
              serverTime: '',
            },
          }
        : (null as never);
  });
  const before = items();
  await until(() => cloud.of('/sync/v1/hello').length >= 3);
  expect(items()).toEqual(before);
  cloud.sync = null;
  await until(() => items().length === 0);
  expect(running.core.view.storeName).toBe('Emptied');
});

test('a cloud that has another history is sent nothing, and says why', async () => {
  await claimed((odd) => (odd.cursor = { seq: 3, hash: 'ab'.repeat(32) }));
  await until(() => link.status().state === 'refused');
  expect(link.status().reason).toMatch(/holds another history of this store at event 3/);
  expect(cloud.of('/sync/v1/up')).toEqual([]);
});

test('retry-after is kept to, and an answer that is no answer is no refusal', async () => {
  let tries = 0;
  await claimed((odd) => {
    odd.sync = (path) => {
      if (path !== '/sync/v1/hello') return null as never;
      tries += 1;
      if (tries === 1)
        return {
          status: 429,
          headers: { 'retry-after': '1' },
          body: { type: 'about:blank', title: 'Busy', status: 429, code: 'too_many_attempts' },
        };
      if (tries === 2) return { status: 200, body: 'Welcome to the hotel' };
      return null as never;
    };
  });
  await until(() => tries === 2);
  const [first, second] = cloud.of('/sync/v1/hello');
  // For the owner, who is not in the store.
  expect(first?.body).toMatchObject({ printers: { printers: [barPrinter] } });
  expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(990);
  await until(() => link.status().state === 'connected');
});

test('a batch whose answer was cut off is sent again, from where the cloud last said', async () => {
  let cut = 2;
  await claimed((odd) => {
    odd.sync = (path, body) => {
      if (path !== '/sync/v1/up' || cut === 0) return null as never;
      cut -= 1;
      const { rows } = body as UpRequest;
      const last = rows.at(-1);
      if (last) odd.cursor = { seq: last.seq, hash: last.hash };
      return 'cut';
    };
  });
  await until(() => link.status().state === 'connected' && link.status().pendingEvents === 0);
  expect(
    cloud
      .of('/sync/v1/up')
      .slice(0, 3)
      .map(({ body }) => (body as UpRequest).after.seq),
  ).toEqual([0, 0, 0]);
});

test('a feed that breaks off is followed again from what was last applied', async () => {
  await claimed((odd) => {
    const whole = [
      insert('settings', 'store', 2, { id: 'store', name: 'Bella' }),
      insert('item', 'soup', 1, { id: 'soup' }),
      snapshotEnd,
    ];
    let lives = 0;
    odd.shape = (query) => {
      if (query.get('live') !== 'true') return feedOf(whole)(query);
      lives += 1;
      return lives === 1 ? 'cut' : 'never';
    };
  });
  await until(() => cloud.of('/v1/shape').length >= 5);
  expect(running.core.view.storeName).toBe('Bella');
  expect(running.core.view.feedPosition()).toEqual({ handle: 'h1', offset: '1_1' });
});

test('a handle that is over in the middle of the snapshot leaves nothing of the half that had come', async () => {
  const half = [insert('settings', 'store', 2, { id: 'store', name: 'Half' }), insert('item', 'ghost', 1, {})];
  const whole = [insert('settings', 'store', 3, { id: 'store', name: 'Whole' }), insert('item', 'soup', 1, {})];
  const asked: string[] = [];
  await claimed((odd) => {
    odd.shape = (query) => {
      const [handle, offset] = [query.get('handle'), query.get('offset')];
      asked.push(`${handle ?? ''} ${offset ?? ''}`);
      if (query.get('live') === 'true') return 'never';
      if (offset === '-1') {
        const isFirst = asked.length === 1;
        const headers = { ...shapeHeaders('0_0'), 'electric-handle': isFirst ? 'h1' : 'h2' };
        return { status: 200, headers, body: isFirst ? half : whole };
      }
      if (handle === 'h1')
        return { status: 409, headers: { 'electric-handle': 'h2' }, body: [{ headers: { control: 'must-refetch' } }] };
      const headers = { ...shapeHeaders(offset === '0_0' ? '0_1' : '1_1'), 'electric-handle': 'h2' };
      return offset === '0_0'
        ? { status: 200, headers, body: [snapshotEnd] }
        : { status: 200, headers: { ...headers, 'electric-up-to-date': '' }, body: [upToDate] };
    };
  });
  await until(() => running.core.view.feedPosition() !== null);
  expect(running.core.view.storeName).toBe('Whole');
  expect(running.core.view.feedPosition()).toEqual({ handle: 'h2', offset: '1_1' });
  const ids = running.core.view.feedEntries().filter(({ deleted }) => !deleted);
  expect(ids.map(({ id }) => id)).toEqual(['store', 'soup']);
  expect(asked).toContain('h1 0_0');
  const told = await running.core.readJournal(0, 1_000);
  expect(told.some(({ bytes }) => bytes.includes('ghost') || bytes.includes('Half'))).toBe(false);
});

test('ending takes no longer because the cloud takes its time', async () => {
  await claimed((odd) => {
    odd.shape = feedOf([insert('settings', 'store', 2, { id: 'store', name: 'Bella' }), snapshotEnd]);
  });
  await until(() => cloud.asked.some(({ path }) => path === '/v1/shape') && link.status().pendingEvents === 0);
  cloud.sync = () => 'never';
  await running.core.appendInternal(() => [{ type: 'staff.pin_set', payload: { staffId: 'anna' } }]);
  await until(() => link.status().pendingEvents > 0);
  const startedMs = performance.now();
  await link.stop();
  expect(performance.now() - startedMs).toBeLessThan(500);
});
