import Database from 'better-sqlite3';
import { createIdSource } from '@auraconnect/shared/time/uuid-v7.ts';
import { seededRandom } from '@auraconnect/shared/testing/seeded-random.ts';
import type { CommandAnswer, CommandEnvelope } from '@auraconnect/shared/protocol/command.ts';
import type { Ticket } from '@auraconnect/shared/kitchen/ticket.ts';
import type { PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import type { OpenException } from '@auraconnect/shared/facts/exception.ts';
import type { PrintJob } from '@auraconnect/shared/receipt/print-job.ts';
import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import type { KeptLook, KeptOfferAnswer, KeptState } from '@auraconnect/shared/protocol/kept-rows.ts';
import { SqliteStorage } from '@auraconnect/appliance/adapters/sqlite/sqlite-storage.ts';
import { PaperFallback } from '@auraconnect/appliance/kitchen/paper-fallback.ts';
import type { Ports } from '@auraconnect/appliance/ports.ts';
import { drawJob } from '@auraconnect/appliance/printing/draw-job.ts';
import { PrintQueue } from '@auraconnect/appliance/printing/print-queue.ts';
import type { InternalEvent } from '@auraconnect/appliance/store/core.ts';
import { StoreCore } from '@auraconnect/appliance/store/store-core.ts';
import { type RestoreMark, restoreMarkKey, wasJustRestored } from '@auraconnect/appliance/backup/restore-mark.ts';
import { readOrMintIdentity } from '@auraconnect/appliance/store/store-identity.ts';
import type { StoreStorage } from '@auraconnect/appliance/store/storage.ts';
import { OfferedRows } from '@auraconnect/appliance/store/offered-rows.ts';
import { Uplink } from '@auraconnect/appliance/sync/uplink.ts';
import { buggyClient, buggyCore, buggyIds, buggyStorage } from './buggy-box.ts';
import type { CloudNode } from './cloud-node.ts';
import { eveningMs, type PairedDevice, quietLog } from './first-image.ts';
import type { PaperRoom } from './paper-room.ts';
import type { Line } from './virtual-network.ts';
import { VirtualDownlink } from './virtual-downlink.ts';
import { Life } from './virtual-time.ts';
import { WatchedStart } from './watched-start.ts';
import type { World } from './world.ts';

export const cashier = 'anna';
const manager = 'gianni';
/** A screen that has not spoken for so long does not count as being there. */
const screenPatienceMs = 6_000;

export interface CommandsReply {
  status: number;
  answers: CommandAnswer[];
  problem: { code: string; data?: Record<string, unknown> } | null;
}

interface Running {
  life: Life;
  db: Database.Database;
  storage: StoreStorage;
  core: StoreCore;
  queue: PrintQueue;
  fallback: PaperFallback;
  uplink: Uplink;
  offered: OfferedRows;
}

/**
 * The store's appliance: its real core, printing, kitchen fallback and uplink over a real SQLite in memory. What a sync covered is
 * the image on disk; a crash throws away everything since.
 */
export class Box {
  readonly #world: World;
  readonly #cloud: CloudNode;
  readonly #cloudLine: Line;
  readonly #paper: PaperRoom;
  readonly name: string;
  /** What the disk would hold after a power cut now. */
  image: Buffer;
  /** A copy that somebody made of the disk. */
  #backup: Buffer;
  /** It was brought back from a copy and has not got from the cloud yet what it lost. */
  isIncomplete = false;
  /** Under which it wrote when it went. */
  lastEpoch = '';
  #running: Running | null = null;
  #starts = 0;
  #screenSeenMs = Number.NEGATIVE_INFINITY;
  /** Added to the wall clock: somebody set it. */
  clockOffsetMs = 0;
  syncMs = 8;
  /** The next sync fails. */
  syncFails = false;
  powerGoesAfterFailedSync = false;
  /** The next transaction dies in its middle, and the machine with it. */
  diesInTransaction = false;

  constructor(world: World, name: string, image: Buffer, cloud: CloudNode, cloudLine: Line, paper: PaperRoom) {
    this.#world = world;
    this.name = name;
    this.#cloud = cloud;
    this.#cloudLine = cloudLine;
    this.#paper = paper;
    this.image = image;
    this.#backup = image;
  }

  get isRunning(): boolean {
    return this.#running !== null;
  }

  get core(): StoreCore | null {
    return this.#running?.core ?? null;
  }

  get uplinkPending(): number {
    return this.#running?.uplink.pendingEvents ?? 0;
  }

  /** Just when a paper is on its way, if there is such a moment soon. */
  keepBackup(tries = 400): void {
    const hasPaper = this.#running?.core.view.openPrintJobs().some(({ state }) => state === 'queued') ?? false;
    if (!hasPaper && tries > 0) this.#world.time.after(5, () => this.keepBackup(tries - 1));
    else this.#backup = this.image;
  }

  /** The disk is gone; its backup is put into another box by the command that is there for it. */
  restoreBackup(): void {
    this.restoreCopy(marked(this.#backup));
  }

  /** The disk is gone; what was copied from it is put into another box, and nothing on it says so. */
  restoreCopy(copy: Buffer): void {
    if (this.#running !== null) this.crash('its disk is gone');
    this.image = copy;
    this.isIncomplete = true;
  }

  /** Whether all that anybody was told is also in the cloud. */
  get isReplicated(): boolean {
    const running = this.#running;
    if (running === null || !running.uplink.isWhole || this.isIncomplete) return false;
    const { core, uplink } = running;
    return uplink.state.state === 'connected' && uplink.pendingEvents === 0 && core.view.seq === core.durableSeq;
  }

  /** A virtual machine that is set back to what it was a moment ago, and runs on as if nothing had been. */
  setBack(toImage: Buffer): void {
    if (this.#running === null) return;
    this.crash('its machine is set back');
    this.image = toImage;
    void this.start({ keepsEpoch: true });
  }

  async start({ keepsEpoch = false } = {}): Promise<void> {
    if (this.#running !== null) return;
    const world = this.#world;
    this.#starts += 1;
    const life = new Life(world.time);
    const db = new Database(this.image);
    db.pragma('foreign_keys = ON');
    const ports = this.#ports(life);
    const storage = buggyStorage(new SqliteStorage(db), world.bug, { life });
    this.#dieInTransactions(storage);
    const identity = readOrMintIdentity(storage, ports.ids);
    const core = buggyCore(
      new StoreCore({
        storage,
        ports: {
          ...ports,
          ids: buggyIds(ports.ids, storage.journal.head().epoch, keepsEpoch ? 'restored-with-old-epoch' : world.bug),
        },
        identity,
        clockSource: 'box',
        sync: () => this.#sync(life, db),
        screensFor: () => this.screenIsThere,
      }),
      storage,
      world.bug,
    );
    const jobOf = new WeakMap<PrintDocument, PrintJob>();
    const before = new WatchedStart(
      {
        core,
        ports,
        wasBroughtBack: wasJustRestored(storage.journal),
        ...(world.bug !== 'copy-asks-once' && { goesOnElsewhere: () => uplink.goesOnElsewhere() }),
      },
      core.view,
      () => world.clone === null || this.#cloud.kept(core.storeId).rows.some((row) => core.whereIs(row) === null),
    );
    const queue = new PrintQueue({
      core,
      ports,
      openMachine: (printerId) =>
        this.#paper.machine(printerId, life, {
          jobOf: (document) => jobOf.get(document) ?? null,
          couldKnowOf: (job) => before.couldKnowOf(job),
        }),
      draw: (view, job) => {
        const document = drawJob(view, job, core.timestamp());
        if (document !== null) jobOf.set(document, job);
        return document;
      },
      changed: () => undefined,
      oldJobsWaitMs: world.bug === 'copy-prints-again' ? 0 : 6_000,
      before,
    });
    const fallback = new PaperFallback(core, ports, before, () => undefined);
    const uplink = new Uplink(
      core,
      ports,
      buggyClient(this.#cloud.clientFor(this.#cloudLine), core, world.bug),
      { cloudUrl: 'cloud', version: 'simulated' },
      () => {
        if (uplink.isWhole) this.isIncomplete = false;
      },
    );
    const offered = new OfferedRows({
      core,
      clock: ports.clock,
      replicatedSeq: () => uplink.state.cursor?.seq ?? 0,
    });
    this.#running = { life, db, storage, core, queue, fallback, uplink, offered };
    world.trace(this.name, `starts for the ${this.#starts}. time with ${core.durableSeq} events`);
    fallback.run();
    uplink.run();
    new VirtualDownlink(world, { core, life, line: this.#cloudLine, provenSeq: () => uplink.provenSeq() }).run();
    if (world.bug === 'sending-forgotten') await core.appendInternal((view) => view.openPrintJobs().flatMap(printAnew));
    // A disk that fails at the very start: the program says so, and whoever watches it starts it again.
    await queue.run().catch(() => undefined);
  }

  /** The power goes out, or somebody kills the process: what was not synced never was. */
  crash(why: string): void {
    const running = this.#running;
    if (running === null) return;
    this.#running = null;
    this.lastEpoch = running.core.epoch;
    running.life.end();
    running.db.close();
    this.#world.trace(this.name, `is gone: ${why}`);
    this.#world.afterCrash(this);
  }

  /** The disk holds no more pages until told otherwise. */
  fill(isFull: boolean): void {
    const db = this.#running?.db;
    if (db === undefined) return;
    const pages = Number(db.pragma('page_count', { simple: true }));
    db.pragma(`max_page_count = ${isFull ? pages : 1_073_741_823}`);
  }

  get screenIsThere(): boolean {
    return this.#world.time.nowMs - this.#screenSeenMs < screenPatienceMs;
  }

  /** `POST /api/v1/commands` with a list, as the route of the appliance answers it. */
  async commands(device: PairedDevice, envelopes: readonly CommandEnvelope[]): Promise<CommandsReply | undefined> {
    const running = this.#running;
    if (running === null) return undefined;
    const { core, life } = running;
    try {
      const outcomes = await Promise.all(
        envelopes.map((envelope) =>
          core.submit({
            envelope: this.#world.bug === 'facts-repriced' ? withoutFact(envelope) : envelope,
            deviceId: device.deviceId,
            staffId: envelope.staffToken === manager ? manager : cashier,
            approvedBy: null,
            correlationId: envelope.commandId,
          }),
        ),
      );
      if (life.over) return undefined;
      const answers: CommandAnswer[] = [];
      for (const outcome of outcomes) {
        if ('problem' in outcome) {
          const { code, status, data } = outcome.problem;
          return { status, answers, problem: { code, data: { ...data, answers } } };
        }
        answers.push(outcome.answer);
      }
      return { status: 200, answers, problem: null };
    } catch (fault) {
      if (life.over) return undefined;
      return { status: 503, answers: [], problem: { code: (fault as { code?: string }).code ?? 'unavailable' } };
    }
  }

  /** What has become of rows that a device keeps. */
  async look(device: PairedDevice, look: KeptLook): Promise<KeptState[] | undefined> {
    return this.#running?.offered.look(device.deviceId, look);
  }

  async offer(device: PairedDevice, rows: readonly JournalRow[]): Promise<KeptOfferAnswer | string | undefined> {
    const running = this.#running;
    if (running === null) return undefined;
    const answer = await running.offered.offer(device.deviceId, rows).catch(() => 'unavailable');
    return running.life.over ? undefined : answer;
  }

  /** What a kitchen screen asks for every second; asking says that it is there. */
  async tickets(): Promise<Ticket[] | undefined> {
    const running = this.#running;
    if (running === null) return undefined;
    this.#screenSeenMs = this.#world.time.nowMs;
    const tickets = await running.core.read((view) => view.activeTickets()).catch(() => undefined);
    return running.life.over ? undefined : tickets;
  }

  async openExceptions(): Promise<OpenException[] | undefined> {
    const running = this.#running;
    if (running === null) return undefined;
    const open = await running.core.read((view) => [...view.openExceptions()]).catch(() => undefined);
    return running.life.over ? undefined : open;
  }

  async openJobs(): Promise<PrintJob[] | undefined> {
    const running = this.#running;
    if (running === null) return undefined;
    const jobs = await running.core.read((view) => view.openPrintJobs()).catch(() => undefined);
    return running.life.over ? undefined : jobs;
  }

  #ports(life: Life): Ports {
    const random = seededRandom((this.#world.seed + this.name.length - 'box'.length) * 1_000 + this.#starts);
    const { time } = this.#world;
    const clock = {
      nowMs: () => Math.round(eveningMs + time.nowMs + this.clockOffsetMs),
      monotonicMs: () => time.nowMs,
    };
    return {
      clock,
      random,
      ids: createIdSource(clock, random),
      timers: {
        after: (delayMs, run) => life.after(delayMs, run),
        every: (intervalMs, run) => life.every(intervalMs, run),
        soon: (run) => void life.after(0, run),
      },
      network: {
        fetch: () => Promise.reject(new Error('there is no such network here')),
        connect: () => Promise.reject(new Error('there is no such network here')),
      },
      disk: {
        openForSync: () => Promise.reject(new Error('there is no such disk here')),
        freeBytes: () => Promise.resolve(1e9),
      },
      log: quietLog,
    };
  }

  /** Everything that is committed when it is called is on disk when it resolves. */
  #sync(life: Life, db: Database.Database): Promise<void> {
    const covered = db.serialize();
    if (this.#world.bug === 'ack-before-sync') {
      void life.after(this.syncMs, () => this.#cover(covered));
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      life.after(this.syncMs, () => {
        if (this.syncFails) {
          this.syncFails = false;
          this.#world.trace(this.name, 'the disk does not confirm');
          if (this.powerGoesAfterFailedSync)
            this.#world.time.after(2, () => this.crash('the power went with the disk'));
          if (this.#world.bug === 'failed-sync-taken-as-done') resolve();
          else reject(Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' }));
          return;
        }
        this.#cover(covered);
        resolve();
      });
    });
  }

  #cover(covered: Buffer): void {
    this.image = covered;
  }

  #dieInTransactions(storage: StoreStorage): void {
    const { run } = storage.transaction;
    storage.transaction.run = (write) =>
      run(() => {
        write();
        if (!this.diesInTransaction) return;
        this.diesInTransaction = false;
        this.#world.time.after(0, () => this.crash('in the middle of a transaction'));
        throw new Error('the power went out');
      });
  }
}

/** As `npm run restore` leaves a store. */
function marked(copy: Buffer): Buffer {
  const db = new Database(copy);
  try {
    const { journal, transaction } = new SqliteStorage(db);
    const { epoch, seq, hash } = journal.head();
    const mark: RestoreMark = { restoredAt: '', backupMadeAt: '', epoch, seq, hash };
    transaction.run(() => journal.setMeta(restoreMarkKey, JSON.stringify(mark)));
    return db.serialize();
  } finally {
    db.close();
  }
}

/** Planted: as if no byte of it had left. */
const printAnew = ({ jobId, state }: PrintJob): InternalEvent[] =>
  state === 'sending' ? [{ type: 'print.failed', payload: { jobId, reason: 'started anew', retry: true } }] : [];

/** Planted: what has happened is only a wish again. */
function withoutFact({ fact: _fact, ...envelope }: CommandEnvelope): CommandEnvelope {
  return envelope;
}
