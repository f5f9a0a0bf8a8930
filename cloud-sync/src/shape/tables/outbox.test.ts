import { expect, test } from 'vitest';
import { Outbox } from './outbox.ts';

const of = (bytes: number): string => 'x'.repeat(bytes);

test('what does not fit waits outside until something was taken', () => {
  const outbox = new Outbox(100);
  const taken = outbox.enter(of(60));
  expect(taken).not.toBeNull();
  expect(outbox.enter(of(60))).toBeNull();
  expect(outbox.enter(of(40))).not.toBeNull();
  expect(outbox.isFull).toBe(true);
  taken?.();
  // Said twice, as when a line ends right after the last byte.
  taken?.();
  expect(outbox.isFull).toBe(false);
  expect(outbox.enter(of(60))).not.toBeNull();
  expect(outbox.enter(of(1))).toBeNull();
});

test('an answer that is larger than all of it goes alone', () => {
  const outbox = new Outbox(100);
  const taken = outbox.enter(of(500));
  expect(taken).not.toBeNull();
  expect(outbox.enter(of(1))).toBeNull();
  taken?.();
  expect(outbox.enter(of(1))).not.toBeNull();
});

test('a body that many take is in memory once', () => {
  const outbox = new Outbox(100);
  const body = Buffer.alloc(80);
  const taken = Array.from({ length: 50 }, () => outbox.enter(body));
  expect(taken).not.toContain(null);
  expect(outbox.enter(of(30))).toBeNull();
  for (const done of taken.slice(1)) done?.();
  expect(outbox.enter(of(30))).toBeNull();
  taken[0]?.();
  expect(outbox.enter(of(100))).not.toBeNull();
});
