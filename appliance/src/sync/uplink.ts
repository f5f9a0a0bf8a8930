import { genesisHash } from '@auraconnect/shared/journal/journal-row.ts';
import {
  aheadForm,
  type HelloRequest,
  mostEndedEpochs,
  type PrintersTold,
  type SyncCursor,
} from '@auraconnect/shared/protocol/sync.ts';
import type { Ports } from '../ports.ts';
import type { Core } from '../store/core.ts';
import { BatchPipeline } from './batch-pipeline.ts';
import { CloudFault, type CloudClient } from './cloud-client.ts';
import { daySoFar } from './day-so-far.ts';
import { DrainRate } from './drain-rate.ts';
import { adoptLostTails } from './lost-tails.ts';
import { Pause, pauseMs, type PauseLimits } from './pause.ts';

/** A store with nothing to say still says that it lives. */
const helloIntervalMs = 20_000;
/** While a device waits for what the cloud may tell. */
const awaitedHelloIntervalMs = 5_000;
const offlinePauses: PauseLimits = { firstMs: 500, mostMs: 10_000 };
/** A cloud that said no will hardly say yes a moment later; a person has to do something. */
const refusedPauses: PauseLimits = { firstMs: 2_000, mostMs: 60_000 };

/** Of the cloud's client, what the way up needs. */
export type UplinkClient = Pick<CloudClient, 'hello' | 'up' | 'tail'>;

export interface UplinkTarget {
  cloudUrl: string;
  version: string;
  /** How the printers are now, for the owner to see. */
  printers?: () => PrintersTold;
}

export interface UplinkState {
  state: 'connected' | 'offline' | 'refused';
  /** Where the cloud is, as far as it has proven it since this program began to ask; null: not known now. */
  cursor: SyncCursor | null;
  lastContactAt: string | null;
  reason: string | null;
  /** Of the reason, for screens that say it in their own words. */
  reasonCode: string | null;
}

/**
 * Carries the journal to the cloud, in order, batch behind batch. The cloud's cursor is the only memory: it is asked for at
 * the start and after every doubt, and believed only where its hash is ours. Runs until stopped; never holds up a sale.
 */
export class Uplink {
  readonly #core: Core;
  readonly #ports: Ports;
  readonly #client: UplinkClient;
  readonly #target: UplinkTarget;
  readonly #changed: () => void;
  readonly #stop = new AbortController();
  readonly #pause: Pause;
  #state: UplinkState = { state: 'offline', cursor: null, lastContactAt: null, reason: null, reasonCode: null };
  /** The highest seq of ours that the cloud has had, for saying how much is still to go while nobody answers. */
  #reachedSeq = 0;
  readonly #rate = new DrainRate();
  readonly #pipeline: BatchPipeline;
  #waitsForNews = false;
  #done: Promise<void> = Promise.resolve();
  #unsubscribe: () => void = () => undefined;
  #failures = 0;
  #askedAtMs = Number.NEGATIVE_INFINITY;
  /** What the cloud had of this store when this box started, and this box had lost, is here. */
  #isWhole = false;
  /** As the cloud said at the last greeting. */
  #goesOnElsewhere = false;
  /** By epoch of another history, up to where it was gone through since the start: not all of it has to be adopted. */
  readonly #goneThrough = new Map<string, number>();

