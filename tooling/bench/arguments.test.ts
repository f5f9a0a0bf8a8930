import { expect, test } from 'vitest';
import { readArguments } from './arguments.ts';

const known = ['D0', 'H1'];

test('benches are named in any case; none means all of them', () => {
  expect(readArguments(['d0', '--cuts', '5'], known)).toEqual({
    type: 'run',
    arguments: { ids: ['D0'], cuts: 5, orders: 150_000, drained: 20_000 },
  });
  expect(readArguments([], known)).toEqual({
    type: 'run',
    arguments: { ids: [], cuts: 50, orders: 150_000, drained: 20_000 },
  });
});

test('an unknown bench or a number that is none is refused with what there is', () => {
  expect(readArguments(['Z9'], known)).toEqual({
    type: 'wrong',
    sentence: 'There is no bench Z9. There are: D0, H1; and --cuts N, --orders N, --drained N.',
  });
  expect(readArguments(['--orders', 'many'], known)).toMatchObject({ type: 'wrong' });
  expect(readArguments(['--cuts'], known)).toMatchObject({ type: 'wrong' });
});
