import { createHash, hash as nativeHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from './canonical.ts';
import { type ChainPosition, type JournalColumns, portableSha256, rowHash, verifyChain } from './hash.ts';
import { genesisHash, JournalRow } from './journal-row.ts';

const store = '019a0000-0000-7000-8000-000000000001';
const epoch = '019a0000-0000-7000-8000-000000000002';
const id = (n: number): string => `019a0000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const from: ChainPosition = { store, epoch, seq: 0, hash: genesisHash };

function columns(seq: number): JournalColumns {
  return {
    store,
    epoch,
    seq,
    id: id(seq),
    type: 'order.line_removed',
    schemaVersion: 1,
    orderId: seq % 2 === 0 ? null : id(99),
    actor: 'import:"Zoë"',
    device: id(7),
    incarnation: id(8),
    n: seq,
    occurredAt: '2026-11-24T18:05:00.000-05:00',
    businessDate: '2026-11-24',
  };
}

function chain(length: number): JournalRow[] {
  const rows: JournalRow[] = [];
  let prevHash = genesisHash;
  for (let seq = 1; seq <= length; seq += 1) {
    const bytes = canonicalJson({ orderId: id(99), lineId: id(seq), note: 'Tiramisù 🍰' });
    const hash = rowHash(columns(seq), bytes, prevHash);
    rows.push({ ...columns(seq), bytes, prevHash, hash });
    prevHash = hash;
  }
  return rows;
}

describe('the hash of a journal row', () => {
  test('is SHA-256 over the canonical columns, a line feed and the bytes verbatim', () => {
    const bytes = '{"a":1}';
    const text = `${canonicalJson({ ...columns(1), prevHash: genesisHash })}\n${bytes}`;
    expect(rowHash(columns(1), bytes, genesisHash)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
    const nulls = `${canonicalJson({ ...columns(2), prevHash: genesisHash })}\n${bytes}`;
    expect(rowHash(columns(2), bytes, genesisHash)).toBe(createHash('sha256').update(nulls, 'utf8').digest('hex'));
  });

  test('covers every column that a row has', () => {
    const [row] = chain(1);
    const columnNames = Object.keys(JournalRow.shape).filter((name) => name !== 'hash');
    expect(columnNames.sort()).toEqual(Object.keys({ ...columns(1), bytes: '', prevHash: '' }).sort());
    for (const name of columnNames) {
      const value = row?.[name as keyof JournalRow];
      const changed = { ...row, [name]: typeof value === 'number' ? value + 1 : `${value}x` } as JournalRow;
      expect(rowHash(changed, changed.bytes, changed.prevHash), name).not.toBe(row?.hash);
    }
  });

  test("a machine's own SHA-256 may be given and gives the same", () => {
    const native = (text: string): string => nativeHash('sha256', text);
    for (const text of ['', 'abc', 'Tiramisù 🍰 דּ', 'x'.repeat(100_000)])
      expect(portableSha256(text)).toBe(native(text));
    expect(portableSha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('the chain', () => {
  test('of untouched rows holds and ends at the last row', () => {
    const rows = chain(5);
    expect(verifyChain(rows, from)).toEqual({ ok: true, position: { store, epoch, seq: 5, hash: rows[4]?.hash } });
    expect(verifyChain([], from)).toEqual({ ok: true, position: from });
  });

  test('goes on from wherever it was verified before', () => {
    const rows = chain(5);
    const first = verifyChain(rows.slice(0, 3), from);
    expect(verifyChain(rows.slice(3), first.position)).toMatchObject({ ok: true, position: { seq: 5 } });
  });

  const touched = (change: (rows: JournalRow[]) => void): ReturnType<typeof verifyChain> => {
    const rows = chain(5);
    change(rows);
    return verifyChain(rows, from);
  };
  const replace = (rows: JournalRow[], seq: number, more: Partial<JournalRow>): void => {
    rows[seq - 1] = { ...(rows[seq - 1] as JournalRow), ...more };
  };

  test('breaks where an amount was changed', () => {
    expect(touched((rows) => replace(rows, 3, { bytes: '{}' }))).toMatchObject({
      ok: false,
      brokenAt: 3,
      reason: 'hash',
      position: { seq: 2 },
    });
  });

  test('breaks where a column was changed, even when its row was hashed anew', () => {
    const result = touched((rows) => {
      const third = rows[2] as JournalRow;
      const forged = { ...third, actor: 'somebody-else' };
      replace(rows, 3, { ...forged, hash: rowHash(forged, forged.bytes, forged.prevHash) });
    });
    expect(result).toMatchObject({ ok: false, brokenAt: 4, reason: 'prev_hash' });
  });

  test('breaks where a row is missing, twice, or of another store', () => {
    expect(touched((rows) => rows.splice(2, 1))).toMatchObject({ ok: false, brokenAt: 4, reason: 'gap' });
    expect(touched((rows) => rows.splice(2, 0, rows[1] as JournalRow))).toMatchObject({
      ok: false,
      brokenAt: 2,
      reason: 'gap',
    });
    expect(touched((rows) => replace(rows, 2, { store: id(5) }))).toMatchObject({
      ok: false,
      brokenAt: 2,
      reason: 'other_history',
    });
    expect(touched((rows) => replace(rows, 2, { epoch: id(5) }))).toMatchObject({
      ok: false,
      brokenAt: 2,
      reason: 'other_history',
    });
  });
});
