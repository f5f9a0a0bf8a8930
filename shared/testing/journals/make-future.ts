import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { canonicalJson } from '../../src/journal/canonical.ts';
import { rowHash } from '../../src/journal/hash.ts';
import type { JournalRow } from '../../src/journal/journal-row.ts';

/**
 * Makes what a later version could write out of what this one wrote: `node shared/testing/journals/make-future.ts RECORDED FOLDER`. Run once; what
 * it made is kept and not made again. See README.md.
 */
interface Recorded {
  version: string;
  sales: object;
  openOrders: number;
  rows: JournalRow[];
}
type Draft = JournalRow & { payload: Record<string, unknown> };

const [recordedFile = '', folder = ''] = process.argv.slice(2);
const recorded = JSON.parse(readFileSync(recordedFile, 'utf8')) as Recorded;
const drafts: Draft[] = recorded.rows.map((row) => ({
  ...row,
  payload: JSON.parse(row.bytes) as Record<string, unknown>,
}));

let made = 0;
/** A row of a type of the future, right after another one. */
function after(row: Draft, type: string, payload: Record<string, unknown>, orderId: string | null): Draft {
  made += 1;
  return {
    ...row,
    id: `0192f000-0000-7000-8000-${String(made).padStart(12, '0')}`,
    type,
    orderId,
    schemaVersion: 1,
    payload,
  };
}

function chained(rows: Draft[]): JournalRow[] {
  let prevHash = '0'.repeat(64);
  return rows.map(({ payload, ...row }, index) => {
    const bytes = canonicalJson(payload);
    const columns = { ...row, seq: index + 1 };
    const hash = rowHash(columns, bytes, prevHash, (text) => createHash('sha256').update(text).digest('hex'));
    const whole = { ...columns, bytes, prevHash, hash };
    prevHash = hash;
    return whole;
  });
}

/** Fields that nobody knows yet in events that everybody knows, and two kinds of events of which nobody has heard. */
const oneAhead = drafts.flatMap((row) => {
  if (row.type === 'order.line_added')
    return [
      {
        ...row,
        schemaVersion: 2,
        payload: { ...row.payload, source: 'kiosk', line: { ...(row.payload['line'] as object), allergens: ['milk'] } },
      },
    ];
  if (row.type === 'cash.paid_in') return [{ ...row, schemaVersion: 2, payload: { ...row.payload, bag: 'A7' } }];
  if (row.type === 'order.sent')
    return [row, after(row, 'order.course_paced', { orderId: row.orderId, course: 2 }, row.orderId)];
  if (row.type === 'order.closed')
    return [row, after(row, 'loyalty.points_earned', { customerId: 'guest-1', points: 7 }, null)];
  return [row];
});

/** On top of it known events in a form that this version cannot read, and what depends on them. */
const lastOrderId = drafts.findLast(({ orderId }) => orderId !== null)?.orderId ?? null;
const twoAhead = oneAhead.flatMap((row) => {
  if (row.type === 'menu.availability_set')
    return [
      {
        ...row,
        schemaVersion: 3,
        payload: {
          item: { id: row.payload['itemId'] },
          itemId: row.payload['itemId'],
          left: { count: '5', of: 'portions' },
        },
      },
    ];
  if (row.type === 'order.line_added' && row.orderId === lastOrderId)
    return [
      row,
      {
        ...after(row, 'order.discount_applied', { orderId: row.orderId, discounts: [] }, row.orderId),
        schemaVersion: 2,
      },
      after(row, 'stock.counted', { itemId: 'fries', grams: 12_500 }, null),
    ];
  return [row];
});

for (const [version, rows] of [
  ['n+1', oneAhead],
  ['n+2', twoAhead],
] as const)
  writeFileSync(
    `${folder}/${version}.json`,
    `${JSON.stringify({ ...recorded, version, rows: chained(rows) }, null, 1)}\n`,
  );
