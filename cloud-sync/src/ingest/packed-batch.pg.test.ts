import { zstdCompressSync } from 'node:zlib';
import { genesisHash } from '@auraconnect/shared/journal/journal-row.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { journalDictionary, journalDictionaryId } from '@auraconnect/shared/protocol/journal-dictionary.ts';
import { packUpRequest } from '@auraconnect/shared/protocol/journal-wire.ts';
import type { UpRequest } from '@auraconnect/shared/protocol/sync.ts';
import type { StoreBox } from '../../testing/store-box.ts';
import { TestCloud, type SignedIn } from '../../testing/test-cloud.ts';

const dictionary = Buffer.from(journalDictionary, 'base64');
const headers = { 'content-encoding': 'zstd', 'aura-dictionary': String(journalDictionaryId) };
const packed = (body: unknown): Buffer => zstdCompressSync(JSON.stringify(body), { dictionary });

describe('a store sends its journal packed', () => {
  let cloud: TestCloud;
  let owner: SignedIn;
  let box: StoreBox;
  beforeAll(async () => {
    cloud = await TestCloud.start(inject('pgUrl'));
  });
  afterAll(() => cloud.stop());
  beforeEach(async () => {
    owner = await cloud.owner();
    box = (await cloud.box(owner)).open();
    box.sell();
  });

  const request = (): UpRequest => ({
    store: box.storeId,
    epoch: box.epoch,
    after: { epoch: box.epoch, seq: 0, hash: genesisHash },
    rows: box.rows,
    durableSeq: box.rows.length,
  });
  const kept = () =>
    cloud.look(
      `select seq::int, bytes, actor, n::int, occurred_at as "occurredAt", encode(prev_hash, 'hex') as "prevHash", encode(hash, 'hex') as hash from journal_event where tenant = $1 order by seq`,
      [owner.tenantId],
    );

  test('the cloud says what it reads, and keeps what arrived packed to the byte', async () => {
    expect((await box.hello()).body.accepts).toEqual(['rows.1', `zstd.${journalDictionaryId}`, 'ahead']);
    const answer = await box.postPacked('/sync/v1/up', packed(packUpRequest(request())), headers);
    expect(answer).toMatchObject({ status: 200, body: { cursor: box.head, quarantined: [] } });
    expect(await kept()).toEqual(
      box.rows.map(({ seq, bytes, actor, n, occurredAt, prevHash, hash }) =>
        expect.objectContaining({ seq, bytes, actor, n, occurredAt, prevHash, hash }),
      ),
    );
  });

  test('a row that was changed on the way or on the disk is found, and a person is told', async () => {
    box.rows[4] = { ...(box.rows[4] as (typeof box.rows)[number]), actor: 'mallory' };
    const answer = await box.postPacked('/sync/v1/up', packed(packUpRequest(request())), headers);
    expect(answer).toMatchObject({ status: 422, body: { code: 'chain_broken' } });
    expect(await kept()).toEqual([]);
    expect(await cloud.look('select code from alarm where tenant = $1', [owner.tenantId])).toEqual([
      { code: 'chain_broken' },
    ]);
  });

  test.each([
    ['a dictionary of a newer store', { ...headers, 'aura-dictionary': '999' }, 415, 'dictionary_unknown'],
    ['no dictionary where one was used', { 'content-encoding': 'zstd' }, 400, 'bad_request'],
    ['a form of a newer store', headers, 400, 'bad_request'],
  ])('%s is refused in plain words', async (what, sent, status, code) => {
    const body = { ...packUpRequest(request()), ...(what.startsWith('a form') ? { form: 'rows.9' } : {}) };
    expect(await box.postPacked('/sync/v1/up', packed(body), sent)).toMatchObject({ status, body: { code } });
    expect(await kept()).toEqual([]);
  });

  test('some kilobytes do not become gigabytes, with the dictionary or without', async () => {
    const bomb = zstdCompressSync(Buffer.alloc(64_000_000, 32), { dictionary });
    expect(bomb.length).toBeLessThan(20_000);
    expect(await box.postPacked('/sync/v1/up', bomb, headers)).toMatchObject({
      status: 413,
      body: { code: 'body_too_large' },
    });
  });

  describe('and goes on before it is answered', () => {
    const upAhead = async (from: number, to: number) => {
      const rows = box.rows.slice(from - 1, to);
      const after = { epoch: box.epoch, seq: from - 1, hash: rows[0]?.prevHash ?? '' };
      const body = packed(packUpRequest({ ...request(), after, rows }));
      return box.postPacked('/sync/v1/up', body, { ...headers, 'aura-ahead': '1' });
    };
    const alarms = () => cloud.look('select code from alarm where tenant = $1', [owner.tenantId]);

    test('a batch that overtook the one before it waits for it, and nobody is alarmed', async () => {
      for (let count = 0; count < 4; count += 1) box.sell();
      const last = upAhead(21, box.rows.length);
      const middle = upAhead(11, 20);
      const first = await box.up(1, 10);
      expect(first.body.cursor.seq).toBe(10);
      expect((await middle).body.cursor.seq).toBe(20);
      expect(await last).toMatchObject({ status: 200, body: { cursor: box.head } });
      expect(await alarms()).toEqual([]);
      expect(await kept()).toHaveLength(box.rows.length);
    });

    test('one whose forerunner never comes is told where the cloud is, and nobody is alarmed', async () => {
      await box.up(1, 5);
      expect(await upAhead(9, box.rows.length)).toMatchObject({
        status: 409,
        body: { code: 'cursor_mismatch', data: { cursor: { seq: 5 } } },
      });
      expect(await alarms()).toEqual([]);
    });
  });

  test('an account that sends without end is told when it may go on, and another account is not', async () => {
    const limits = { signUpsPerHour: 99, loginsPerMinute: 99, loginsPerAccount: 99, claimsPerTenMinutes: 99 };
    const events = { burstEvents: box.rows.length, eventsPerSecond: 1 };
    const small = await TestCloud.start(inject('pgUrl'), { limits: { ...limits, events } });
    try {
      const [greedy, modest] = [await small.box(await small.owner()), await small.box(await small.owner())];
      for (const one of [greedy, modest]) one.open().sell();
      expect((await greedy.up(1)).status).toBe(200);
      const refused = await greedy.up(1);
      expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_events' } });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await modest.up(1)).status).toBe(200);
    } finally {
      await small.stop();
    }
  });

  test('an order is sent in less than a sixth of its events as lines of JSON, and a backlog in less', async () => {
    const lines = (rows: readonly object[]): number =>
      Buffer.byteLength(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    const ratio = (from: number): number => {
      const rows = box.rows.slice(from);
      const after = { epoch: box.epoch, seq: from, hash: rows[0]?.prevHash ?? '' };
      return packed(packUpRequest({ ...request(), after, rows })).length / lines(rows);
    };
    const before = box.rows.length;
    box.sell();
    expect(ratio(before)).toBeLessThan(0.16);
    for (let count = 0; count < 60; count += 1) box.sell();
    expect(ratio(before)).toBeLessThan(0.15);
  });
});
