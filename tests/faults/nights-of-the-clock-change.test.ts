import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { SqliteStorage } from '@auraconnect/appliance/adapters/sqlite/sqlite-storage.ts';
import { systemPorts } from '@auraconnect/appliance/adapters/node/system-ports.ts';
import { StoreCore } from '@auraconnect/appliance/store/store-core.ts';
import { readOrMintIdentity } from '@auraconnect/appliance/store/store-identity.ts';
import { coreTill } from '@auraconnect/appliance/testing/test-core.ts';
import { firstImage, quietLog } from '../../tooling/simulation/first-image.ts';
import { cardSale } from './support/card-sale.ts';
import { seen } from './support/fault-test.ts';

const minuteMs = 60_000;
const zone = 'America/New_York';
const stepMs = 20 * minuteMs;

/** From ten in the evening to eight in the morning, whatever the clocks do meanwhile. */
const nights = {
  'the night that is an hour short': ['2026-03-07T22:00:00-05:00', '2026-03-08T08:00:00-04:00'],
  'the night that is an hour long': ['2026-10-31T22:00:00-04:00', '2026-11-01T08:00:00-05:00'],
} as const;

/** The day by the wall clock as a person reads it: before four it is still yesterday. Not by the product's own arithmetic. */
function dayByTheWall(nowMs: number, cutOffHour: number): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(nowMs);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  const noon = Date.parse(`${part('year')}-${part('month')}-${part('day')}T12:00:00Z`);
  return new Date(Number(part('hour')) < cutOffHour ? noon - 24 * 60 * minuteMs : noon).toISOString().slice(0, 10);
}

/** The mistake: as if the offset of the evening held all night. */
const dayByOffset = (nowMs: number, from: string): string =>
  new Date(nowMs - 4 * 60 * minuteMs + Number(from.slice(19, 22)) * 60 * minuteMs).toISOString().slice(0, 10);

interface Sold {
  number: string;
  businessDate: string;
  expected: string;
  withoutTheChange: string;
}

/** Sells every twenty minutes of the night; the day is rolled by the appliance's own proposal. */
async function sellThrough(from: string, until: string): Promise<Sold[]> {
  const first = await firstImage();
  const db = new Database(first.database);
  let nowMs = Date.parse(from);
  const ports = {
    ...systemPorts(quietLog),
    clock: { nowMs: () => nowMs, monotonicMs: () => nowMs },
  };
  const storage = new SqliteStorage(db);
  const identity = readOrMintIdentity(storage, ports.ids);
  const core = new StoreCore({ storage, ports, identity, clockSource: 'box', sync: null, screensFor: () => true });
  const till = coreTill(core, first.tills[0] ?? expect.fail('the store has no till'));
  const sold: Sold[] = [];
  for (; nowMs <= Date.parse(until); nowMs += stepMs) {
    await core.rollIdleDay();
    const { orderId, commands } = cardSale(() => ports.ids.next());
    for (const { type, payload } of commands) {
      const outcome = await till.submit(till.command(type, payload as never));
      expect(outcome, JSON.stringify(outcome)).toMatchObject({ answer: { status: 'accepted' } });
    }
    const order = await core.read((view) => view.order(orderId));
    if (order === null) throw new Error('the order is gone');
    sold.push({
      number: `${order.closedBusinessDate} ${order.number}`,
      businessDate: order.closedBusinessDate ?? '',
      expected: dayByTheWall(nowMs, 4),
      withoutTheChange: dayByOffset(nowMs, from),
    });
  }
  await core.drain();
  db.close();
  return sold;
}

for (const [title, [from, until]] of Object.entries(nights)) {
  test(
    `in ${title} every order belongs to the business day that the wall clock says`,
    { timeout: 60_000 },
    async () => {
      const sold = await sellThrough(from, until);
      expect(sold.map(({ businessDate }) => businessDate)).toEqual(sold.map(({ expected }) => expected));
      expect(new Set(sold.map(({ businessDate }) => businessDate)).size).toBe(2);
      expect(new Set(sold.map(({ number }) => number)).size).toBe(sold.length);
      // The control: whoever forgets the change puts some of these orders on another day.
      const misplaced = sold.filter(({ withoutTheChange, expected }) => withoutTheChange !== expected).length;
      expect(misplaced).toBeGreaterThan(0);
      seen(
        title,
        `${sold.length} orders on their business day, no number twice; control: ${misplaced} misplaced by the evening's offset`,
      );
    },
  );
}