  constructor(core: Core, ports: Ports, client: UplinkClient, target: UplinkTarget, changed: () => void) {
    this.#core = core;
    this.#ports = ports;
    this.#client = client;
    this.#target = target;
    this.#changed = changed;
    this.#pause = new Pause(ports.timers);
    this.#pipeline = new BatchPipeline({
      core,
      ports,
      send: async (after, rows, { ahead, signal }) =>
        client.up(
          target.cloudUrl,
          {
            store: core.storeId,
            epoch: rows[0]?.epoch ?? after.epoch,
            after,
            rows,
            durableSeq: core.durableSeq,
            // Of what has all gone up the cloud knows better.
            ...((rows.at(-1)?.seq ?? 0) < core.durableSeq ? await this.#today() : {}),
          },
          signal,
          { ahead },
        ),
      proven: (cursor) => this.#proven(cursor),
      moved: (cursor) => this.#connected(cursor),
    });
  }

  /** The cloud has been asked what this box lost, and that is here. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  get state(): UplinkState {
    return this.#state;
  }

  get pendingEvents(): number {
    return Math.max(0, this.#core.durableSeq - this.#reachedSeq);
  }

  /** How fast the backlog drains; null while there is none or it is not known. */
  get eventsPerSecond(): number | null {
    return this.pendingEvents === 0 ? null : this.#rate.eventsPerSecond(this.#ports.clock.monotonicMs());
  }

  run(): void {
    this.#core.expectLost(true);
    this.#unsubscribe = this.#core.onDurable(() => {
      if (this.#waitsForNews) this.#pause.wake();
    });
    this.#done = this.#loop();
  }

  async stop(): Promise<void> {
    this.#unsubscribe();
    this.#stop.abort();
    this.#pause.wake();
    await this.#done;
  }

  /**
   * Asks the cloud how far it is, now. For those who are about to believe that it knows all that this store knew.
   * @throws CloudFault when it does not answer or holds another history
   */
  async provenSeq(): Promise<number> {
    return (await this.#ask()).seq;
  }

  /**
   * Asks the cloud, now, whether another box goes on with this store: what that one does is not taken over while it lives.
   * @throws CloudFault when it does not answer or holds another history
   */
  async goesOnElsewhere(): Promise<boolean> {
    await this.#ask();
    return this.#goesOnElsewhere;
  }

  async #loop(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      try {
        if (!this.#state.cursor) this.#connected(await this.#ask());
        // A store that sells all the time has to hear all the same what it has lost.
        if (this.#ports.clock.monotonicMs() - this.#askedAtMs >= this.#helloIntervalMs)
          this.#connected(await this.#ask());
        if (await this.#sendOnce()) continue;
        if ((await this.#waitForNews()) === 'time') this.#connected(await this.#ask());
      } catch (fault) {
        if (!this.#stop.signal.aborted) await this.#afterFault(fault);
      }
    }
  }

  async #ask(): Promise<SyncCursor> {
    this.#askedAtMs = this.#ports.clock.monotonicMs();
    const answer = await this.#client.hello(
      this.#target.cloudUrl,
      {
        store: this.#core.storeId,
        epoch: this.#core.epoch,
        durableSeq: this.#core.durableSeq,
        headHash: this.#core.headHash,
        version: this.#target.version,
        ...(await this.#today()),
        ...(await this.#whereItEnded()),
        printers: this.#target.printers?.(),
        began: this.#core.began,
        whole: this.#isWhole,
      },
      this.#stop.signal,
    );
    this.#pipeline.pace.allowAhead(answer.accepts?.includes(aheadForm) ?? false);
    const cursor = await this.#proven(answer.cursor);
    const lost = answer.lost ?? [];
    await adoptLostTails(
      this.#core,
      (request) => this.#client.tail(this.#target.cloudUrl, request, this.#stop.signal),
      lost,
    );
    for (const { epoch, throughSeq } of lost) this.#goneThrough.set(epoch, throughSeq);
    this.#isWhole = true;
    this.#goesOnElsewhere = answer.elsewhere ?? false;
    this.#core.expectLost(false);
    return cursor;
  }

  async #today(): Promise<Pick<HelloRequest, 'today'>> {
    const today = await daySoFar(this.#core);
    return today === null ? {} : { today };
  }

  /** Where this history's earlier epochs ended, the latest first, and what it has adopted of lost ones. */
  async #whereItEnded(): Promise<Pick<HelloRequest, 'ended' | 'adopted'>> {
    const epochs = this.#core.epochs();
    const ended = epochs
      .slice(1)
      .map(({ fromSeq }, index) => ({ epoch: epochs[index]?.epoch ?? '', seq: fromSeq - 1 }));
    const latest = ended.toReversed().slice(0, mostEndedEpochs);
    const adopted = await this.#core.read((view) => view.adopted);
    return {
      ended: await Promise.all(
        latest.map(async ({ epoch, seq }) => ({ epoch, seq, hash: (await this.#hashAt(seq)) ?? genesisHash })),
      ),
      adopted: [...new Map([...Object.entries(adopted), ...this.#goneThrough])]
        .slice(-mostEndedEpochs)
        .map(([epoch, seq]) => ({ epoch, seq })),
    };
  }

  /** The cloud's cursor is true only where our own journal has the same hash at the same place. */
  async #proven(cursor: SyncCursor): Promise<SyncCursor> {
    if (!this.#core.knows(cursor)) {
      throw new CloudFault(
        'history_differs',
        `The cloud holds another history of this store at event ${cursor.seq}. Nothing is sent until a person has decided which box is right.`,
        { status: 409 },
      );
    }
    return cursor;
  }

  async #hashAt(seq: number): Promise<string | null> {
    if (seq === 0) return genesisHash;
    const [row] = await this.#core.readJournal(seq - 1, 1);
    return row?.seq === seq ? row.hash : null;
  }

  get #helloIntervalMs(): number {
    return this.#core.awaitsDevice ? awaitedHelloIntervalMs : helloIntervalMs;
  }

  /** False when there was nothing to send. */
  async #sendOnce(): Promise<boolean> {
    const after = this.#state.cursor;
    if (!after || this.#core.durableSeq <= after.seq) return false;
    await this.#pipeline.drain(after, this.#stop.signal);
    return true;
  }

  /** Resolves when there is something to send, at once if there already is, or when it is time to say hello. */
  async #waitForNews(): Promise<'time' | 'woken'> {
    const cursor = this.#state.cursor;
    // What became durable since it was looked at woke nobody.
    if (this.#stop.signal.aborted || cursor === null || this.#core.durableSeq > cursor.seq) return 'woken';
    this.#waitsForNews = true;
    const how = await this.#pause.for(this.#helloIntervalMs);
    this.#waitsForNews = false;
    return how;
  }

  async #afterFault(fault: unknown): Promise<void> {
    const known =
      fault instanceof CloudFault
        ? fault
        : new CloudFault('journal_unreadable', 'The journal could not be read for the cloud.', { cause: fault });
    this.#failures += 1;
    if (known.code === 'cursor_mismatch' && this.#failures === 1) {
      // The cloud is elsewhere than it said, as after a restored backup of its own: it is asked again, at once and once.
      this.#update({ ...this.#state, cursor: null });
      return;
    }
    const refused = known.status >= 400 && known.status < 500 && known.status !== 429 && known.status !== 408;
    this.#ports.log.info({ code: known.code, status: known.status, err: fault }, 'the journal is not being sent');
    this.#update({
      ...this.#state,
      state: refused ? 'refused' : 'offline',
      cursor: refused ? null : this.#state.cursor,
      reason: known.message,
      reasonCode: known.code,
    });
    await this.#pause.for(
      pauseMs(this.#failures, this.#ports.random, refused ? refusedPauses : offlinePauses, known.retryAfterMs),
    );
  }

  #connected(cursor: SyncCursor): void {
    this.#failures = 0;
    this.#reachedSeq = cursor.seq;
    this.#rate.reached(cursor.seq, this.pendingEvents, this.#ports.clock.monotonicMs());
    this.#update({ state: 'connected', cursor, lastContactAt: this.#core.timestamp(), reason: null, reasonCode: null });
  }

  #update(state: UplinkState): void {
    this.#state = state;
    this.#changed();
  }
}
