import { Worker } from 'node:worker_threads';
import type { Log } from '../../ports.ts';
import type { Reader, ReaderTask, ReaderTasks } from '../../reports/reader.ts';
import { StoreFault } from '../../store/store-fault.ts';
import { readerWorkerFile } from '../node/program-files.ts';
import type { ReaderQuestion, ReaderReply, ReaderWorkerData } from './reader-worker.ts';

interface Waiting {
  resolve(answer: unknown): void;
  reject(fault: StoreFault): void;
}

/** Young and short: a report makes much that it throws away at once. What it keeps is a page of orders or a report. */
const resourceLimits = { maxYoungGenerationSizeMb: 8 };

/** The reader as a thread, started by the first question. */
export class ReaderThread implements Reader {
  readonly #data: ReaderWorkerData;
  readonly #log: Log;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #lastId = 0;
  #stopped = false;

  constructor(data: ReaderWorkerData, log: Log) {
    this.#data = data;
    this.#log = log;
  }

  ask<T extends ReaderTask>(task: T, ask: ReaderTasks[T]['ask']): Promise<ReaderTasks[T]['answer']> {
    if (this.#stopped)
      return Promise.reject(new StoreFault('stopping', 'The appliance is stopping; please try again in a moment.'));
    const worker = (this.#worker ??= this.#start());
    this.#lastId += 1;
    const question: ReaderQuestion = { id: this.#lastId, task, ask };
    return new Promise((resolve, reject) => {
      this.#waiting.set(question.id, { resolve: resolve as (answer: unknown) => void, reject });
      worker.postMessage(question);
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(readerWorkerFile, { workerData: this.#data, resourceLimits });
    // A question under way keeps the program alive by itself; a reader without one does not.
    worker.unref();
    worker.on('message', (reply: ReaderReply) => {
      const waiting = this.#waiting.get(reply.id);
      this.#waiting.delete(reply.id);
      if ('error' in reply) {
        this.#log.error({ reason: reply.error }, 'the reader could not answer');
        waiting?.reject(
          reply.isDamage
            ? new StoreFault('store_damaged', 'The store’s record is damaged; call your support.', reply.error)
            : new StoreFault('reader_failed', 'This report could not be made; please try again.', reply.error),
        );
      } else waiting?.resolve(reply.answer);
    });
    worker.on('error', (error) => this.#died(worker, error));
    worker.on('exit', (code) => this.#died(worker, new Error(`the reader ended with ${code}`)));
    return worker;
  }

  #died(worker: Worker, error: unknown): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    if (!this.#stopped) this.#log.error({ err: error }, 'the reader died');
    const fault = new StoreFault(
      this.#stopped ? 'stopping' : 'reader_failed',
      'This report could not be made; please try again.',
      error,
    );
    for (const waiting of this.#waiting.values()) waiting.reject(fault);
    this.#waiting.clear();
  }
}
