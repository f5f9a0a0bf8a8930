import { nextCursor, type ShapeOffset } from '../shape-protocol.ts';
import { cacheControl, logAnswer, rotatedAnswer, type TableAnswer } from './answer.ts';
import { KeptParts } from './kept-parts.ts';
import { listOf, type LogPlace, type LogReader } from './log-reader.ts';
import { ShapeRefused, ShapeUnavailable } from './refusals.ts';
import type { TableShapeRequest } from './request.ts';
import { sseAnswer } from './sse.ts';
import type { ShapeLog, TableHandle } from './table-log.ts';
import { placeOf } from './table-messages.ts';
import { schemaHeader, type TableShape } from './table-shape.ts';

export interface TellerSettings {
  longPollMs: number;
  nowMs: () => number;
  /** A place that the log does not get to: is it asked for wrongly, or has the log lost what the client saw? */
  beyondEnd: 'out-of-bounds' | 'must-refetch';
}

/** Of parts of snapshots that were told lately. */
const keptBytes = 64 * 1024 * 1024;

/** What a request about a shape is to be told, once it is clear which shape it is. */
export type ShapePlace = Omit<TableShapeRequest, 'definition'>;

/** Tells a shape's rows and their changes out of a log; every place in it means the same after a restart. */
export class ShapeTeller {
  readonly #log: ShapeLog;
  readonly #reader: LogReader;
  readonly #settings: TellerSettings;
  readonly #parts = new KeptParts(keptBytes);

  constructor(log: ShapeLog, reader: LogReader, settings: TellerSettings) {
    this.#log = log;
    this.#reader = reader;
    this.#settings = settings;
  }

  /**
   * @param again the shape as it is by then, when the client has to begin anew
   * @throws {ShapeRefused} @throws {ShapeUnavailable}
   */
  async tell(
    shape: TableShape,
    request: ShapePlace,
    signal: AbortSignal,
    again: () => Promise<TableShape> = () => Promise.resolve(shape),
  ): Promise<TableAnswer> {
    if (request.offset.kind === 'before-all') return this.#begin(shape, request);
    if (request.offset.kind === 'now') return this.#fromNow(shape, request);
    const handle = await this.#log.handle(shape, request.handle ?? '');
    const answer = handle === null ? 'gone' : await this.#from(request.offset, shape, handle, request, signal);
    return answer === 'gone' ? this.rotated(await again(), request.handle) : answer;
  }

  async rotated(shape: TableShape, former: string | null): Promise<TableAnswer> {
    return rotatedAnswer((await this.#log.openHandle(shape, former)).handle);
  }

  async #begin(shape: TableShape, request: ShapePlace): Promise<TableAnswer> {
    const { handle } = await this.#log.openHandle(shape, request.expiredHandle);
    const chunk = await this.#chunk(shape, handle, 0, request, cacheControl.beginning);
    if (chunk === null) throw new ShapeUnavailable('The snapshot is gone; ask again', 1);
    return chunk;
  }

  async #from(
    offset: ShapeOffset,
    shape: TableShape,
    handle: TableHandle,
    request: ShapePlace,
    signal: AbortSignal,
  ): Promise<TableAnswer | 'gone'> {
    if (offset.kind === 'chunk') {
      const chunk = request.sse
        ? null
        : await this.#chunk(shape, handle.handle, offset.n + 1, request, cacheControl.caughtUp);
      if (chunk !== null) return chunk;
      // After the last part comes the log; without the first one the snapshot is gone.
      if ((await this.#log.chunk(shape, handle.handle, 0)) === null) return 'gone';
    }
    const after =
      offset.kind === 'log' ? placeOf(offset.batch, offset.seq) : { batch: handle.batch, seq: Number.MAX_SAFE_INTEGER };
    const place: LogPlace = { shape, handle: handle.handle, after };
    const { beyondEnd, longPollMs, nowMs } = this.#settings;
    if (!(await this.#reader.reaches(after.batch, beyondEnd === 'must-refetch' ? 0 : longPollMs / 2, signal))) {
      if (beyondEnd === 'must-refetch') return 'gone';
      throw new ShapeRefused({ offset: ['out of bounds for this shape'] });
    }
    const cursor = request.live ? nextCursor(nowMs(), request.cursor) : null;
    if (request.sse) {
      const before = offset.kind === 'chunk' ? this.#partsAfter(shape, handle.handle, offset.n) : nothing();
      return sseAnswer(this.#reader, { before, place, from: request.offsetText, cursor: cursor ?? '' }, signal);
    }
    const told = await this.#reader.next(place, request.live ? longPollMs : 0, signal);
    if (told === 'gone') return told;
    return logAnswer({
      handle: handle.handle,
      from: request.offsetText,
      offset: told.offset,
      schema: schemaHeader(shape.columns),
      body: told.body(),
      hasData: told.hasData,
      upToDate: told.upToDate,
      caching: request.live ? cacheControl.live : cacheControl.caughtUp,
      cursor,
    });
  }

  async #chunk(
    shape: TableShape,
    handle: string,
    n: number,
    request: ShapePlace,
    caching: string,
  ): Promise<TableAnswer | null> {
    const part = await this.#parts.get(`${handle} ${n}`, async () => {
      const chunk = await this.#log.chunk(shape, handle, n);
      return chunk === null ? null : { body: listOf(chunk), hasData: chunk.includes('"operation":"insert"') };
    });
    if (part === null) return null;
    return logAnswer({
      handle,
      from: request.offsetText,
      offset: `0_${n}`,
      schema: schemaHeader(shape.columns),
      ...part,
      upToDate: false,
      caching,
      cursor: request.live ? nextCursor(this.#settings.nowMs(), request.cursor) : null,
    });
  }

  async *#partsAfter(shape: TableShape, handle: string, n: number): AsyncGenerator<string[]> {
    for (let part = n + 1; ; part += 1) {
      const chunk = await this.#log.chunk(shape, handle, part);
      if (chunk === null) return;
      yield (JSON.parse(`[${chunk}]`) as unknown[]).map((message) => JSON.stringify(message));
    }
  }

  async #fromNow(shape: TableShape, request: ShapePlace): Promise<TableAnswer> {
    const { handle } = await this.#log.openHandle(shape, request.expiredHandle);
    const { offset, message } = await this.#reader.end();
    return logAnswer({
      handle,
      from: request.offsetText,
      offset,
      schema: schemaHeader(shape.columns),
      body: `[${message}]`,
      hasData: false,
      upToDate: true,
      caching: cacheControl.caughtUp,
      cursor: null,
    });
  }
}

async function* nothing(): AsyncGenerator<string[]> {}
