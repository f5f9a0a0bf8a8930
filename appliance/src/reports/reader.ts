import type { SalesReport } from '@auraconnect/shared/protocol/store-api.ts';
import type { OrderFilter, OrderIdPage } from '../orders/order-pages.ts';
import type { Reconciliation } from './reconciliation.ts';

/** What is asked of the reader, a thread with connections of its own: nothing of this may hold up an order. */
export interface ReaderTasks {
  sales: { ask: { from: string; to: string }; answer: { report: SalesReport; seq: number } };
  reconcile: { ask: { from: string | null; to: string | null; throughSeq: number }; answer: Reconciliation };
  orders: { ask: OrderFilter; answer: { page: OrderIdPage; seq: number } };
  /** Moves what is in the WAL into the database. `frames`: how many were in it, and how many of them are moved now. */
  checkpoint: { ask: { mode: 'PASSIVE' | 'TRUNCATE' }; answer: { busy: boolean; frames: number; moved: number } };
}

export type ReaderTask = keyof ReaderTasks;

export interface Reader {
  /** @throws StoreFault `reader_failed` when the reader died; it is started again for the next question. */
  ask<T extends ReaderTask>(task: T, ask: ReaderTasks[T]['ask']): Promise<ReaderTasks[T]['answer']>;
  stop(): Promise<void>;
}
