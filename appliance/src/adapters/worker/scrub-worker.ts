import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { ScrubTask } from '../../integrity/scrub-pass.ts';
import { scrubStore } from '../sqlite/scrub-store.ts';

export interface ScrubWorkerData {
  path: string;
  task: ScrubTask;
}

const { path, task } = workerData as ScrubWorkerData;
// On Linux this is of the calling thread alone; elsewhere it would be of the whole appliance.
if (process.platform === 'linux') setPriority(0, constants.priority.PRIORITY_LOW);

const never = new Int32Array(new SharedArrayBuffer(4));

parentPort?.postMessage(scrubStore(path, task, (ms) => void Atomics.wait(never, 0, 0, ms)));
