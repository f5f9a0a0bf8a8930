import type { LoggedChange } from './shape-protocol.ts';

/** Whose shape: everything of the tenant that is for all stores or for this one. */
export interface ShapeKey {
  tenantId: string;
  storeId: string;
}
export interface ShapeHandle {
  handle: string;
  /** The batch after which its log begins. */
  batch: number;
}
/** The newest batch, and the highest change number that any batch took. */
export interface LogEnd {
  batch: number;
  lastSeq: number;
}

export interface FeedLog {
  /** Forgets what no store that was away for a sensible time still needs. */
  forget(): Promise<void>;
  /** Takes what was committed since into a batch, if there is anything, and says where the log ends. */
  tick(): Promise<LogEnd>;
  /** The shape's handle for a client that begins: a recent one, or a new one with a fresh snapshot. Never `expired`. */
  openHandle(key: ShapeKey, expired: string | null): Promise<ShapeHandle>;
  /** Null when it is not, or no longer, a handle of this shape. */
  handle(key: ShapeKey, handle: string): Promise<ShapeHandle | null>;
  /** A part of the snapshot as JSON text; null when there is none of that number. */
  chunk(key: ShapeKey, handle: string, n: number): Promise<{ body: string; isLast: boolean } | null>;
  /** Changes after a place, up to a batch, oldest first. `forgotten`: the log no longer reaches back that far. */
  changes(
    key: ShapeKey,
    handle: string,
    after: { batch: number; seq: number },
    throughBatch: number,
    most: number,
  ): Promise<LoggedChange[] | 'forgotten'>;
}
