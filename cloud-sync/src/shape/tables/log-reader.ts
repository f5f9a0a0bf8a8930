import { upToDateMessage } from '../shape-protocol.ts';
import type { ShapeClock } from '../shape-clock.ts';
import type { RotationWatch } from './rotation-watch.ts';
import { sharedCalls } from './shared-calls.ts';
import type { ShapeLog, TableChange } from './table-log.ts';
import { changeMessages, operationOf, positionAfterBatch, positionOfBatch } from './table-messages.ts';
import type { TableShape } from './table-shape.ts';

export interface LogPlace {
  shape: TableShape;
  handle: string;
  after: { batch: number; seq: number };
}

export interface Told {
  /** JSON texts; the last one says `up-to-date` when there is no more. */
  messages: string[];
  /** The same as one list, made once for all who are told it. */
  body: () => Buffer;
  hasData: boolean;
  upToDate: boolean;
  offset: string;
  after: LogPlace['after'];
}

/** More changes than this are told in several answers, however small they are. */
const mostChanges = 5_000;

/** Reads on from a place in a shape's log, at once or as soon as there is something. */
export class LogReader {
  readonly #log: ShapeLog;
  readonly #clock: ShapeClock;
  readonly #rotations: RotationWatch | null;
  readonly #chunkBytes: number;
  readonly #shared = sharedCalls<Told | 'gone'>();

  /** @param rotations null: no shape is over while somebody waits for its changes */
  constructor(log: ShapeLog, clock: ShapeClock, rotations: RotationWatch | null, chunkBytes: number) {
    this.#log = log;
    this.#clock = clock;
    this.#rotations = rotations;
    this.#chunkBytes = chunkBytes;
  }

  /** The place of a client that knows everything up to now. */
  async end(): Promise<{ offset: string; message: string }> {
    const position = positionAfterBatch(await this.#clock.end());
    return { offset: `${position}_0`, message: upToDateMessage(position) };
  }

  /** Whether the log gets as far as this batch within the time. */
  async reaches(batch: number, waitMs: number, signal: AbortSignal): Promise<boolean> {
    if (batch <= (await this.#clock.end())) return true;
    if (waitMs === 0) return false;
    await this.#clock.waitBeyond(batch - 1, waitMs, signal);
    return batch <= (await this.#clock.end());
  }

  /** What follows, waiting for it if need be; `gone` when this log does not lead on. */
  async next(place: LogPlace, waitMs: number, signal: AbortSignal): Promise<Told | 'gone'> {
    const deadlineMs = performance.now() + waitMs;
    for (;;) {
      const batch = await this.#clock.end();
      const told = await this.#read(place, batch);
      const leftMs = deadlineMs - performance.now();
      if (told === 'gone' || told.hasData || !told.upToDate || leftMs <= 0 || signal.aborted) return told;
      await this.#wait(place, batch, leftMs, signal);
    }
  }

  /** Lets those go who wait for these handles: they are over. */
  release(handles: readonly string[]): void {
    this.#rotations?.end(handles);
  }

  async #wait({ shape, handle }: LogPlace, batch: number, timeoutMs: number, signal: AbortSignal): Promise<void> {
    const rotation = this.#rotations?.watch(handle);
    const signals = rotation === undefined ? signal : AbortSignal.any([signal, rotation.signal]);
    try {
      await this.#clock.waitBeyond(batch, timeoutMs, signals, this.#log.laneOf(shape));
    } finally {
      rotation?.leave();
    }
  }

  /** Clients at the same place are read for together. */
  #read({ shape, handle, after }: LogPlace, through: number): Promise<Told | 'gone'> {
    const key = `${handle} ${after.batch} ${after.seq} ${through}`;
    return this.#shared(key, async () => {
      const changes = await this.#log.changes(shape, handle, after, through, mostChanges + 1);
      return changes === 'gone' ? changes : this.#tell(shape, changes, through);
    });
  }

  #tell(shape: TableShape, changes: readonly TableChange[], through: number): Told {
    const { messages, last } = this.#fitting(shape, changes);
    if (last !== null) {
      const { batch, seq } = last;
      const offset = `${positionOfBatch(batch)}_${operationOf(seq) + 1}`;
      const hasData = messages.length > 0;
      return { messages, body: once(messages), hasData, upToDate: false, offset, after: { batch, seq } };
    }
    const position = positionAfterBatch(through);
    const all = [...messages, upToDateMessage(position)];
    return {
      messages: all,
      body: once(all),
      hasData: messages.length > 0,
      upToDate: true,
      offset: `${position}_0`,
      after: { batch: through, seq: Number.MAX_SAFE_INTEGER },
    };
  }

  /** Messages up to the size of a chunk; `last` is the change that they end with when there are more. */
  #fitting(shape: TableShape, changes: readonly TableChange[]): { messages: string[]; last: TableChange | null } {
    const told: { change: TableChange; messages: string[] }[] = [];
    let followingBatch = changes.length > mostChanges ? changes.at(-1)?.batch : undefined;
    for (const change of changes.slice(0, mostChanges).toReversed()) {
      const messages = changeMessages(shape, change, change.batch !== followingBatch);
      if (messages.length > 0) followingBatch = change.batch;
      told.push({ change, messages });
    }
    const fitting: string[] = [];
    let size = 0;
    let last: TableChange | null = null;
    for (const { change, messages } of told.toReversed()) {
      const bytes = messages.reduce((sum, message) => sum + Buffer.byteLength(message), 0);
      if (bytes > 0 && size > 0 && size + bytes > this.#chunkBytes) return { messages: fitting, last };
      fitting.push(...messages);
      size += bytes;
      last = change;
    }
    return { messages: fitting, last: changes.length > mostChanges ? last : null };
  }
}

function once(messages: readonly string[]): () => Buffer {
  let body: Buffer | null = null;
  return () => (body ??= listOf(messages.join(',')));
}

/** Messages with commas between as a list. */
export const listOf = (messages: string): Buffer => Buffer.from(`[${messages}]`);
