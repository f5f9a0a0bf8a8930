import { hash } from 'node:crypto';
import { packUpRequest, type PackedUpRequest, unpackUpRequest } from '@auraconnect/shared/protocol/journal-wire.ts';
import {
  aheadForm,
  boxRetiredCode,
  type HelloAnswer,
  type HelloRequest,
  type TailAnswer,
  type TailRequest,
  type UpAnswer,
  type UpRequest,
} from '@auraconnect/shared/protocol/sync.ts';
import { CloudFault, type CloudClient } from '@auraconnect/appliance/sync/cloud-client.ts';
import type { KeptStore } from '@auraconnect/cloud-sync/adapters/memory/memory-journals.ts';
import type { ProjectionChanges } from '@auraconnect/cloud-sync/ingest/journal-projection.ts';
import { greetStore } from '@auraconnect/cloud-sync/ingest/greet-store.ts';
import { receiveBatch } from '@auraconnect/cloud-sync/ingest/receive-batch.ts';
import {
  type JournalStore,
  type LockedJournal,
  UnstorableProjection,
} from '@auraconnect/cloud-sync/ingest/store-journal.ts';
import type { DailyFigures } from '@auraconnect/cloud-sync/orders/order-rows.ts';
import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import { type CloudKeep, tenantId } from './cloud-keep.ts';
import { MemoryKeep } from './memory-keep.ts';
import { PostgresKeep } from './postgres-keep.ts';
import type { Line } from './virtual-network.ts';
import { NoAnswer } from './virtual-network.ts';
import type { World } from './world.ts';

const timeoutMs = 30_000;

type Reply<T> = { ok: T } | { status: number; code: string; data?: Record<string, unknown> };

const boxRetired = { status: 403, code: boxRetiredCode };

function received(body: PackedUpRequest | UpRequest): UpRequest {
  const unpacked = 'form' in body ? unpackUpRequest(body, (text) => hash('sha256', text)) : body;
  if (unpacked === null) throw new Error('a request arrived that cannot be unpacked');
  return unpacked;
}

/** The cloud's ingestion: its real code over journals in memory, or over a real Postgres. */
export class CloudNode {
  readonly #world: World;
  readonly journals: CloudKeep;
  #isUp = true;
  #epoch = 1;
  /** After how many calls into its database the next transaction breaks off; null: it does not. */
  breaksOffAfter: number | null = null;
  /** Orders whose projection it cannot write, because of a fault in this version. */
  readonly cannotWorkUp = new Set<string>();

