import { accepted, refusedAnswer, subsetAnswer, type TableAnswer } from './answer.ts';
import type { LogReader } from './log-reader.ts';
import { ShapeRefused, ShapeUnavailable } from './refusals.ts';
import { readDefinition, readSubset, readTableRequest, type TableShapeRequest } from './request.ts';
import type { ShapeTeller } from './shape-teller.ts';
import { subsetBody } from './subset.ts';
import type { SubsetRequest, TableLog } from './table-log.ts';
import { positionAfterBatch } from './table-messages.ts';
import { identityOf, schemaHeader, type ShapeDefinition, type TableShape } from './table-shape.ts';

/** Serves any table of a Postgres in Electric's shape protocol. */
export class TableShapeSource {
  readonly #log: TableLog;
  readonly #reader: LogReader;
  readonly #teller: ShapeTeller;

  constructor(log: TableLog, reader: LogReader, teller: ShapeTeller) {
    this.#log = log;
    this.#reader = reader;
    this.#teller = teller;
  }

  /** @throws {ShapeRefused} @throws {ShapeUnavailable} */
  async get(query: Record<string, string>, body: unknown, signal: AbortSignal): Promise<TableAnswer> {
    const read = readTableRequest(query);
    if (!read.ok) return refusedAnswer(read.errors);
    const subset = readSubset(query, body);
    if (!subset.ok) return refusedAnswer(subset.errors);
    const request = read.value;
    const shape = await this.#shape(request.definition);
    return subset.value === null
      ? this.#teller.tell(shape, request, signal, () => this.#shape(request.definition))
      : this.#subset(shape, request, subset.value);
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

  async #subset(shape: TableShape, request: TableShapeRequest, subset: SubsetRequest): Promise<TableAnswer> {
    const begins = request.offset.kind === 'before-all' || request.offset.kind === 'now';
    const handle = begins
      ? await this.#log.openHandle(shape, request.expiredHandle)
      : await this.#log.handle(shape, request.handle ?? '');
    if (handle === null) return this.#teller.rotated(await this.#shape(request.definition), request.handle);
    // Read before the snapshot: what comes between is told once more, and the client knows it by its transaction.
    const { offset } = await this.#reader.end();
    const taken = await this.#log.subset(shape, subset);
    if (!taken.ok) throw new ShapeRefused({ subset: taken.errors });
    const about = { handle: handle.handle, offset, schema: schemaHeader(shape.columns) };
    return subsetAnswer(about, subsetBody(shape, taken.value, positionAfterBatch(taken.value.batch + 2)));
  }
}
