import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { portableSha256, rowHash } from '@auraconnect/shared/journal/hash.ts';
import { genesisHash, type JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import { journalDictionary } from '@auraconnect/shared/protocol/journal-dictionary.ts';
import { PackedUpRequest, unpackUpRequest } from '@auraconnect/shared/protocol/journal-wire.ts';
import type { UpRequest } from '@auraconnect/shared/protocol/sync.ts';
import { systemPorts } from '../adapters/node/system-ports.ts';
import { quietLog, startCore, type TestCore } from '../testing/test-core.ts';
import { CloudClient } from './cloud-client.ts';
import { DeviceKey } from './device-key.ts';

const dictionary = Buffer.from(journalDictionary, 'base64');

let running: TestCore;
afterEach(() => running.close());

interface Sent {
  headers: Record<string, string>;
  json: Record<string, unknown>;
}

/** A client whose cloud greets with `accepts` and answers batches as the test says. */
async function clientOf(
  accepts: string[] | undefined,
  refusals = 0,
): Promise<{ client: CloudClient; sent: Sent[]; request: UpRequest }> {
  running = await startCore();
  const { storeId, epoch, durableSeq } = running.core;
  const after = { epoch, seq: 0, hash: genesisHash };
  const request = { store: storeId, epoch, after, durableSeq, rows: await running.core.readJournal(0, 1_000) };
  const cursor = { epoch, seq: durableSeq, hash: running.core.headHash };
  const sent: Sent[] = [];
  const fetch = async (url: string | URL, init?: RequestInit): Promise<Response> => {
    const headers = init?.headers as Record<string, string>;
    const bytes = Buffer.from(init?.body as Uint8Array);
    const plain =
      headers['content-encoding'] === 'gzip'
        ? gunzipSync(bytes)
        : zstdDecompressSync(bytes, headers['aura-dictionary'] === undefined ? {} : { dictionary });
    if (String(url).endsWith('/hello'))
      return Response.json({ cloudEpoch: 'a', cursor, serverTime: '2026-11-24T18:00:00Z', accepts, newer: true });
    sent.push({ headers, json: JSON.parse(plain.toString('utf8')) as Record<string, unknown> });
    refusals -= 1;
    if (refusals >= 0)
      return new Response(JSON.stringify({ type: 'x', title: 'no', status: 422, code: 'chain_broken' }), {
        status: 422,
      });
    return Response.json({ cloudEpoch: 'a', cursor, quarantined: [] });
  };
  const ports = { ...systemPorts(quietLog), network: { fetch, connect: () => Promise.reject(new Error('none')) } };
  const client = new CloudClient(ports, await DeviceKey.open(await DeviceKey.makeKey()));
  const { headHash } = running.core;
  await client.hello('http://cloud.test', { store: storeId, epoch, durableSeq, headHash, version: 'test' });
  return { client, sent, request };
}

test.each([
  ['an older cloud gets rows as they were always sent', undefined, 'gzip', undefined],
  [
    'a cloud that reads the short form but not our dictionary gets it with gzip',
    ['rows.1', 'zstd.77'],
    'gzip',
    'rows.1',
  ],
  [
    'a cloud with our dictionary that wants another form of rows gets whole rows',
    ['rows.9', 'zstd.1'],
    'zstd',
    undefined,
  ],
  ['a cloud of this version gets the short form with the dictionary', ['rows.1', 'zstd.1'], 'zstd', 'rows.1'],
])('%s', async (_title, accepts, encoding, form) => {
  const { client, sent, request } = await clientOf(accepts);
  await client.up('http://cloud.test', request);
  expect(sent).toHaveLength(1);
  expect(sent[0]?.headers['content-encoding']).toBe(encoding);
  expect(sent[0]?.json['form']).toBe(form);
  if (form === undefined) expect(sent[0]?.json).toEqual(JSON.parse(JSON.stringify(request)));
});

test('what is written in slices is the JSON of the whole, however many rows there are', async () => {
  const { client, sent, request } = await clientOf(['rows.1', 'zstd.1']);
  const many = chained(request, 257);
  for (const count of [1, 99, 100, 101, 257])
    await client.up('http://cloud.test', { ...many, rows: many.rows.slice(0, count) });
  expect(sent.map(({ json }) => (json['columns'] as unknown[]).length)).toEqual([1, 99, 100, 101, 257]);
  for (const [index, { json }] of sent.entries()) {
    const { rows } = unpackUpRequest(PackedUpRequest.parse(json), portableSha256) ?? { rows: [] };
    expect(rows).toEqual(many.rows.slice(0, [1, 99, 100, 101, 257][index]));
  }
});

/** As many rows as are wanted, of the store's own first one. */
function chained(request: UpRequest, count: number): UpRequest {
  const [first] = request.rows;
  if (first === undefined) throw new Error('the store wrote nothing');
  const rows: JournalRow[] = [];
  for (let seq = 1; seq <= count; seq += 1) {
    const row = { ...first, seq, prevHash: rows.at(-1)?.hash ?? first.prevHash };
    rows.push({ ...row, hash: rowHash(row, row.bytes, row.prevHash) });
  }
  return { ...request, rows };
}

test('a batch whose hashes do not add up is sent once more with all of them, so that the entry is named', async () => {
  const { client, sent, request } = await clientOf(['rows.1', 'zstd.1'], 1);
  await client.up('http://cloud.test', request);
  expect(sent.map(({ json }) => json['form'])).toEqual(['rows.1', undefined]);
  expect(sent[1]?.json['rows']).toHaveLength(request.rows.length);
});
