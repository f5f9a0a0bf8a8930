import { parentPort, workerData } from 'node:worker_threads';
import type { Database } from 'better-sqlite3';
import { isDamage } from '../../integrity/damage.ts';
import type { ReaderTask, ReaderTasks } from '../../reports/reader.ts';
import { openDatabase, type SynchronousMode } from '../sqlite/open-database.ts';
import type { ReadTasks } from './reader-tasks.ts';

export interface ReaderWorkerData {
  path: string;
  synchronous: SynchronousMode;
}

export interface ReaderQuestion {
  id: number;
  task: ReaderTask;
  ask: unknown;
}

export type ReaderReply = { id: number; answer: unknown } | { id: number; error: string; isDamage: boolean };

const { path, synchronous } = workerData as ReaderWorkerData;
/** Made when the first checkpoint is asked for: reading alone never needs to write. */
let writable: Database | null = null;
/** Imported by the first report: moving the WAL, which every store needs, needs none of it. */
let reads: Promise<ReadTasks> | null = null;

function checkpoint({ mode }: ReaderTasks['checkpoint']['ask']): ReaderTasks['checkpoint']['answer'] {
  writable ??= openDatabase({ path, synchronous });
  const [result] = writable.pragma(`wal_checkpoint(${mode})`) as { busy: number; log: number; checkpointed: number }[];
  return { busy: result?.busy !== 0, frames: result?.log ?? 0, moved: result?.checkpointed ?? 0 };
}

async function answerOf(task: ReaderTask, ask: unknown): Promise<unknown> {
  if (task === 'checkpoint') return checkpoint(ask as ReaderTasks['checkpoint']['ask']);
  reads ??= import('./reader-tasks.ts')
    .then(({ readTasks }) => readTasks({ path, synchronous }))
    .catch((error: unknown) => {
      // The next report tries again.
      reads = null;
      throw error;
    });
  return (await reads)[task](ask as never);
}

parentPort?.on('message', ({ id, task, ask }: ReaderQuestion) => {
  void answerOf(task, ask)
    .then(
      (answer): ReaderReply => ({ id, answer }),
      (error: unknown): ReaderReply => ({
        id,
        error: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
        isDamage: isDamage(error),
      }),
    )
    .then((reply) => parentPort?.postMessage(reply));
});
