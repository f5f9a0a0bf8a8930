import { nextCursor, type ShapeOffset } from '../shape-protocol.ts';
import {
  accepted,
  cacheControl,
  logAnswer,
  refusedAnswer,
  rotatedAnswer,
  subsetAnswer,
  type TableAnswer,
} from './answer.ts';
import type { LogPlace, LogReader } from './log-reader.ts';
import { ShapeRefused, ShapeUnavailable } from './refusals.ts';
import { readDefinition, readSubset, readTableRequest, type TableShapeRequest } from './request.ts';
import { sseAnswer } from './sse.ts';
import { subsetBody } from './subset.ts';
import type { SubsetRequest, TableHandle, TableLog } from './table-log.ts';
import { placeOf, positionAfterBatch } from './table-messages.ts';
import { identityOf, schemaHeader, type ShapeDefinition, type TableShape } from './table-shape.ts';

export interface SourceSettings {
  longPollMs: number;
  nowMs: () => number;
}

/** Serves any table of a Postgres in Electric's shape protocol; every place in a log means the same after a restart. */
export class TableShapeSource {
  readonly #log: TableLog;
  readonly #reader: LogReader;
  readonly #settings: SourceSettings;

  constructor(log: TableLog, reader: LogReader, settings: SourceSettings) {
    this.#log = log;
    this.#reader = reader;
    this.#settings = settings;
  }

  /** @throws {ShapeRefused} @throws {ShapeUnavailable} */
  async get(query: Record<string, string>, body: unknown, signal: AbortSignal): Promise<TableAnswer> {
    const read = readTableRequest(query);
    if (!read.ok) return refusedAnswer(read.errors);
    const subset = readSubset(query, body);
    if (!subset.ok) return refusedAnswer(subset.errors);
    const request = read.value;
    const shape = await this.#shape(request.definition);
    if (subset.value !== null) return this.#subset(shape, request, subset.value);
    if (request.offset.kind === 'before-all') return this.#begin(shape, request);
    if (request.offset.kind === 'now') return this.#fromNow(shape, request);
    const handle = await this.#log.handle(shape, request.handle ?? '');
    if (handle === null) return this.#rotated(request);
    return this.#from(request.offset, shape, handle, request, signal);
  }

  /** Ends a shape by its handle or its definition, or, when only a table is named, all shapes of it. */
  async delete(query: Record<string, string>): Promise<TableAnswer> {
    const { handle, table } = query;
    if (handle === undefined && table === undefined)
      return refusedAnswer({ handle: ["can't be blank when shape definition is missing"] });
    if (handle !== undefined) await this.#end({ handle });
    if (table !== undefined && handle === undefined) {
      const read = readDefinition(query);
      if (!read.ok) return refusedAnswer(read.errors);
      const whole = query['where'] === undefined && query['columns'] === undefined;
      await this.#end(whole ? { table: read.value.table } : { identity: identityOf(read.value) });
    }
    return accepted;
  }

