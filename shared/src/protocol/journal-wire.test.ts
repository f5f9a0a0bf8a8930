import { expect, test } from 'vitest';
import { portableSha256, rowHash, verifyChain } from '../journal/hash.ts';
import { genesisHash, type JournalRow } from '../journal/journal-row.ts';
import { journalDictionary, journalDictionaryId } from './journal-dictionary.ts';
import { PackedUpRequest, packUpRequest, unpackUpRequest } from './journal-wire.ts';
import type { UpRequest } from './sync.ts';

const id = (n: number): string => `018f0000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const store = id(900_001);
const epoch = id(900_002);

/** Rows as a store writes them: two devices take turns, orders and events of no order, texts of all kinds. */
function journal(count: number, from = 1, hashBefore = genesisHash): JournalRow[] {
  const rows: JournalRow[] = [];
  for (let seq = from; seq < from + count; seq += 1) {
    const columns = {
      store,
      epoch,
      seq,
      id: id(seq),
      type: seq % 4 === 0 ? 'item.eightysixed' : 'order.line_added',
      schemaVersion: (seq % 3) + 1,
      orderId: seq % 4 === 0 ? null : id(1_000 + Math.floor(seq / 6)),
      actor: seq % 5 === 0 ? 'system' : 'anna',
      device: id(2_000 + (Math.floor(seq / 3) % 2)),
      incarnation: id(3_000 + (Math.floor(seq / 3) % 2)),
      n: (seq * 7) % 11,
      occurredAt: `2026-11-24T18:0${seq % 10}:00.000-05:00`,
      businessDate: '2026-11-24',
    };
    const bytes = ['{"note":"ohne Zwiebel \\u0000 – ß 🍕"}', '{}', 'not even JSON\n\u0001'][seq % 3] ?? '';
    const prevHash = rows.at(-1)?.hash ?? hashBefore;
    rows.push({ ...columns, bytes, prevHash, hash: rowHash(columns, bytes, prevHash) });
  }
  return rows;
}

const request = (rows: JournalRow[]): UpRequest => ({
  store,
  epoch,
  after: { epoch, seq: (rows[0]?.seq ?? 1) - 1, hash: rows[0]?.prevHash ?? genesisHash },
  durableSeq: 500,
  rows,
});
/** Over the wire and back. */
const carried = (packed: PackedUpRequest | null): UpRequest | null =>
  unpackUpRequest(PackedUpRequest.parse(JSON.parse(JSON.stringify(packed))), portableSha256);

test.each([1, 2, 60])('%i rows arrive to the byte, with every hash, from genesis and from the middle', (count) => {
  const sent = request(journal(count));
  expect(carried(packUpRequest(sent))).toEqual(sent);
  const later = request(journal(count, 41, sent.rows.at(-1)?.hash));
  expect(carried(packUpRequest(later))).toEqual(later);
});

test('no hash but the last and the one before the first travels', () => {
  const rows = journal(20);
  const text = JSON.stringify(packUpRequest(request(rows)));
  const travelling = rows.filter(({ hash }) => text.includes(hash)).map(({ seq }) => seq);
  expect(travelling).toEqual([20]);
});

test.each([
  ['a byte of an event', (rows: JournalRow[]) => void ((rows[7] as JournalRow).bytes = '{"note":"free"}')],
  ['who did it', (rows: JournalRow[]) => void ((rows[7] as JournalRow).actor = 'bob')],
  ['a byte of the last', (rows: JournalRow[]) => void ((rows[9] as JournalRow).bytes = '{"note":"free"}')],
])('%s that was changed shows in the chain that is worked out from it', (_what, change) => {
  const rows = journal(10);
  change(rows);
  const arrived = carried(packUpRequest(request(rows)));
  const from = { store, epoch, seq: 0, hash: genesisHash };
  expect(verifyChain(arrived?.rows ?? [], from)).toMatchObject({ ok: false, brokenAt: 10, reason: 'hash' });
});

test.each([
  ['a hole', (rows: JournalRow[]) => void rows.splice(3, 1)],
  ['a row of another epoch', (rows: JournalRow[]) => void ((rows[3] as JournalRow).epoch = id(5))],
  ['a hash that is not the one before', (rows: JournalRow[]) => void ((rows[3] as JournalRow).prevHash = genesisHash)],
])('rows with %s are not packed: what is left out would not follow from the rest', (_what, change) => {
  const rows = journal(10);
  change(rows);
  expect(packUpRequest(request(rows))).toBeNull();
});

test('columns without their bytes are not taken for rows', () => {
  const packed = packUpRequest(request(journal(3)));
  expect(carried(packed === null ? null : { ...packed, bytes: packed.bytes.slice(1) })).toBeNull();
});

test('a dictionary belongs to its number for ever', () => {
  expect([journalDictionaryId, portableSha256(journalDictionary)]).toEqual([
    1,
    '97e77ae8065af9db2b983dc394a73b0b69d40d61bd856aa55cb37975f3ed6824',
  ]);
});
