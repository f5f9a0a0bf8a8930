import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Paper } from '@auraconnect/shared/receipt/paper.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { PaperDraft } from './escpos/paper-machine.ts';
import { PaperFile } from './paper-file.ts';
import { PaperStore } from './paper-store.ts';
import type { PaperStoreOptions } from './paper-store.ts';

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'papers-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

function draft(words: string): PaperDraft {
  const run = { text: words, bold: true, underline: false, inverted: false, width: 2, height: 1 };
  return { lines: [{ align: 'center', runs: [run], qr: null, dots: null }], drawerKicks: 0, buzzes: 0, cut: 'partial' };
}

async function openStore(dataDir: string | null, changes: Partial<PaperStoreOptions> = {}): Promise<PaperStore> {
  const store = await PaperStore.open({
    printerId: 'grill',
    columns: 32,
    dataDir,
    now: () => new Date('2026-03-01T12:00:00Z'),
    onPaper: () => {},
    onDiskError: () => {},
    ...changes,
  });
  onTestFinished(() => store.close().catch(() => {}));
  return store;
}

async function collected(papers: AsyncIterable<Paper>): Promise<Paper[]> {
  const all: Paper[] = [];
  for await (const paper of papers) all.push(paper);
  return all;
}

const words = (papers: Paper[]): string[] => papers.map((paper) => paper.plainText.trim());

describe('the papers of a virtual printer', () => {
  it('are there again after a restart, with their styles and their numbers', async () => {
    const dataDir = await folder();
    const before = await openStore(dataDir);
    before.append(draft('one'));
    before.append(draft('two'));
    await before.close();
    const after = await openStore(dataDir);
    const { papers, latest } = await after.page({ limit: 10 });
    expect(latest).toBe(2);
    expect(papers[1]).toEqual({
      n: 2,
      printerId: 'grill',
      printedAt: '2026-03-01T12:00:00.000Z',
      columns: 32,
      lines: draft('two').lines,
      plainText: `${' '.repeat(13)}two`,
      qr: [],
      drawerKicks: 0,
      buzzes: 0,
      cut: 'partial',
    });
    after.append(draft('three'));
    await after.flushed();
    expect(words((await after.page({ limit: 2 })).papers)).toEqual(['two', 'three']);
  });

  it('are shown only when they are on disk, in order', async () => {
    const dataDir = await folder();
    const onDisk: number[] = [];
    const store = await openStore(dataDir, { onPaper: (paper) => onDisk.push(paper.n) });
    for (let n = 1; n <= 50; n += 1) store.append(draft(`paper ${n}`));
    expect(store.latest).toBe(0);
    await store.flushed();
    expect(onDisk).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    expect((await readFile(join(dataDir, 'grill.papers.jsonl'), 'utf8')).trim().split('\n')).toHaveLength(50);
  });

  it('are found by number in a file much longer than what is kept in memory', async () => {
    const dataDir = await folder();
    const store = await openStore(dataDir);
    for (let n = 1; n <= 2500; n += 1) store.append(draft(`paper ${n} ${'x'.repeat(n % 300)}`));
    await store.flushed();
    for (const n of [1, 2, 777, 1999, 2300, 2500]) {
      expect((await store.page({ after: n - 1, limit: 3 })).papers.map((paper) => paper.n)).toEqual(
        [n, n + 1, n + 2].filter((each) => each <= 2500),
      );
    }
    expect((await store.page({ before: 1000, limit: 2 })).papers.map((paper) => paper.n)).toEqual([998, 999]);
    expect((await store.page({ before: 1, limit: 2 })).papers).toEqual([]);
    expect((await store.page({ after: 2500, limit: 2 })).papers).toEqual([]);
    const all = await collected(store.all(0));
    expect(all.map((paper) => paper.n)).toEqual(Array.from({ length: 2500 }, (_, index) => index + 1));
    expect((await collected(store.all(2490))).map((paper) => paper.n)).toEqual([
      2491, 2492, 2493, 2494, 2495, 2496, 2497, 2498, 2499, 2500,
    ]);
  });

  it('go on after the last whole paper when a power cut tore the file', async () => {
    const dataDir = await folder();
    const path = join(dataDir, 'grill.papers.jsonl');
    const before = await openStore(dataDir);
    for (const text of ['one', 'two', 'three']) before.append(draft(text));
    await before.close();
    await truncate(path, (await readFile(path)).length - 20);
    const after = await openStore(dataDir);
    expect(words((await after.page({ limit: 10 })).papers)).toEqual(['one', 'two']);
    after.append(draft('again three'));
    await after.flushed();
    expect((await collected(after.all(0))).map((paper) => [paper.n, paper.plainText.trim()])).toEqual([
      [1, 'one'],
      [2, 'two'],
      [3, 'again three'],
    ]);
  });

  it('refuse a file that something else wrote into', async () => {
    const dataDir = await folder();
    await writeFile(join(dataDir, 'grill.papers.jsonl'), '{"n":1}\n');
    await expect(openStore(dataDir)).rejects.toThrow('holds a line that is no paper');
  });

  it('are kept in memory only when there is no folder, the last 200', async () => {
    const store = await openStore(null);
    for (let n = 1; n <= 300; n += 1) store.append(draft(`paper ${n}`));
    await store.flushed();
    const { papers, latest } = await store.page({ after: 0, limit: 400 });
    expect([papers[0]?.n, papers.length, latest]).toEqual([101, 200, 300]);
  });
});

describe('the paper file', () => {
  it('reads lines longer than a block and lines that end on its edge', async () => {
    const path = join(await folder(), 'lines');
    const lines = [65_535, 1, 65_536, 200_000, 0, 131_071].map((length) => 'y'.repeat(length));
    await appendFile(path, `${lines.join('\n')}\n`);
    const file = await PaperFile.open(path);
    onTestFinished(() => file.close());
    const read: string[] = [];
    for await (const line of file.linesFrom(0)) read.push(line);
    expect(read.map((line) => line.length)).toEqual(lines.map((line) => line.length));
    expect((await file.tail(3)).map((line) => line.length)).toEqual([200_000, 0, 131_071]);
  });
});
