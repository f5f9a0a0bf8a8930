import type { CloudPorts } from '../ports.ts';
import type { FeedLog, LogEnd, ShapeHandle, ShapeKey } from './feed-log.ts';
import type { ShapeClock } from './shape-clock.ts';
import {
  changeMessage,
  feedSchema,
  mustRefetchBody,
  nextCursor,
  upToDateMessage,
  type LoggedChange,
  type ShapeAnswer,
  type ShapeRequest,
} from './shape-protocol.ts';

export const longPollMs = 20_000;
/** More changes than this are told in several answers. */
const mostChanges = 5_000;

/** Serves the feed as Electric's service would, out of the log in Postgres; offsets mean the same after any restart. */
export class ShapeSource {
  readonly #log: FeedLog;
  readonly #clock: ShapeClock;
  readonly #ports: CloudPorts;
  readonly #longPollMs: number;

  constructor(log: FeedLog, clock: ShapeClock, ports: CloudPorts, pollMs: number = longPollMs) {
    this.#log = log;
    this.#clock = clock;
    this.#ports = ports;
    this.#longPollMs = pollMs;
  }

  async answer(key: ShapeKey, request: ShapeRequest, signal: AbortSignal): Promise<ShapeAnswer> {
    const { offset } = request;
    if (offset.kind === 'before-all') {
      const opened = await this.#log.openHandle(key, request.expiredHandle);
      return (await this.#chunk(key, opened.handle, 0)) ?? this.#refetch(key, opened.handle);
    }
    if (offset.kind === 'now') return this.#fromNow(key, request);

    const handle = await this.#log.handle(key, request.handle ?? '');
    if (handle === null) return this.#refetch(key, request.handle);
    if (offset.kind === 'chunk') {
      const chunk = await this.#chunk(key, handle.handle, offset.n + 1);
      return chunk ?? this.#refetch(key, handle.handle);
    }
    const after =
      offset.kind === 'snapshot-end'
        ? { batch: handle.batch, seq: Number.MAX_SAFE_INTEGER }
        : { batch: offset.batch, seq: offset.seq };
    return this.#fromLog(key, handle, after, request, signal);
  }

  async #chunk(key: ShapeKey, handle: string, n: number): Promise<ShapeAnswer | null> {
    const chunk = await this.#log.chunk(key, handle, n);
    if (chunk === null) return null;
    return {
      status: 200,
      headers: { ...this.#headers(handle, chunk.isLast ? '0_inf' : `0_${n}`), 'electric-schema': feedSchema },
      body: chunk.body,
    };
  }

  async #fromNow(key: ShapeKey, request: ShapeRequest): Promise<ShapeAnswer> {
    const { handle } = await this.#log.openHandle(key, request.expiredHandle);
    return this.#upToDate(handle, [], await this.#clock.end(), request);
  }

  async #fromLog(
    key: ShapeKey,
    handle: ShapeHandle,
    after: { batch: number; seq: number },
    request: ShapeRequest,
    signal: AbortSignal,
  ): Promise<ShapeAnswer> {
    let end = await this.#clock.end();
    // A place that the log has not reached: the database was restored. Waiting would not help.
    if (after.batch > end.batch) return this.#refetch(key, handle.handle);
    const deadlineMs = this.#ports.clock.monotonicMs() + this.#longPollMs;
    for (;;) {
      const changes = await this.#log.changes(key, handle.handle, after, end.batch, mostChanges);
      if (changes === 'forgotten') return this.#refetch(key, handle.handle);
      if (changes.length === mostChanges) return this.#part(handle.handle, changes, request);
      const leftMs = deadlineMs - this.#ports.clock.monotonicMs();
      if (changes.length > 0 || !request.live || leftMs <= 0 || signal.aborted)
        return this.#upToDate(handle.handle, changes, end, request);
      await this.#clock.waitBeyond(end.batch, leftMs, signal);
      end = await this.#clock.end();
    }
  }

  #part(handle: string, changes: readonly LoggedChange[], request: ShapeRequest): ShapeAnswer {
    const last = changes.at(-1);
    return {
      status: 200,
      headers: {
        ...this.#headers(handle, `${last?.batch}_${last?.seq}`),
        'electric-schema': feedSchema,
        ...this.#liveHeaders(request),
      },
      body: `[${messagesOf(changes).join(',')}]`,
    };
  }

  /** The offset is the end of the log, not the shape's last change: a store whose menu nobody edits must not fall out of the log. */
  #upToDate(handle: string, changes: readonly LoggedChange[], end: LogEnd, request: ShapeRequest): ShapeAnswer {
    const offset = end.batch === 0 ? '0_inf' : `${end.batch}_${end.lastSeq}`;
    return {
      status: 200,
      headers: {
        ...this.#headers(handle, offset),
        'electric-schema': feedSchema,
        'electric-up-to-date': '',
        ...this.#liveHeaders(request),
      },
      body: `[${[...messagesOf(changes), upToDateMessage(end.batch)].join(',')}]`,
    };
  }

  async #refetch(key: ShapeKey, former: string | null): Promise<ShapeAnswer> {
    const { handle } = await this.#log.openHandle(key, former);
    return { status: 409, headers: { 'electric-handle': handle, 'cache-control': 'no-store' }, body: mustRefetchBody };
  }

  #headers(handle: string, offset: string): Record<string, string> {
    // The answer depends on whose token asked: no cache between here and the store may keep it.
    return { 'electric-handle': handle, 'electric-offset': offset, 'cache-control': 'private, no-store' };
  }

  #liveHeaders(request: ShapeRequest): Record<string, string> {
    return request.live ? { 'electric-cursor': nextCursor(this.#ports.clock.nowMs(), request.cursor) } : {};
  }
}

function messagesOf(changes: readonly LoggedChange[]): string[] {
  return changes.map((change, index) => changeMessage(change, changes[index + 1]?.batch !== change.batch));
}
