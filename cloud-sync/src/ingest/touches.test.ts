import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { StoreBox } from '../../testing/store-box.ts';
import { projectJournal, type ProjectionChanges } from './journal-projection.ts';
import { independentGroups, touches } from './touches.ts';

const [drawer, other] = ['0192f000-0000-7000-8000-00000000000a', '0192f000-0000-7000-8000-00000000000b'];
const nobody = { orders: new Map(), appliedIds: new Set<string>(), timeZone: null };

let box: StoreBox;
beforeAll(async () => {
  box = await StoreBox.create();
});
beforeEach(() => {
  box.rows.length = 0;
});

const worked = (heldBy: [string, string][] = []): ProjectionChanges =>
  projectJournal(box.rows, { ...nobody, heldBy: new Map(heldBy) } as Parameters<typeof projectJournal>[1]);
const heldTypes = (changes = worked()): string[] => changes.held.map(({ row }) => row.type);

const openDrawer = (sessionId: unknown): void =>
  void box.write('cash.session_opened', { sessionId, deviceId: box.deviceId, floatMinor: 100 });
const payIn = (sessionId: unknown, amountMinor: unknown = 100): void =>
  void box.write('cash.paid_in', { sessionId, movementId: box.ids.next(), amountMinor, reason: 'Change' });

describe('an event that cannot be worked up holds what depends on it and nothing else', () => {
  test('of a drawer session: the rest of that drawer waits, another drawer and the sales go on', () => {
    openDrawer(drawer);
    payIn(drawer, 'much');
    openDrawer(other);
    payIn(other);
    payIn(drawer);
    box.sell();
    const changes = worked();
    expect(changes.held.map(({ row, blockedBy }) => [row.seq, blockedBy])).toEqual([
      [2, null],
      [5, box.rows[1]?.id],
    ]);
    expect(changes.held[1]?.reason).toBe('It waits for an earlier event of the same drawer session.');
    expect(changes.orders).toMatchObject([{ order: { status: 'closed' } }]);
  });

  test('of a drawer session that nobody can read: every drawer waits, for it may be any', () => {
    payIn(7);
    payIn(other);
    box.write('staff.pin_set', { staffId: 'anna' });
    expect(heldTypes()).toEqual(['cash.paid_in', 'cash.paid_in']);
  });

  test('of an item: its stock and its later entries wait, other items go on', () => {
    box.write('menu.availability_set', { itemId: 'cola', remaining: -1 });
    const entry = (id: string): object => ({
      entity: 'item',
      id,
      rev: 1,
      schemaVersion: 1,
      deleted: true,
      payload: null,
    });
    const changed = (id: string): void =>
      void box.write('catalogue.changed', {
        source: 'store',
        handle: null,
        offset: null,
        complete: false,
        entries: [entry(id)],
      });
    changed('fanta');
    changed('cola');
    box.write('menu.availability_set', { itemId: 'cola', remaining: 3 });
    box.write('menu.availability_set', { itemId: 'fanta', remaining: 3 });
    const changes = worked();
    expect(changes.held.map(({ row }) => row.seq)).toEqual([1, 3, 4]);
    expect(changes.catalogue.flatMap(({ entries }) => entries.map(({ id }) => id))).toEqual(['fanta']);
  });

  test('of a person and of a customer: the same person waits, others go on', () => {
    box.write('staff.locked_out', { staffId: 'anna', deviceId: 7 });
    box.write('staff.pin_set', { staffId: 'ben' });
    box.write('staff.pin_set', { staffId: 'anna' });
    // What a newer store writes is read by the names of its fields.
    box.write('customer.renamed', { customerId: 'c1', name: 'Cy' });
    box.write('customer.renamed', { customerId: 'c2', name: 'Di' });
    const changes = worked([['customer c1', 'held-before']]);
    expect(changes.held.map(({ row, blockedBy }) => [row.seq, blockedBy])).toEqual([
      [1, null],
      [3, box.rows[0]?.id],
      [4, 'held-before'],
    ]);
    expect(changes.unknown).toEqual([{ type: 'customer.renamed', count: 1 }]);
  });

  test('what waits holds in its turn: an exception about a held order, and how it was settled', () => {
    const till = box.sell({ close: false });
    const { orderId } = till.order;
    box.write('order.line_voided', { orderId, lineId: 7 });
    const exceptionId = box.ids.next();
    box.write('exception.raised', { exceptionId, orderId, cashSessionId: null }, { orderId });
    box.write('exception.settled', { exceptionId, orderId: null, way: 'seen', note: '', approvedBy: null });
    expect(heldTypes()).toEqual(['order.line_voided', 'exception.raised', 'exception.settled']);
  });
});

test('rows are parted into groups that have nothing to do with one another, in their order', () => {
  const first = box.sell();
  openDrawer(drawer);
  const second = box.sell();
  payIn(drawer);
  box.write('day.opened', { businessDate: '2026-11-25', previous: null });
  const groups = independentGroups(box.rows).map((rows) => rows.map(({ seq }) => seq));
  expect(groups.flat().toSorted((a, b) => a - b)).toEqual(box.rows.map(({ seq }) => seq));
  expect(groups.every((rows) => rows.every((seq, index) => index === 0 || seq > (rows[index - 1] ?? 0)))).toBe(true);
  expect(groups).toHaveLength(4);
  expect(touches(box.rows[0] as never)).toEqual([`order ${first.order.orderId}`]);
  payIn(other);
  payIn(null);
  expect(independentGroups(box.rows)).toHaveLength(4);
  expect(second.order.orderId).not.toBe(first.order.orderId);
});
