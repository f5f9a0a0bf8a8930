import { expect, it } from 'vitest';
import { freshnessOf } from './freshness.ts';

type StoreNow = Parameters<typeof freshnessOf>[0]['stores'][number];

const store = (
  name: string,
  health: StoreNow['health'],
  lastContactAt: string | null,
  pendingEvents = 0,
): StoreNow => ({
  storeId: name,
  name,
  orderCount: 0,
  revenueMinor: 0,
  health,
  pendingEvents,
  lastContactAt,
  provisional: null,
});

const current = store('Mulberry', 'current', '2026-11-24T18:05:00Z');

it('figures are live while every store talks and nothing waits', () => {
  const never = store('New one', 'never', null);
  expect(freshnessOf({ stores: [current, never], completeUntil: '2026-11-24T18:05:00Z' })).toEqual({ kind: 'live' });
});

it('a silent store outweighs one that is behind, and figures are complete up to the longest silence', () => {
  const found = freshnessOf({
    stores: [
      current,
      store('Brooklyn', 'silent', '2026-11-24T17:00:00Z'),
      store('Queens', 'silent', '2026-11-24T12:02:00-05:00'),
      store('Bronx', 'behind', '2026-11-24T18:05:00Z', 40),
    ],
    completeUntil: '2026-11-24T17:00:00Z',
  });
  expect(found).toMatchObject({ kind: 'silent', completeUntil: '2026-11-24T17:00:00Z' });
  expect(found.kind === 'silent' && found.stores.map(({ name }) => name)).toEqual(['Brooklyn', 'Queens']);
});

it('stores that catch up are counted with what they still have to send', () => {
  const found = freshnessOf({
    stores: [
      current,
      store('Bronx', 'behind', '2026-11-24T18:05:00Z', 40),
      store('Queens', 'behind', '2026-11-24T18:05:00Z', 2),
    ],
    completeUntil: '2026-11-24T18:04:00Z',
  });
  expect(found).toMatchObject({ kind: 'behind', pendingEvents: 42, completeUntil: '2026-11-24T18:04:00Z' });
});
