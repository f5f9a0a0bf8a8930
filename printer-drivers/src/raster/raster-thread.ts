import { Worker } from 'node:worker_threads';
import type { Bitmap } from '@auraconnect/shared/receipt/bitmap.ts';
import { RasterFault } from './line-raster.ts';
import type { LineRaster, RasterPaper, TextLine } from './line-raster.ts';
import { rasterWorkerFile } from './program-files.ts';
import type { RasterAnswer, RasterQuestion } from './raster-worker.ts';

/** A line takes a few milliseconds; a thread that thinks so long is stuck, and a ticket waits for it. */
const patienceMs = 5000;
/** It holds fonts of some megabytes, so it goes when nobody needs it. */
const idleMs = 60_000;
/** The same dishes are printed all evening. A line is some two kilobytes. */
const mostKept = 1000;

interface Waiting {
  readonly resolve: (bitmap: Bitmap) => void;
  readonly reject: (fault: RasterFault) => void;
  readonly timer: NodeJS.Timeout;
}

/** Draws in a thread of its own, which is started when the first line needs it, so that taking orders never waits for it. */
export class RasterThread implements LineRaster {
  readonly #file: string;
  readonly #kept = new Map<string, Bitmap>();
  /** A document that is drawn as a whole says many lines twice. */
  readonly #beingDrawn = new Map<string, Promise<Bitmap>>();
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #idleTimer: NodeJS.Timeout | null = null;
  #unavailable: RasterFault | null = null;
  #lastId = 0;

  constructor(file: string = rasterWorkerFile) {
    this.#file = file;
  }

  async draw(line: TextLine, paper: RasterPaper): Promise<Bitmap> {
    const key = JSON.stringify([line, paper.dotsPerLine, paper.columns, paper.locale]);
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const begun = this.#beingDrawn.get(key);
    if (begun !== undefined) return begun;
    const drawing = this.#ask(line, paper).finally(() => this.#beingDrawn.delete(key));
    this.#beingDrawn.set(key, drawing);
    const bitmap = await drawing;
    if (this.#kept.size >= mostKept) this.#kept.delete(this.#kept.keys().next().value!);
    this.#kept.set(key, bitmap);
    return bitmap;
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#end(new RasterFault('raster.failed', 'The drawing thread is stopping.'));
    await worker?.terminate();
  }

  #ask(line: TextLine, paper: RasterPaper): Promise<Bitmap> {
    if (this.#unavailable !== null) return Promise.reject(this.#unavailable);
    const worker = this.#started();
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#end(new RasterFault('raster.failed', 'The drawing thread does not answer.'));
        void worker.terminate();
      }, patienceMs);
      this.#waiting.set(id, { resolve, reject, timer });
      worker.postMessage({ id, line, paper } satisfies RasterQuestion);
    });
  }

  #started(): Worker {
    if (this.#idleTimer !== null) clearTimeout(this.#idleTimer);
    this.#idleTimer = null;
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(this.#file);
    worker.unref();
    worker.on('message', (answer: RasterAnswer) => this.#answered(answer));
    worker.on('error', (error) => {
      if (this.#worker === worker) this.#end(new RasterFault('raster.failed', 'The drawing thread failed.', error));
    });
    worker.on('exit', () => {
      if (this.#worker === worker) this.#end(new RasterFault('raster.failed', 'The drawing thread ended.'));
    });
    this.#worker = worker;
    return worker;
  }

  #answered(answer: RasterAnswer): void {
    if (answer.type === 'unavailable') {
      this.#unavailable = new RasterFault('raster.unavailable', answer.message);
      const worker = this.#worker;
      this.#end(this.#unavailable);
      void worker?.terminate();
      return;
    }
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    clearTimeout(waiting?.timer);
    if (answer.type === 'drawn') waiting?.resolve(answer.bitmap);
    else waiting?.reject(new RasterFault('raster.failed', answer.message));
    if (this.#waiting.size > 0) return;
    this.#idleTimer = setTimeout(() => void this.close(), idleMs).unref();
  }

  /** Whoever waits is told; the next line starts a new thread. */
  #end(fault: RasterFault): void {
    if (this.#idleTimer !== null) clearTimeout(this.#idleTimer);
    this.#idleTimer = null;
    this.#worker = null;
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(fault);
    }
    this.#waiting.clear();
  }
}

let shared: RasterThread | null = null;

/** One thread serves every printer of a program. */
export function sharedRaster(): RasterThread {
  shared ??= new RasterThread();
  return shared;
}
