import { expect, it } from 'vitest';
import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import type { SyncCursor } from '@auraconnect/shared/protocol/sync.ts';
import { receiveBatch, type BatchOutcome } from '../src/ingest/receive-batch.ts';
import type { JournalStore } from '../src/ingest/store-journal.ts';
import type { StoreBox } from './store-box.ts';

export interface JournalsUnderTest {
  journals: JournalStore;
  tenantId: string;
  /** A box whose store the tenant has. */
  box: StoreBox;
}

const now = '2026-11-24T23:05:00.000Z';

/** What ingestion relies on, whatever keeps the journals: a real database, or memory in a simulation. */
export function journalsKeepTheirWord(start: () => Promise<JournalsUnderTest>): void {
  const up = (
    { journals, tenantId, box }: JournalsUnderTest,
    rows: readonly JournalRow[],
    after?: Partial<SyncCursor>,
  ): Promise<BatchOutcome> => {
    const first = rows[0];
    const continued = { epoch: box.epoch, seq: (first?.seq ?? 1) - 1, hash: first?.prevHash ?? '', ...after };
    const request = {
      store: box.storeId,
      epoch: box.epoch,
      after: continued,
      rows: [...rows],
      durableSeq: box.rows.length,
    };
    return receiveBatch(journals, tenantId, request, now);
  };

  it('applies a batch once, however often it comes', async () => {
    const under = await start();
    under.box.sell();
    const first = await up(under, under.box.rows);
    expect(first).toMatchObject({ kind: 'applied', newEvents: under.box.rows.length, quarantined: [] });
    expect(await up(under, under.box.rows)).toEqual({ ...first, newEvents: 0 });
    const { cursor } = first as Extract<BatchOutcome, { kind: 'applied' }>;
    expect(cursor).toEqual(under.box.head);
  });

  it('takes the rest of a batch of which it has the first part', async () => {
    const under = await start();
    under.box.sell();
    await up(under, under.box.rows.slice(0, 6));
    const rest = under.box.rows.length - 6;
    expect(await up(under, under.box.rows)).toMatchObject({ kind: 'applied', newEvents: rest });
  });

  it('refuses a batch that leaves a gap, and one that tells another history', async () => {
    const under = await start();
    under.box.sell();
    expect(await up(under, under.box.rows.slice(5))).toMatchObject({ kind: 'cursor_mismatch', cursor: { seq: 0 } });
    await up(under, under.box.rows);
    const twin = under.box.clone(4);
    twin.sell();
    expect(await up({ ...under, box: twin }, twin.rows)).toMatchObject({ kind: 'fork_detected', seq: 5 });
  });

  it('keeps nothing of a transaction that breaks off', async () => {
    const under = await start();
    under.box.sell();
    const { journals, tenantId, box } = under;
    const broken = journals.locked(tenantId, box.storeId, async (journal) => {
      await journal.append(box.rows.slice(0, 3), now);
      await journal.moveCursor(box.epoch, { seq: 3, hash: box.rows[2]?.hash ?? '' }, now);
      throw new Error('the power went out');
    });
    await expect(broken).rejects.toThrow('the power went out');
    const seen = await journals.locked(tenantId, box.storeId, async (journal) => ({
      cursor: await journal.cursor(box.epoch),
      knows: await journal.knowsAnyEpoch(),
      hashes: (await journal.hashes(box.epoch, 1, 10)).size,
    }));
    expect(seen).toEqual({ cursor: null, knows: false, hashes: 0 });
  });

  it('lets two batches of one store in one after the other', async () => {
    const under = await start();
    under.box.sell();
    const [one, two] = await Promise.all([up(under, under.box.rows), up(under, under.box.rows)]);
    const counts = [one, two].map((outcome) => (outcome.kind === 'applied' ? outcome.newEvents : -1));
    expect(counts.toSorted((a, b) => a - b)).toEqual([0, under.box.rows.length]);
  });

  it('stores an event that it cannot read, holds what depends on it, and goes on', async () => {
    const under = await start();
    const { box, journals, tenantId } = under;
    const poisoned = box.sell({ close: false }).order.orderId;
    box.write('order.closed', { orderId: poisoned, nonsense: true });
    box.sell();
    const outcome = await up(under, box.rows);
    expect(outcome).toMatchObject({ kind: 'applied', newEvents: box.rows.length });
    expect(outcome.kind === 'applied' && outcome.quarantined).toHaveLength(1);
    expect(await journals.rebuild(tenantId, box.storeId, now)).toMatchObject({ orderCount: 2, quarantinedCount: 1 });
  });

  it('keeps holding in later batches what is about the same drawer, and works all of it up when it is rebuilt', async () => {
    const under = await start();
    const { box, journals, tenantId } = under;
    const paidIn = (sessionId: string, amountMinor: unknown): JournalRow =>
      box.write('cash.paid_in', { sessionId, movementId: box.ids.next(), amountMinor, reason: 'Change' });
    const [drawer, other] = [box.ids.next(), box.ids.next()];
    const poison = paidIn(drawer, 'much');
    await up(under, box.rows);
    const sent = box.rows.length;
    const waiting = paidIn(drawer, 100);
    paidIn(other, 100);
    box.sell();
    const outcome = await up(under, box.rows.slice(sent));
    expect(outcome).toMatchObject({ kind: 'applied', newEvents: box.rows.length - sent });
    expect(outcome.kind === 'applied' && outcome.quarantined).toMatchObject([{ id: waiting.id }]);
    expect(await journals.rebuild(tenantId, box.storeId, now)).toMatchObject({ orderCount: 1, quarantinedCount: 2 });
    expect(poison.seq).toBeLessThan(waiting.seq);
  });

  it('finds a place of the history by its hash, and remembers an alarm once', async () => {
    const under = await start();
    const { box, journals, tenantId } = under;
    await up(under, box.rows);
    const third = box.rows[2] as JournalRow;
    const found = await journals.locked(tenantId, box.storeId, (journal) => journal.positionOf(third.hash));
    expect(found).toEqual({ epoch: box.epoch, seq: 3 });
    const alarm = { code: 'fork_detected', subject: 'x', message: 'Two boxes.', data: {} };
    await journals.locked(tenantId, box.storeId, (journal) => journal.raise(alarm, now));
    await journals.locked(tenantId, box.storeId, (journal) => journal.raise(alarm, now));
  });
}
