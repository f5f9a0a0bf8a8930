import { expect, it } from 'vitest';
import { percentOf, rateOf } from './percent.ts';

it.each([
  ['8.875', '0.08875'],
  ['8,875', '0.08875'],
  ['19 %', '0.19'],
  ['0', '0'],
  ['7', '0.07'],
  ['100', '1'],
  ['0.1', '0.001'],
])('%s percent is the fraction %s', (percent, rate) => {
  expect(rateOf(percent)).toBe(rate);
});

it('refuses what is no rate', () => {
  for (const text of ['', 'x', '-1', '101', '1.2.3', '1e2']) expect(rateOf(text)).toBeNull();
});

it('writes a fraction as the percentage that it came from', () => {
  for (const rate of ['0.08875', '0.19', '0.07', '1', '0', '0.1', '0.001']) expect(rateOf(percentOf(rate))).toBe(rate);
  expect(percentOf('0.08875')).toBe('8.875');
});
