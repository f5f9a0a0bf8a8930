import Database from 'better-sqlite3';
import {
  boxRetiredCode,
  type HelloAnswer,
  type HelloRequest,
  type UpAnswer,
  type UpRequest,
} from '@auraconnect/shared/protocol/sync.ts';
import { seededRandom, type SeededRandom } from '@auraconnect/shared/testing/seeded-random.ts';
import { createIdSource } from '@auraconnect/shared/time/uuid-v7.ts';
import { systemPorts } from '@auraconnect/appliance/adapters/node/system-ports.ts';
import { SqliteStorage } from '@auraconnect/appliance/adapters/sqlite/sqlite-storage.ts';
import { StoreCore } from '@auraconnect/appliance/store/store-core.ts';
import { readOrMintIdentity } from '@auraconnect/appliance/store/store-identity.ts';
import { CloudFault } from '@auraconnect/appliance/sync/cloud-client.ts';
import { Uplink, type UplinkClient } from '@auraconnect/appliance/sync/uplink.ts';
import { coreTill, type CoreTill } from '@auraconnect/appliance/testing/test-core.ts';
import { MemoryJournals } from '@auraconnect/cloud-sync/adapters/memory/memory-journals.ts';
import { greetStore } from '@auraconnect/cloud-sync/ingest/greet-store.ts';
import { receiveBatch } from '@auraconnect/cloud-sync/ingest/receive-batch.ts';
import { eveningMs, firstImage, quietLog } from '../../../tooling/simulation/first-image.ts';
import { goodLine, Line, NoAnswer, type LineState } from '../../../tooling/simulation/virtual-network.ts';
import { Life, VirtualTime } from '../../../tooling/simulation/virtual-time.ts';
import { cardSale } from './card-sale.ts';

export const dayMs = 86_400_000;
const tenantId = '00000000-0000-4000-8000-000000000001';
const timeoutMs = 30_000;

/** What a bad line is like at each turn. */
const turns: readonly LineState[] = [
  goodLine,
  { ...goodLine, up: 'refused' },
  goodLine,
  { ...goodLine, up: 'silent' },
  { ...goodLine, slowestMs: 2_000, loseRequest: 0.2, loseAnswer: 0.3, duplicate: 0.2 },
];

type Reply = { ok: HelloAnswer | UpAnswer } | { status: number; code: string };

/** A store's core, its uplink and the cloud's ingestion, all real, on a virtual clock and a line that comes and goes. */
export class FlappingMonth {
  readonly time = new VirtualTime();
  readonly journals = new MemoryJournals();
  readonly chance: SeededRandom;
  readonly core: StoreCore;
  readonly uplink: Uplink;
  readonly #line: Line;
  readonly #life: Life;
  readonly #till: CoreTill;
  readonly #db: Database.Database;
  readonly #newId: () => string;
  readonly #forgets: boolean;
  sold = 0;
  changes = 0;
  downMs = 0;
  triesWhileDown = 0;
  mostPending = 0;
  highestSeqReceived = 0;
  outOfOrder = 0;

