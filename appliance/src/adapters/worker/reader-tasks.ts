import { reconcile } from '../../reports/reconciliation.ts';
import type { ReaderTask, ReaderTasks } from '../../reports/reader.ts';
import { salesReportOf } from '../../reports/sales.ts';
import { SqliteJournal } from '../sqlite/journal-tables.ts';
import { openDatabase, type OpenOptions } from '../sqlite/open-database.ts';
import { SqliteOrderPages } from '../sqlite/order-pages.ts';
import { sqliteReportTables } from '../sqlite/report-tables.ts';

type ReadTask = Exclude<ReaderTask, 'checkpoint'>;
export type ReadTasks = { [T in ReadTask]: (ask: ReaderTasks[T]['ask']) => ReaderTasks[T]['answer'] };

/** What only reads, over a connection that cannot write. One transaction each: what is read together belongs together. */
export function readTasks(options: Pick<OpenOptions, 'path' | 'synchronous'>): ReadTasks {
  const db = openDatabase({ ...options, readonly: true });
  const journal = new SqliteJournal(db);
  const tables = sqliteReportTables(db);
  const pages = new SqliteOrderPages(db);
  const reading = <T>(read: () => T): T => db.transaction(read).deferred();
  return {
    sales: ({ from, to }) => reading(() => ({ report: salesReportOf(tables, from, to, 0), seq: journal.head().seq })),
    reconcile: ({ from, to, throughSeq }) =>
      reading(() => reconcile({ journal, tables, throughSeq: Math.min(throughSeq, journal.head().seq), from, to })),
    orders: (filter) => reading(() => ({ page: pages.page(filter), seq: journal.head().seq })),
  };
}
