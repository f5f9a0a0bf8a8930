import type { TableName } from './names.ts';
import type { Params, ShapeDefinition, TableFacts, TableShape } from './table-shape.ts';

/** Values of the told columns as texts, in their order. */
export type RowTexts = readonly (string | null)[];

/** A change of the table as one shape sees it: a side is null where there is no row, or the filter does not take it. */
export interface TableChange {
  batch: number;
  seq: number;
  xid: string;
  before: RowTexts | null;
  after: RowTexts | null;
}

export interface TableHandle {
  handle: string;
  /** The batch after which its log begins. */
  batch: number;
}

export interface SubsetRequest {
  where: string | null;
  params: Params;
  orderBy: string | null;
  limit: number | null;
  offset: number | null;
}

export interface Subset {
  rows: RowTexts[];
  /** As Postgres writes one: xmin:xmax:xip,xip. */
  snapshot: string;
  /** The newest batch at that moment. */
  batch: number;
}

/** Why a shape cannot be: Electric's words, by the field of the request; those of a subset by its own fields. */
export interface ShapeErrors {
  [field: string]: string[] | ShapeErrors;
}
export type Checked<T> = { ok: true; value: T } | { ok: false; errors: ShapeErrors };

/** A log of changes that shapes are told from. */
export interface ShapeLog {
  /** Takes what was committed since into a batch, if there is anything, and gives the newest batch. */
  tick(): Promise<number>;
  /** Lanes in which something changed in these batches. */
  touched(afterBatch: number, throughBatch: number): Promise<string[]>;
  /** What a change of the shape's rows is known by; changes of others may be known by it too. */
  laneOf(shape: TableShape): string;
  /** A handle for a client that begins: a recent one, or a new one with a fresh snapshot. Never `expired`. */
  openHandle(shape: TableShape, expired: string | null): Promise<TableHandle>;
  /** Null when it is not, or no longer, a handle of this shape. */
  handle(shape: TableShape, handle: string): Promise<TableHandle | null>;
  /** A part of the snapshot: messages as JSON texts with commas between; null when there is none of that number. */
  chunk(shape: TableShape, handle: string, n: number): Promise<string | null>;
  /** Changes after a place, oldest first. `gone`: the log does not lead on from there. */
  changes(
    shape: TableShape,
    handle: string,
    after: { batch: number; seq: number },
    throughBatch: number,
    most: number,
  ): Promise<TableChange[] | 'gone'>;
  /** Forgets what is older than anybody needs. */
  forget(): Promise<void>;
}

/** The log of any table that somebody asks for. */
export interface TableLog extends ShapeLog {
  /** Null: there is no such table. */
  facts(table: TableName): Promise<TableFacts | null>;
  /** Whether shapes of a table of this name were served. */
  wasServed(table: TableName): Promise<boolean>;
  check(definition: ShapeDefinition, facts: TableFacts): Promise<Checked<TableShape>>;
  /** Sees to it that every change of the table from here on is written down; waits for who is writing. */
  startLogging(facts: TableFacts): Promise<void>;
  subset(shape: TableShape, request: SubsetRequest): Promise<Checked<Subset>>;
  /** Ends handles: this one, or those of a shape, or all of a table. Gives those that it ended. */
  retire(which: { handle: string } | { identity: string } | { table: TableName }): Promise<string[]>;
  /** Which of these handles are over: retired, or their table is not what it was. */
  stale(handles: readonly string[]): Promise<string[]>;
}
