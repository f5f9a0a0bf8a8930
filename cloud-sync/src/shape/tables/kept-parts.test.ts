import { expect, test } from 'vitest';
import { KeptParts, type Part } from './kept-parts.ts';

const part = (text: string): Part => ({ body: Buffer.from(text), hasData: true });

test('a part is read once for all who ask at the same time and soon after', async () => {
  const parts = new KeptParts(100);
  let reads = 0;
  const read = async (): Promise<Part> => {
    reads += 1;
    await new Promise((resolve) => setTimeout(resolve, 5));
    return part('soup');
  };
  const [first, second] = await Promise.all([parts.get('a', read), parts.get('a', read)]);
  expect(first?.body).toBe(second?.body);
  expect((await parts.get('a', read))?.body).toBe(first?.body);
  expect(reads).toBe(1);
});

test('what was not told for longest goes first, and one that is too large is not kept', async () => {
  const parts = new KeptParts(10);
  const read: string[] = [];
  const get = (key: string, text: string) =>
    parts.get(key, () => {
      read.push(key);
      return Promise.resolve(part(text));
    });
  await get('a', 'aaaa');
  await get('b', 'bbbb');
  await get('a', 'aaaa');
  await get('c', 'cccc');
  await get('a', 'aaaa');
  await get('b', 'bbbb');
  await get('huge', 'x'.repeat(11));
  await get('huge', 'x'.repeat(11));
  expect(read).toEqual(['a', 'b', 'c', 'b', 'huge', 'huge']);
});

test('a part that is not there is asked for again', async () => {
  const parts = new KeptParts(10);
  expect(await parts.get('a', () => Promise.resolve(null))).toBeNull();
  expect((await parts.get('a', () => Promise.resolve(part('a'))))?.body.toString()).toBe('a');
});
