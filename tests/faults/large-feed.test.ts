import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { seen } from './support/fault-test.ts';

const program = join(import.meta.dirname, '..', '..', 'appliance', 'src', 'testing', 'follow-large-feed.ts');
const heapMb = 64;

/** A store of its own with so much memory follows a feed of 200,000 rows. */
const follow = (where: 'file' | 'memory'): Promise<{ stdout: string }> =>
  promisify(execFile)(process.execPath, [`--max-old-space-size=${heapMb}`, program, where]);

test('a feed that is larger than the memory comes down, through a file beside the database', async () => {
  const { stdout } = await follow('file');
  expect(JSON.parse(stdout)).toEqual({ rows: 200_000, dishes: 2 });
  seen('large feed', `200,000 rows of the feed, some 220 MB as they travel, through a heap of ${heapMb} MB`);
});

test('control: a store that holds the rows in memory until all are there runs out of it', async () => {
  await expect(follow('memory')).rejects.toThrow(/heap out of memory/i);
  seen('control of large feed', `the same rows held in memory: out of memory at ${heapMb} MB`);
});
