import { expect, it } from 'vitest';
import { Key } from '@auraconnect/shared/time/ids.ts';
import { newKey } from './new-key.ts';

it.each([
  ['Crème brûlée', 'creme-brulee'],
  ['  Spaghetti & Meatballs (large) ', 'spaghetti-meatballs-large'],
  ['Spätzle Weiß', 'spatzle-weiss'],
  ['مشاوي', 'item'],
  ['7UP', '7up'],
])('%s becomes %s', (name, key) => {
  expect(newKey(name, 'item', new Set())).toBe(key);
});

it('never gives a key twice and never one that the catalogue refuses', () => {
  const taken = new Set<string>();
  for (const name of ['Cola', 'Cola', 'COLA!', '寿司', '寿司', 'x'.repeat(200), 'x'.repeat(200), '---']) {
    const key = newKey(name, 'item', taken);
    expect(taken.has(key)).toBe(false);
    expect(Key.safeParse(key).success).toBe(true);
    taken.add(key);
  }
  expect([...taken].slice(0, 3)).toEqual(['cola', 'cola-2', 'cola-3']);
});
