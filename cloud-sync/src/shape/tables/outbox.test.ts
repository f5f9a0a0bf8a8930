import { expect, test } from 'vitest';
import { Outbox } from './outbox.ts';

test('what does not fit waits outside until something was taken', () => {
  const outbox = new Outbox(100);
  const taken = outbox.enter(60);
  expect(taken).not.toBeNull();
  expect(outbox.enter(60)).toBeNull();
  expect(outbox.enter(40)).not.toBeNull();
  taken?.();
  // Said twice, as when a line ends right after the last byte.
  taken?.();
  expect(outbox.enter(60)).not.toBeNull();
  expect(outbox.enter(1)).toBeNull();
});

test('an answer that is larger than all of it goes alone', () => {
  const outbox = new Outbox(100);
  const taken = outbox.enter(500);
  expect(taken).not.toBeNull();
  expect(outbox.enter(1)).toBeNull();
  taken?.();
  expect(outbox.enter(1)).not.toBeNull();
});
