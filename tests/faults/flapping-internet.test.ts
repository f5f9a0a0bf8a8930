import { expect, test } from 'vitest';
import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import { seen } from './support/fault-test.ts';
import { FlappingMonth } from './support/flapping-month.ts';

const days = 30;
const ordersPerDay = 120;
const hourMs = 3_600_000;

/** Rows of the store that the cloud lacks or has otherwise, and rows it has twice or too many. */
async function differences(month: FlappingMonth): Promise<string[]> {
  const { core, journals } = month;
  const wrong: string[] = [];
  const kept = journals.kept(core.storeId);
  const bySeq = new Map(kept.rows.map((row): [number, JournalRow] => [row.seq, row]));
  if (bySeq.size !== kept.rows.length) wrong.push('the cloud has an event twice');
  if (kept.rows.length !== core.durableSeq) wrong.push(`${core.durableSeq} events here, ${kept.rows.length} there`);
  for (let after = 0; after < core.durableSeq; after += 1_000) {
    for (const row of await core.readJournal(after, 1_000))
      if (bySeq.get(row.seq)?.hash !== row.hash) wrong.push(`event ${row.seq} is not there`);
  }
  if (kept.held.length > 0) wrong.push(`${kept.held.length} events are held`);
  return wrong;
}

test(
  'thirty days of an internet that comes and goes every few minutes reach the cloud in order, once, and whole',
  { timeout: 300_000 },
  async () => {
    const month = await FlappingMonth.begin(12);
    await month.live(days, ordersPerDay);
    await month.rest(hourMs / 6);
    expect(month.sold).toBe(days * ordersPerDay);
    expect(month.uplink.pendingEvents).toBe(0);
    expect(await differences(month)).toEqual([]);
    expect(month.outOfOrder).toBe(0);
    const triesPerMinute = month.triesWhileDown / (month.downMs / 60_000);
    // A random part of a ceiling of ten seconds: twelve a minute on average, never a hammer.
    expect(triesPerMinute).toBeLessThan(20);
    seen(
      'flapping internet',
      `${days} simulated days, ${month.changes} changes of the line, ${month.core.durableSeq} events of ${month.sold} orders, cloud equals store by every hash; at most ${month.mostPending} events behind, ${triesPerMinute.toFixed(1)} tries a minute while it was down`,
    );
    month.end();
  },
);

test(
  'control: a cloud that says that it has a batch and does not keep it is found out',
  { timeout: 120_000 },
  async () => {
    const month = await FlappingMonth.begin(13, true);
    await month.live(3, ordersPerDay);
    await month.rest(hourMs / 6);
    const wrong = await differences(month);
    expect(wrong.length).toBeGreaterThan(0);
    seen('control of flapping internet', `a cloud that forgot batches: ${wrong.length} differences found`);
    month.end();
  },
);