  async #end(which: Parameters<TableLog['retire']>[0]): Promise<void> {
    this.#reader.release(await this.#log.retire(which));
  }

  async #shape(definition: ShapeDefinition): Promise<TableShape> {
    const { schema, name } = definition.table;
    let facts = await this.#log.facts(definition.table);
    if (facts === null) {
      // It may be on its way back, as in a migration: who follows it should come again and not give up.
      if (await this.#log.wasServed(definition.table))
        throw new ShapeUnavailable(`Table "${schema}"."${name}" was dropped`, 5);
      const sentence = `Table "${schema}"."${name}" does not exist. If the table name contains capitals or special characters you must quote it.`;
      throw new ShapeRefused({ table: [sentence] });
    }
    const checked = await this.#log.check(definition, facts);
    if (!checked.ok) throw new ShapeRefused(checked.errors);
    if (facts.logged) return checked.value;
    await this.#log.startLogging(facts);
    facts = await this.#log.facts(definition.table);
    if (facts === null || !facts.logged) throw new ShapeUnavailable(`Table "${schema}"."${name}" is being changed`, 1);
    return { ...checked.value, facts };
  }

  async #begin(shape: TableShape, request: TableShapeRequest): Promise<TableAnswer> {
    const { handle } = await this.#log.openHandle(shape, request.expiredHandle);
    const chunk = await this.#chunk(shape, handle, 0, request, cacheControl.beginning);
    if (chunk !== null) return chunk;
    await this.#end({ handle });
    throw new ShapeUnavailable('The snapshot is gone; ask again', 1);
  }

  async #from(
    offset: ShapeOffset,
    shape: TableShape,
    handle: TableHandle,
    request: TableShapeRequest,
    signal: AbortSignal,
  ): Promise<TableAnswer> {
    if (offset.kind === 'chunk') {
      const chunk = request.sse
        ? null
        : await this.#chunk(shape, handle.handle, offset.n + 1, request, cacheControl.caughtUp);
      if (chunk !== null) return chunk;
      // After the last part comes the log; without the first one the snapshot is gone.
      if ((await this.#log.chunk(handle.handle, 0)) === null) {
        await this.#end({ handle: handle.handle });
        return this.#rotated(request);
      }
    }
    const after =
      offset.kind === 'log' ? placeOf(offset.batch, offset.seq) : { batch: handle.batch, seq: Number.MAX_SAFE_INTEGER };
    const place: LogPlace = { shape, handle: handle.handle, after };
    if (!(await this.#reader.reaches(after.batch, this.#settings.longPollMs / 2, signal))) throw outOfBounds();
    const cursor = request.live ? nextCursor(this.#settings.nowMs(), request.cursor) : null;
    if (request.sse) {
      const before = offset.kind === 'chunk' ? this.#partsAfter(handle.handle, offset.n) : nothing();
      return sseAnswer(this.#reader, { before, place, from: request.offsetText, cursor: cursor ?? '' }, signal);
    }
    const told = await this.#reader.next(place, request.live ? this.#settings.longPollMs : 0, signal);
    if (told === 'gone') return this.#rotated(request);
    return logAnswer({
      handle: handle.handle,
      from: request.offsetText,
      offset: told.offset,
      schema: schemaHeader(shape.columns),
      messages: told.messages,
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
    request: TableShapeRequest,
    caching: string,
  ): Promise<TableAnswer | null> {
    const chunk = await this.#log.chunk(handle, n);
    if (chunk === null) return null;
    return logAnswer({
      handle,
      from: request.offsetText,
      offset: `0_${n}`,
      schema: schemaHeader(shape.columns),
      messages: [chunk],
      hasData: chunk.includes('"operation":"insert"'),
      upToDate: false,
      caching,
      cursor: request.live ? nextCursor(this.#settings.nowMs(), request.cursor) : null,
    });
  }

  async *#partsAfter(handle: string, n: number): AsyncGenerator<string[]> {
    for (let part = n + 1; ; part += 1) {
      const chunk = await this.#log.chunk(handle, part);
      if (chunk === null) return;
      yield (JSON.parse(`[${chunk}]`) as unknown[]).map((message) => JSON.stringify(message));
    }
  }

  async #fromNow(shape: TableShape, request: TableShapeRequest): Promise<TableAnswer> {
    const { handle } = await this.#log.openHandle(shape, request.expiredHandle);
    const { offset, message } = await this.#reader.end();
    return logAnswer({
      handle,
      from: request.offsetText,
      offset,
      schema: schemaHeader(shape.columns),
      messages: [message],
      hasData: false,
      upToDate: true,
      caching: cacheControl.caughtUp,
      cursor: null,
    });
  }

  async #subset(shape: TableShape, request: TableShapeRequest, subset: SubsetRequest): Promise<TableAnswer> {
    const begins = request.offset.kind === 'before-all' || request.offset.kind === 'now';
    const handle = begins
      ? await this.#log.openHandle(shape, request.expiredHandle)
      : await this.#log.handle(shape, request.handle ?? '');
    if (handle === null) return this.#rotated(request);
    // Read before the snapshot: what comes between is told once more, and the client knows it by its transaction.
    const { offset } = await this.#reader.end();
    const taken = await this.#log.subset(shape, subset);
    if (!taken.ok) throw new ShapeRefused({ subset: taken.errors });
    const about = { handle: handle.handle, offset, schema: schemaHeader(shape.columns) };
    return subsetAnswer(about, subsetBody(shape, taken.value, positionAfterBatch(taken.value.batch + 2)));
  }

  async #rotated(request: TableShapeRequest): Promise<TableAnswer> {
    const shape = await this.#shape(request.definition);
    const { handle } = await this.#log.openHandle(shape, request.handle);
    return rotatedAnswer(handle);
  }
}

const outOfBounds = (): ShapeRefused => new ShapeRefused({ offset: ['out of bounds for this shape'] });

async function* nothing(): AsyncGenerator<string[]> {}