  private constructor(first: Awaited<ReturnType<typeof firstImage>>, seed: number, forgets: boolean) {
    this.#forgets = forgets;
    this.chance = seededRandom(seed);
    this.#line = new Line(this.time, this.chance);
    this.#life = new Life(this.time);
    this.#db = new Database(first.database);
    const clock = { nowMs: () => Math.round(eveningMs + this.time.nowMs), monotonicMs: () => this.time.nowMs };
    const ids = createIdSource(clock, this.chance);
    this.#newId = () => ids.next();
    const life = this.#life;
    const ports = {
      ...systemPorts(quietLog),
      clock,
      ids,
      random: this.chance,
      timers: {
        after: (delayMs: number, run: () => void) => life.after(delayMs, run),
        every: (intervalMs: number, run: () => void) => life.every(intervalMs, run),
        soon: (run: () => void) => void life.after(0, run),
      },
    };
    const storage = new SqliteStorage(this.#db);
    const identity = readOrMintIdentity(storage, ids);
    this.core = new StoreCore({ storage, ports, identity, clockSource: 'box', sync: null, screensFor: () => true });
    this.uplink = new Uplink(
      this.core,
      ports,
      this.#client(),
      { cloudUrl: 'cloud', version: 'month' },
      () => undefined,
    );
    const device = first.tills[0];
    if (device === undefined) throw new Error('the store has no till');
    this.#till = coreTill(this.core, device);
  }

  /** @param forgets the control: a cloud that says that it has a batch and does not keep it */
  static async begin(seed: number, forgets = false): Promise<FlappingMonth> {
    return new FlappingMonth(await firstImage(), seed, forgets);
  }

  /** Orders spread over the days, and a line that changes every 10 to 300 seconds. */
  async live(days: number, ordersPerDay: number): Promise<void> {
    this.uplink.run();
    this.#flap(0);
    for (let day = 0; day < days; day += 1) {
      for (let order = 0; order < ordersPerDay; order += 1)
        this.time.after(this.chance.fraction() * dayMs, () => void this.#sell());
      await this.time.runUntil((day + 1) * dayMs);
    }
  }

  /** The line is good from now on. */
  async rest(forMs: number): Promise<void> {
    this.#line.state = goodLine;
    this.#flapping = false;
    await this.time.runUntil(this.time.nowMs + forMs);
  }

  end(): void {
    this.#life.end();
    this.#db.close();
  }

  #flapping = true;

  #flap(turn: number): void {
    if (!this.#flapping) return;
    this.#line.state = turns[turn % turns.length] ?? goodLine;
    const forMs = 10_000 + this.chance.fraction() * 290_000;
    this.changes += 1;
    if (this.#line.state.up !== 'up') this.downMs += forMs;
    this.mostPending = Math.max(this.mostPending, this.uplink.pendingEvents);
    this.time.after(forMs, () => this.#flap(turn + 1));
  }

  async #sell(): Promise<void> {
    await this.core.rollIdleDay();
    const { commands } = cardSale(this.#newId);
    const outcomes = await Promise.all(
      commands.map(({ type, payload }) => this.#till.submit(this.#till.command(type, payload as never))),
    );
    if (outcomes.some((outcome) => !('answer' in outcome) || outcome.answer.status !== 'accepted'))
      throw new Error(`an order was refused: ${JSON.stringify(outcomes)}`);
    this.sold += 1;
  }

  #client(): UplinkClient {
    return {
      hello: async (_url, request) => (await this.#ask(request, (body: never) => this.#hello(body))) as HelloAnswer,
      up: async (_url, request) => (await this.#ask(request, (body: never) => this.#up(body))) as UpAnswer,
      tail: () => Promise.reject(new Error('nothing was lost')),
    };
  }

  async #ask(request: object, serve: (request: never) => Promise<Reply>): Promise<HelloAnswer | UpAnswer> {
    if (this.#line.state.up !== 'up') this.triesWhileDown += 1;
    let reply: Reply;
    try {
      reply = await this.#line.request<Reply>(request, timeoutMs, serve);
    } catch (fault) {
      if (!(fault instanceof NoAnswer)) throw fault;
      throw new CloudFault('cloud_unreachable', 'The cloud does not answer.', { cause: fault });
    }
    if ('ok' in reply) return reply.ok;
    throw new CloudFault(reply.code, 'The cloud said no.', { status: reply.status });
  }

  async #hello(request: HelloRequest): Promise<Reply> {
    const serverTime = this.core.timestamp();
    const greeting = await this.journals.locked(tenantId, request.store, (journal) =>
      greetStore(journal, request, serverTime),
    );
    if (greeting === null) return { status: 403, code: boxRetiredCode };
    return { ok: { cloudEpoch: '1', cursor: greeting.cursor, serverTime } };
  }

  async #up(request: UpRequest): Promise<Reply> {
    const first = request.rows[0]?.seq ?? 0;
    if (first > this.highestSeqReceived + 1) this.outOfOrder += 1;
    this.highestSeqReceived = Math.max(this.highestSeqReceived, request.rows.at(-1)?.seq ?? 0);
    const before = this.journals.dump();
    const outcome = await receiveBatch(this.journals, tenantId, request, this.core.timestamp());
    if (outcome.kind === 'applied') {
      if (this.#forgets && this.chance.fraction() < 0.02) this.#forgetRows(request.store, before);
      return { ok: { cloudEpoch: '1', cursor: outcome.cursor, quarantined: outcome.quarantined } };
    }
    return outcome.kind === 'chain_broken' ? { status: 422, code: outcome.kind } : { status: 409, code: outcome.kind };
  }

  /** The cursor has moved, the rows are gone. */
  #forgetRows(store: string, before: ReturnType<MemoryJournals['dump']>): void {
    const now = this.journals.kept(store);
    this.journals.restore(new Map(this.journals.dump()).set(store, { ...now, rows: before.get(store)?.rows ?? [] }));
  }
}
