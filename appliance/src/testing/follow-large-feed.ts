import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { genesisHash } from '@auraconnect/shared/journal/journal-row.ts';
import type { UpRequest } from '@auraconnect/shared/protocol/sync.ts';
import { gunzipSync } from 'node:zlib';
import { systemPorts } from '../adapters/node/system-ports.ts';
import { openFeedAside } from '../adapters/sqlite/feed-aside-file.ts';
import { CloudLink } from '../sync/cloud-link.ts';
import { DeviceKey } from '../sync/device-key.ts';
import { MemoryAside } from '../sync/feed-aside.ts';
import { quietLog, startCore } from './test-core.ts';
import { newId } from './test-store.ts';

/**
 * A program of its own, for a test that gives it little memory: a whole store follows a cloud whose feed has 200,000 rows, most of them of
 * things that were deleted before it was there or that only a newer version can read, and says what its menu is then.
 */
const rowCount = 200_000;
const rowsPerChunk = 1_000;
const settled = JSON.stringify({
  stamp: '',
  edits: Array.from({ length: 20 }, (_, edit) => `0192f000-0000-7000-8000-0000000000${10 + edit}`),
  prices: {},
});

const told = (entity: string, id: string, payload: string | null, deleted = false): object => ({
  key: `"f"/"${entity}"/"${id}"`,
  headers: { operation: 'insert' },
  value: { tenant: 't', scope: '*', entity, id, rev: '1', schema_v: '1', deleted: String(deleted), payload, settled },
});

function rowOf(place: number): object {
  if (place === 7) return told('settings', 'store', '{"id":"store","name":"Bella"}');
  if (place === 11 || place === rowCount - 1) return told('item', `dish-${place}`, '{"name":"Soup of the day"}');
  return place % 4 === 0 ? told('item', `new-${place}`, '{"half') : told('item', `old-${place}`, null, true);
}

const control = (name: string): object => ({ headers: { control: name } });
let shapeRows = 0;
let cursor = { seq: 0, hash: genesisHash };

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const answer = (body: unknown, headers: Record<string, string> = {}): void =>
      void response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    if (pathname !== '/v1/shape') {
      const { rows, epoch } = JSON.parse(gunzipSync(Buffer.concat(chunks)).toString()) as UpRequest;
      const last = (rows as UpRequest['rows'] | undefined)?.at(-1);
      if (last !== undefined) cursor = { seq: last.seq, hash: last.hash };
      return answer({ cloudEpoch: 'c', cursor: { epoch, ...cursor }, quarantined: [], serverTime: '' });
    }
    if (searchParams.get('live') === 'true') return;
    const offset = searchParams.get('offset') ?? '-1';
    const chunk = offset === '-1' ? 0 : Number(offset.split('_')[1]) + 1;
    const headers = { 'electric-handle': 'h1', 'electric-schema': '{}' };
    const first = chunk * rowsPerChunk;
    if (first >= rowCount)
      return answer([control('up-to-date')], { ...headers, 'electric-offset': '1_1', 'electric-up-to-date': '' });
    const rows = Array.from({ length: rowsPerChunk }, (_, index) => rowOf(first + index));
    shapeRows += rows.length;
    if (first + rowsPerChunk >= rowCount) rows.push(control('snapshot-end'));
    answer(rows, { ...headers, 'electric-offset': `0_${chunk}` });
  });
});

await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const cloudUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const folder = mkdtempSync(join(tmpdir(), 'aura-large-feed-'));
const { core, close } = await startCore();
const link = new CloudLink(core, systemPorts(quietLog), await DeviceKey.open(await DeviceKey.makeKey()), {
  version: 'test',
  changed: () => undefined,
  printers: () => [],
  openAside: () => (process.argv[2] === 'memory' ? new MemoryAside() : openFeedAside(join(folder, 'feed-aside.db'))),
});
await link.run();
await core.appendInternal(() => [{ type: 'store.claimed', payload: { tenantId: newId(), cloudUrl } }]);
while (core.view.storeName !== 'Bella') await new Promise((resolve) => setTimeout(resolve, 50));
const dishes = core.view.feedEntries().filter(({ id, deleted }) => id.startsWith('dish-') && !deleted);
console.log(JSON.stringify({ rows: shapeRows, dishes: dishes.length }));
await link.stop();
server.closeAllConnections();
server.close();
await close();
rmSync(folder, { recursive: true, force: true });