  constructor(world: World) {
    this.#world = world;
    this.journals =
      world.postgresUrl === null
        ? new MemoryKeep(world.menu.settles, world)
        : new PostgresKeep(world.postgresUrl, world);
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  kept(storeId: string): KeptStore {
    return this.journals.kept(storeId);
  }

  down(): void {
    this.#isUp = false;
  }

  up(): void {
    this.#isUp = true;
  }

  /** Its database is brought back from an older copy: it is another cloud then, and says so. */
  async restoreDump(): Promise<boolean> {
    const isRestored = await this.journals.restoreDump();
    if (isRestored) this.#epoch += 1;
    return isRestored;
  }

  /** Works everything up again, as the version with the fix does at its start. */
  async workUpAgain(): Promise<void> {
    await this.journals.rebuild(tenantId, this.#world.first.storeId, this.#now());
  }

  /** What the appliance's uplink talks to, over a line. */
  clientFor(line: Line): Pick<CloudClient, 'hello' | 'up' | 'tail'> {
    const ask = async <T>(request: object, serve: (request: never) => Promise<Reply<T> | undefined>): Promise<T> => {
      let reply: Reply<T>;
      try {
        reply = await line.request<Reply<T>>(request, timeoutMs, serve);
      } catch (fault) {
        if (!(fault instanceof NoAnswer)) throw fault;
        throw new CloudFault('cloud_unreachable', 'The cloud does not answer.', { cause: fault });
      }
      if ('ok' in reply) return reply.ok;
      throw new CloudFault(reply.code, 'The cloud said no.', { status: reply.status, data: reply.data ?? {} });
    };
    return {
      hello: (_url, request) => ask<HelloAnswer>(request, (body: never) => this.#hello(body)),
      // As it travels, and unpacked again as the cloud does it.
      up: (_url, request, _signal, options) =>
        ask<UpAnswer>(packUpRequest(request) ?? request, (body: never) =>
          this.#up(received(body), options?.ahead ?? false),
        ),
      tail: (_url, request) => ask<TailAnswer>(request, (body: never) => this.#tail(body)),
    };
  }

  async #hello(request: HelloRequest): Promise<Reply<HelloAnswer> | undefined> {
    if (!this.#isUp) return undefined;
    const greeting = await this.journals.locked(tenantId, request.store, (journal) =>
      greetStore(journal, request, this.#now()),
    );
    if (greeting === null) return boxRetired;
    const { bug, clone } = this.#world;
    if (bug === 'branch-not-told') greeting.lost = greeting.lost.filter(({ epoch }) => epoch !== clone?.lastEpoch);
    if (bug === 'ack-without-epoch') greeting.cursor.seq = this.#furthestSeq(request.store);
    return { ok: { cloudEpoch: String(this.#epoch), ...greeting, serverTime: this.#now(), accepts: [aheadForm] } };
  }

  #furthestSeq(storeId: string): number {
    return Math.max(0, ...[...this.kept(storeId).cursors.values()].map(({ seq }) => seq));
  }

  async #tail({ store, epoch, afterSeq, limit }: TailRequest): Promise<Reply<TailAnswer> | undefined> {
    if (!this.#isUp) return undefined;
    const rows = await this.journals.locked(tenantId, store, (journal) => journal.rows(epoch, afterSeq, limit));
    return { ok: { rows } };
  }

  async #up(request: UpRequest, ahead: boolean): Promise<Reply<UpAnswer> | undefined> {
    if (!this.#isUp) return undefined;
    try {
      const outcome = await receiveBatch(this.#store(request), tenantId, request, this.#now(), { ahead });
      if (!this.#isUp) return undefined;
      switch (outcome.kind) {
        case 'applied':
          this.#world.trace('cloud', `has events up to ${outcome.cursor.seq}`);
          return {
            ok: { cloudEpoch: String(this.#epoch), cursor: outcome.cursor, quarantined: outcome.quarantined },
          };
        case 'cursor_mismatch':
        case 'fork_detected':
          return { status: 409, code: outcome.kind, data: { cursor: outcome.cursor } };
        case 'retired':
          return boxRetired;
        case 'chain_broken':
          return { status: 422, code: 'chain_broken', data: { seq: outcome.seq } };
      }
    } catch (fault) {
      this.#world.trace('cloud', `a batch breaks off: ${(fault as Error).message}`);
      return { status: 503, code: 'unavailable' };
    }
  }

  readonly #now = (): string => new Date(this.#world.wallMs).toISOString();

  #store(request: UpRequest): JournalStore {
    const { journals } = this;
    return {
      makeRoom: (days) => journals.makeRoom(days),
      waitingForThis: () => journals.waitingForThis(),
      rebuild: (...of) => journals.rebuild(...of),
      locked: (tenant, store, work) =>
        journals.locked(tenant, store, (journal) => work(this.#faulty(journal, request))),
    };
  }

  /** The journal of one transaction, with what is wrong with the database and with this version. */
  #faulty(journal: LockedJournal, request: UpRequest): LockedJournal {
    const { bug } = this.#world;
    const originals = new Map<JournalRow, JournalRow>();
    const step = async (): Promise<void> => {
      if (this.breaksOffAfter === null) return;
      this.breaksOffAfter -= 1;
      if (this.breaksOffAfter > 0) return;
      this.breaksOffAfter = null;
      await this.journals.breakOff();
      throw new Error('the database went away');
    };
    const apply = async (changes: ProjectionChanges): Promise<void> => {
      await step();
      const poison = changes.orders.find(({ order }) => this.cannotWorkUp.has(order.order_id));
      if (poison !== undefined && bug === 'poison-blocks') throw new Error('an event cannot be worked up');
      if (poison !== undefined) throw new UnstorableProjection(new Error('this version cannot'));
      await journal.apply(
        bug === 'day-counted-again' ? { ...changes, daily: changes.daily.map(countedAgain) } : changes,
      );
    };
    return {
      cursor: async (epoch) => {
        const { after } = request;
        if (bug === 'hashes-not-compared') {
          const known = await journal.cursor(epoch);
          return known?.seq === after.seq ? { seq: after.seq, hash: after.hash } : known;
        }
        return bug === 'cloud-skips-gaps' && epoch === after.epoch
          ? { seq: after.seq, hash: after.hash }
          : journal.cursor(epoch);
      },
      hashes: (epoch, fromSeq, toSeq) =>
        bug === 'hashes-not-compared'
          ? Promise.resolve(new Map(request.rows.map(({ seq, hash: told }) => [seq, told])))
          : journal.hashes(epoch, fromSeq, toSeq),
      positionOf: (hash) => journal.positionOf(hash),
      knowsAnyEpoch: () => journal.knowsAnyEpoch(),
      epochs: () => journal.epochs(),
      isRetired: (epochs) => journal.isRetired(epochs),
      printersTold: (told) => journal.printersTold(told),
      rows: (epoch, afterSeq, limit) => journal.rows(epoch, afterSeq, limit),
      projectionState: async (rows) => {
        if (bug === 'no-business-key') renamePayments(rows, originals);
        return journal.projectionState(rows);
      },
      append: async (rows, receivedAt) => {
        const last = rows.at(-1);
        if (bug === 'cursor-outside-transaction' && last !== undefined)
          await this.journals.moveOutside(last.store, last, this.#now());
        await step();
        await journal.append(
          rows.map((row) => originals.get(row) ?? row),
          receivedAt,
        );
      },
      apply,
      hold: async (held, receivedAt) => {
        await step();
        await journal.hold(held, receivedAt);
      },
      moveCursor: async (epoch, position, now, parent) => {
        await step();
        await journal.moveCursor(epoch, position, now, parent);
      },
      seen: (epoch, now) => journal.seen(epoch, now),
      heard: async (contact) => {
        await step();
        await journal.heard(contact);
      },
      dayTold: (day, how) => journal.dayTold(day, how),
      raise: (alarm, now) => journal.raise(alarm, now),
    };
  }
}

/** Planted: what is worked up of a payment has the id of the event that tells of it; what is stored stays as it is. */
function renamePayments(rows: readonly JournalRow[], originals: Map<JournalRow, JournalRow>): void {
  for (const row of rows) {
    if (row.type !== 'order.payment_taken') continue;
    originals.set(row, { ...row });
    const payload = JSON.parse(row.bytes) as { payment: object };
    row.bytes = JSON.stringify({ ...payload, payment: { ...payload.payment, paymentId: row.id } });
  }
}

/** Planted: what is added to a day is added a second time. */
const countedAgain = (day: DailyFigures): DailyFigures => ({
  ...day,
  order_count: day.order_count * 2,
  revenue_minor: day.revenue_minor * 2,
  total_minor: day.total_minor * 2,
});
