import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sourceHash } from './source-hash.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'source-hash-'));
  write('kds/main.tsx', 'one');
  write('kds/board/board.tsx', 'two');
  write('lock.json', '{}');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}
const hash = (): string => sourceHash(folder, ['kds', 'lock.json', 'absent']);

test.each([
  ['a file that changed', 'kds/board/board.tsx', 'three'],
  ['a new file', 'kds/board/sound.ts', ''],
  ['a file named by itself', 'lock.json', '{"a":1}'],
])('%s makes another build', (_title, file, text) => {
  const before = hash();
  write(file, text);
  expect(hash()).not.toBe(before);
});

test.each([
  ['a test', 'kds/board/board.test.tsx'],
  ['a built file', 'kds/dist/index.js'],
  ['a neighbour', 'appliance/main.ts'],
])('%s does not', (_title, file) => {
  const before = hash();
  write(file, 'new');
  expect(hash()).toBe(before);
});

test('text that moves from one file into the next is a change', () => {
  write('kds/a.ts', 'xy');
  write('kds/b.ts', 'z');
  const before = hash();
  write('kds/a.ts', 'x');
  write('kds/b.ts', 'yz');
  expect(hash()).not.toBe(before);
});
