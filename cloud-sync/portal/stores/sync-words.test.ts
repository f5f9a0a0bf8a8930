import { expect, it } from 'vitest';
import { catchUpMs, roundedWaitMs } from './sync-words.ts';

it('a store that sends 79 events a second is done with 14,202 in three minutes', () => {
  const waitMs = catchUpMs({ pendingEvents: 14_202, eventsPerSecond: 79 });
  expect(waitMs).toBe(180_000);
  expect(roundedWaitMs(waitMs ?? 0)).toBe(180_000);
  expect(roundedWaitMs(181_000)).toBe(240_000);
  expect(roundedWaitMs(42_000)).toBe(42_000);
});

it('nobody can say when a store that does not send will be done', () => {
  expect(catchUpMs({ pendingEvents: 10, eventsPerSecond: null })).toBeNull();
  expect(catchUpMs({ pendingEvents: 10, eventsPerSecond: 0 })).toBeNull();
  expect(catchUpMs({ pendingEvents: 0, eventsPerSecond: null })).toBe(0);
});
