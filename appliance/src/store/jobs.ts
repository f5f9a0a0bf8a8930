import type { AdoptedFrom } from '@auraconnect/shared/journal/epoch-events.ts';
import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import type { Problem } from '@auraconnect/shared/protocol/problem.ts';
import type {
  CommandOutcome,
  InternalEvent,
  InternalOptions,
  InternalOutcome,
  StoreView,
  SubmittedCommand,
} from './core.ts';
import type { BoxTables } from './storage.ts';
import type { StoreFault } from './store-fault.ts';

export interface CommandJob {
  kind: 'command';
  command: SubmittedCommand;
  resolve(outcome: CommandOutcome): void;
  reject(fault: StoreFault): void;
}

export interface InternalJob {
  kind: 'internal';
  decide: (state: StoreView) => readonly InternalEvent[];
  options: InternalOptions;
  resolve(outcome: InternalOutcome): void;
  reject(error: unknown): void;
}

/** A write that is not in the journal, durable like everything else: wrong tries of a PIN, for instance. */
export interface BoxJob {
  kind: 'box';
  write(box: BoxTables): void;
  resolve(): void;
  reject(fault: StoreFault): void;
}

/** Events of another history of this store that this one lost. */
export interface AdoptionJob {
  kind: 'adoption';
  rows: readonly JournalRow[];
  from: AdoptedFrom;
  resolve(outcome: { count: number }): void;
  reject(error: unknown): void;
}

export type Job = CommandJob | InternalJob | BoxJob | AdoptionJob;

export function problemOf(status: number, code: string, title: string, data: Record<string, unknown> = {}): Problem {
  return { type: `urn:auraconnect:problem:${code}`, title, status, code, data };
}
