import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Paper, PaperPage } from '@auraconnect/shared/receipt/paper.ts';
import type { PaperDraft } from './escpos/paper-machine.ts';
import { PaperFile } from './paper-file.ts';
import { paperFrom, paperFromStoredLine, storedLine } from './paper-format.ts';

/** Papers of a printer that are kept in memory; older ones are read from the file. */
const recentPapers = 200;
const diskRetryMs = 500;

export interface PaperStoreOptions {
  readonly printerId: string;
  readonly columns: number;
  /** Folder of the paper files; null keeps the last papers in memory only. */
  readonly dataDir: string | null;
  readonly now: () => Date;
  /** Called for each paper once it is on disk, in order. */
  readonly onPaper: (paper: Paper) => void;
  readonly onDiskError: (error: unknown) => void;
}

/**
 * The papers of one printer, numbered without gaps, in a file that outlives the program. A paper is visible (to readers, to
 * `onPaper`, to a fence) only once it is on disk; papers that wait at the same time share one sync.
 */
export class PaperStore {
  readonly #options: PaperStoreOptions;
  readonly #file: PaperFile | null;
  #recent: Paper[];
  #last: number;
  #durable: number;
  #drawerKicks = 0;
  #waiting: Paper[] = [];
  #flushing: Promise<void> | null = null;
  #closed = false;

  private constructor(options: PaperStoreOptions, file: PaperFile | null, recent: Paper[]) {
    this.#options = options;
    this.#file = file;
    this.#recent = recent;
    this.#last = recent.at(-1)?.n ?? 0;
    this.#durable = this.#last;
  }

  static async open(options: PaperStoreOptions): Promise<PaperStore> {
    if (options.dataDir === null) return new PaperStore(options, null, []);
    await mkdir(options.dataDir, { recursive: true });
    const file = await PaperFile.open(join(options.dataDir, `${options.printerId}.papers.jsonl`));
    try {
      const lines = await file.tail(recentPapers);
      return new PaperStore(
        options,
        file,
        lines.map((line) => paperFromStoredLine(line, options.printerId)),
      );
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Number of the newest paper on disk, 0 when there is none. */
  get latest(): number {
    return this.#durable;
  }

  /** Kicks since the program started. */
  get drawerKicks(): number {
    return this.#drawerKicks;
  }

  append(draft: PaperDraft): void {
    this.#last += 1;
    const { printerId, columns, now } = this.#options;
    this.#waiting.push(paperFrom(draft, { n: this.#last, printerId, columns, printedAt: now().toISOString() }));
    this.#flushing ??= this.#flush();
  }

  /** Resolves when every paper appended so far is on disk. While the disk refuses, it waits, and so does the fence. */
  async flushed(): Promise<void> {
    await this.#flushing;
  }

  /** The newest papers, oldest of them first; with `after` those behind that number, with `before` those up to it. */
  async page(query: { after?: number | undefined; before?: number | undefined; limit: number }): Promise<PaperPage> {
    const { after, before, limit } = query;
    const end = Math.min(before === undefined ? this.#durable : before - 1, this.#durable);
    const from = after === undefined ? Math.max(end - limit, 0) : after;
    const to = Math.min(after === undefined ? end : after + limit, end);
    return { papers: await this.#between(from, to), latest: this.#durable };
  }

  /** Every paper behind `after`, oldest first, from the file. */
  async *all(after: number): AsyncGenerator<Paper> {
    if (this.#file === null) {
      yield* this.#recent.filter((paper) => paper.n > after);
      return;
    }
    const offset = after <= 0 ? 0 : await this.#offsetOf(after + 1);
    for await (const line of this.#file.linesFrom(offset)) yield paperFromStoredLine(line, this.#options.printerId);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#flushing;
    await this.#file?.close();
  }

  async #flush(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      if (!(await this.#write(batch))) return;
      this.#recent = [...this.#recent, ...batch].slice(-recentPapers);
      this.#durable = batch.at(-1)!.n;
      for (const paper of batch) {
        this.#drawerKicks += paper.drawerKicks;
        this.#options.onPaper(paper);
      }
    }
    this.#flushing = null;
  }

  /** False: the program ends and the disk still refuses. */
  async #write(batch: readonly Paper[]): Promise<boolean> {
    const lines = batch.map(storedLine).join('');
    for (;;) {
      try {
        await this.#file?.append(lines);
        return true;
      } catch (error) {
        this.#options.onDiskError(error);
        if (this.#closed) return false;
        await sleep(diskRetryMs);
      }
    }
  }

  async #between(after: number, to: number): Promise<Paper[]> {
    if (to <= after) return [];
    const oldest = this.#recent[0]?.n ?? Number.POSITIVE_INFINITY;
    if (after + 1 >= oldest || this.#file === null)
      return this.#recent.filter((paper) => paper.n > after && paper.n <= to);
    const papers: Paper[] = [];
    for await (const line of this.#file.linesFrom(await this.#offsetOf(after + 1))) {
      papers.push(paperFromStoredLine(line, this.#options.printerId));
      if (papers.length >= to - after) break;
    }
    return papers;
  }

  /** Numbers have no gaps and only grow, so the file is searched by halving. */
  async #offsetOf(n: number): Promise<number> {
    const file = this.#file!;
    let low = 0;
    let high = file.sizeBytes;
    while (low < high) {
      const line = await file.lineAt(Math.floor((low + high) / 2));
      if (numberOf(line.text) < n) low = line.offset + Buffer.byteLength(line.text) + 1;
      else high = line.offset;
    }
    return low;
  }
}

function numberOf(line: string): number {
  return Number(/^\{"n":(\d+)/.exec(line)?.[1] ?? Number.NaN);
}
