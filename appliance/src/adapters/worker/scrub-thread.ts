import { Worker } from 'node:worker_threads';
import type { ScrubResult, ScrubTask } from '../../integrity/scrub-pass.ts';
import { scrubWorkerFile } from '../node/program-files.ts';
import type { ScrubWorkerData } from './scrub-worker.ts';

/** What it throws away at once is little; it is gone when the pass is over. */
const resourceLimits = { maxYoungGenerationSizeMb: 8 };

export interface ScrubRunner {
  /** Runs one walk in a thread that lives as long as the walk. @throws what ended the thread */
  run(task: ScrubTask): Promise<ScrubResult>;
  stop(): Promise<void>;
}

export function scrubThread(path: string): ScrubRunner {
  let worker: Worker | null = null;
  return {
    run: (task) =>
      new Promise((resolve, reject) => {
        const started = new Worker(scrubWorkerFile, {
          workerData: { path, task } satisfies ScrubWorkerData,
          resourceLimits,
        });
        worker = started;
        started.unref();
        started.once('message', (result: ScrubResult) => resolve(result));
        started.once('error', reject);
        started.once('exit', (code) => {
          worker = null;
          reject(new Error(`the scrub ended with ${code}`));
        });
      }),
    stop: async () => void (await worker?.terminate()),
  };
}
