import { afterEach, expect, test } from 'vitest';
import type { StoreStatus } from '@auraconnect/shared/protocol/stream.ts';
import { startCore, type TestCore } from '../../testing/test-core.ts';
import { newId } from '../../testing/test-store.ts';
import { TopicFeeds } from './topic-feeds.ts';

let store: TestCore | null = null;
afterEach(() => store?.close());

const openOrder = async ({ till }: TestCore): Promise<string> => {
  const orderId = newId();
  await till.submit(till.command('order.open', { orderId, orderTypeId: 'dine-in', label: '', guestCount: null }));
  return orderId;
};

test('a wall of screens that comes back at once is served from one snapshot, and after the next order from another', async () => {
  store = await startCore();
  const feeds = new TopicFeeds(store.core, () => ({}) as StoreStatus);
  const first = await openOrder(store);

  const [one, other] = await Promise.all([feeds.snapshot('orders'), feeds.snapshot('orders')]);
  expect(one.bytes.toString()).toContain(first);
  expect(other.bytes).toBe(one.bytes);

  const second = await openOrder(store);
  const later = await feeds.snapshot('orders');
  expect(later.bytes.toString()).toContain(second);
  expect(JSON.parse(later.bytes.toString())).toMatchObject({ type: 'snapshot', seq: store.core.durableSeq });
});

test('the status of the store is made anew for everybody: printers come and go without the journal', async () => {
  store = await startCore();
  let unacknowledgedTickets = 0;
  const feeds = new TopicFeeds(store.core, () => ({ unacknowledgedTickets }) as StoreStatus);
  await feeds.snapshot('status');
  unacknowledgedTickets = 3;
  expect((await feeds.snapshot('status')).bytes.toString()).toContain('"unacknowledgedTickets":3');
});
