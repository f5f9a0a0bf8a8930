import { parentPort, workerData } from 'node:worker_threads';
import type { Database } from 'better-sqlite3';
import type { ReaderTask, ReaderTasks } from '../../reports/reader.ts';
import { reconcile } from '../../reports/reconciliation.ts';
import { salesReportOf } from '../../reports/sales.ts';
import { SqliteJournal } from '../sqlite/journal-tables.ts';
import { openDatabase, type SynchronousMode } from '../sqlite/open-database.ts';
import { SqliteOrderPages } from '../sqlite/order-pages.ts';
import { sqliteReportTables } from '../sqlite/report-tables.ts';

export interface ReaderWorkerData {
  path: string;
  synchronous: SynchronousMode;
}

export interface ReaderQuestion {
  id: number;
  task: ReaderTask;
  ask: unknown;
}

export type ReaderReply = { id: number; answer: unknown } | { id: number; error: string };

const { path, synchronous } = workerData as ReaderWorkerData;
const db = openDatabase({ path, synchronous, readonly: true });
/** Made when the first checkpoint is asked for: reading alone never needs to write. */
let writable: Database | null = null;
const journal = new SqliteJournal(db);
const tables = sqliteReportTables(db);
const pages = new SqliteOrderPages(db);

const tasks: { [T in ReaderTask]: (ask: ReaderTasks[T]['ask']) => ReaderTasks[T]['answer'] } = {
  // One read transaction each: what is read together belongs together.
  sales: ({ from, to }) => reading(() => ({ report: salesReportOf(tables, from, to, 0), seq: journal.head().seq })),
  reconcile: ({ from, to, throughSeq }) =>
    reading(() => reconcile({ journal, tables, throughSeq: Math.min(throughSeq, journal.head().seq), from, to })),
  orders: (filter) => reading(() => ({ page: pages.page(filter), seq: journal.head().seq })),
  checkpoint: ({ mode }) => {
    writable ??= openDatabase({ path, synchronous });
    const [result] = writable.pragma(`wal_checkpoint(${mode})`) as {
      busy: number;
      log: number;
      checkpointed: number;
    }[];
    return { busy: result?.busy !== 0, frames: result?.log ?? 0, moved: result?.checkpointed ?? 0 };
  },
};

function reading<T>(read: () => T): T {
  return db.transaction(read).deferred();
}

parentPort?.on('message', ({ id, task, ask }: ReaderQuestion) => {
  let reply: ReaderReply;
  try {
    reply = { id, answer: tasks[task](ask as never) };
  } catch (error) {
    reply = { id, error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
  parentPort?.postMessage(reply);
});
