import type { AdoptedFrom, HistoryPosition } from '@auraconnect/shared/journal/epoch-events.ts';
import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import { isDamage } from '../integrity/damage.ts';
import type { Ports } from '../ports.ts';
import type {
  CommandOutcome,
  Core,
  DurableBatch,
  InternalEvent,
  InternalOptions,
  InternalOutcome,
  StoredEvent,
  StoreView,
  SubmittedCommand,
} from './core.ts';
import { AwaitedDevices } from './awaited-devices.ts';
import { DeviceStreams } from './device-streams.ts';
import { batchOf, type Changed, changedOf } from './durable-batch.ts';
import { Group, type GroupParts } from './group.ts';
import { type CommittedGroup, GroupCommit } from './group-commit.ts';
import type { AdoptionJob, BoxJob, CommandJob, InternalJob, Job } from './jobs.ts';
import { Ledger } from './ledger.ts';
import { hasPosition } from './lineage.ts';
import { loadState } from './state-source.ts';
import type { State } from './state.ts';
import { type ClockSource, StoreClock } from './store-clock.ts';
import { StoreFault } from './store-fault.ts';
import type { StoreIdentity } from './store-identity.ts';
import type { BoxTables, EpochStart, JournalHead, StoreStorage } from './storage.ts';
import { startMark } from '@auraconnect/shared/order/check-number.ts';
import { StateView } from './view.ts';

export interface StoreCoreOptions {
  storage: StoreStorage;
  ports: Ports;
  identity: StoreIdentity;
  clockSource: ClockSource;
  /** Null: COMMIT is durable by itself (`synchronous=FULL`). */
  sync: (() => Promise<void>) | null;
  screensFor: (stationId: string) => boolean;
  /** Called after each group that became durable, with how many jobs it had. */
  onGroup?: (jobs: number) => void;
  /** Devices of the kind `importer` may bring history in (demo and replay). */
  importsHistory?: boolean;
  /** Called when something that was read or written says that the data is not what was written. */
  onDamage?: (error: unknown) => void;
}

/**
 * `trusting`: as it always is. `careful`: one job alone, because a group could not be written. `refusing`: that job could not be
 * written either, so it is recorded as refused.
 */
type Care = 'trusting' | 'careful' | 'refusing';

/** A group that took longer to decide would make other requests wait for its end; the rest goes into the next one. */
const mostJobsPerGroup = 256;
const longestGroupMs = 8;

export class StoreCore implements Core {
  readonly storeId: string;
  readonly boot: string;
  readonly began: HistoryPosition;
  readonly applianceDeviceId: string;
  readonly box: BoxTables;
  readonly view: StateView;
  readonly #ports: Ports;
  readonly #storage: StoreStorage;
  readonly #parts: GroupParts;
  readonly #state: State;
  readonly #ledger: Ledger;
  readonly #streams: DeviceStreams;
  readonly #clock: StoreClock;
  readonly #groups: GroupCommit<Job>;
  readonly #listeners = new Set<(batch: DurableBatch) => void>();
  readonly #onGroup: (jobs: number) => void;
  readonly #onDamage: (error: unknown) => void;
  #durable: JournalHead;
  readonly #awaited: AwaitedDevices;
  #mayHaveLost = false;
  #hasLost = false;
  /** A device has shown what is not here, and it is not here yet. */
  #isBehind = false;
  /** When a listener broke, or a group failed for want of room: shown by health. */
  #lastFault: StoreFault | null = null;

  constructor({
    storage,
    ports,
    identity,
    clockSource,
    sync,
    screensFor,
    importsHistory = false,
    onGroup = () => undefined,
    onDamage = () => undefined,
  }: StoreCoreOptions) {
    this.storeId = identity.storeId;
    this.#onGroup = onGroup;
    this.#onDamage = onDamage;
    this.boot = ports.ids.next();
    this.applianceDeviceId = identity.applianceDeviceId;
    this.box = storage.box;
    this.#ports = ports;
    this.#awaited = new AwaitedDevices(ports.clock);
    this.#storage = storage;
    const head = storage.journal.head();
    this.began = head;
    const last = storage.journal.rows(head.seq - 1, 1)[0];
    this.#clock = new StoreClock(ports.clock, clockSource, last === undefined ? 0 : Date.parse(last.occurredAt));
    this.#ledger = new Ledger(identity.storeId, ports.ids, head);
    this.#ledger.beginEpoch();
    this.#streams = new DeviceStreams(storage.commands.streams());
    this.#state = loadState(storage);
    this.view = new StateView({
      state: this.#state,
      ledger: this.#ledger,
      streams: this.#streams,
      clock: this.#clock,
      storage,
    });
    this.#durable = head;
    this.#parts = {
      state: this.#state,
      ledger: this.#ledger,
      streams: this.#streams,
      view: this.view,
      clock: this.#clock,
      storage,
      ids: ports.ids,
      log: ports.log,
      // A stream of its own at every start: what a box did after the copy was made that this one may be, has other numbers.
      appliance: { deviceId: identity.applianceDeviceId, incarnation: ports.ids.next() },
      screensFor,
      importsHistory,
      mayLack: (deviceId, lastN) => {
        // Since it came, whether the cloud could be asked meanwhile or not: that it stays away from other boxes is what counts.
        const isAwaited =
          this.view.claimed !== null && !this.hasAllForgotten(deviceId, lastN) && this.#awaited.waitsFor(deviceId);
        return this.#mayHaveLost || isAwaited;
      },
      arrived: (deviceId) => this.#awaited.arrived(deviceId),
      seenFurther: () => (this.#hasLost = true),
      numberMark: () => this.#numberMark(),
    };
    this.#groups = new GroupCommit<Job>({
      timers: ports.timers,
      commit: (waiting) => this.#commit(waiting),
      sync,
      fail: (job, fault) => job.reject(fault),
      onSyncFailed: (error) => {
        ports.log.error({ err: error }, 'the disk did not confirm what was written; nothing is acknowledged any more');
      },
    });
  }

  get epoch(): string {
    return this.#durable.epoch;
  }

  get durableSeq(): number {
    return this.#durable.seq;
  }

  get headHash(): string {
    return this.#durable.hash;
  }

  get durability(): 'ok' | 'failed' {
    return this.#groups.failed ? 'failed' : 'ok';
  }

  get lastFault(): StoreFault | null {
    return this.#lastFault;
  }

  get waiting(): number {
    return this.#groups.waiting;
  }

  now(): number {
    return this.#clock.nowMs();
  }

  timestamp(): string {
    return this.#clock.timestamp(this.view.index().settings.timeZone);
  }

  submit(command: SubmittedCommand): Promise<CommandOutcome> {
    return new Promise((resolve, reject) => this.#groups.add({ kind: 'command', command, resolve, reject }));
  }

  appendInternal(
    decide: (state: StoreView) => readonly InternalEvent[],
    options: InternalOptions = {},
  ): Promise<InternalOutcome> {
    return new Promise((resolve, reject) => this.#groups.add({ kind: 'internal', decide, options, resolve, reject }));
  }

  writeBox(write: (box: BoxTables) => void): Promise<void> {
    return new Promise((resolve, reject) => this.#groups.add({ kind: 'box', write, resolve, reject }));
  }

  adopt(rows: readonly JournalRow[], from: AdoptedFrom): Promise<{ count: number }> {
    return new Promise((resolve, reject) => {
      const adopted = (outcome: { count: number }): void => {
        if (outcome.count > 0) this.#hasLost = true;
        if (from === 'terminal') this.#isBehind = false;
        resolve(outcome);
      };
      this.#groups.add({ kind: 'adoption', rows, from, resolve: adopted, reject });
    });
  }

  epochs(): readonly EpochStart[] {
    return this.#storage.journal.epochs();
  }

  knows(seen: HistoryPosition): boolean {
    const { epoch, seq, hash } = this.#durable;
    if (seen.epoch === epoch && seen.seq === seq) return seen.hash === hash;
    return hasPosition(this.#storage.journal, seen, seq);
  }

  expectLost(expected: boolean): void {
    this.#mayHaveLost = expected;
    if (!expected) this.#awaited.cloudHasTold();
  }

  get mayHaveLost(): boolean {
    return this.#mayHaveLost;
  }

  get awaitsDevice(): boolean {
    return this.#awaited.any;
  }

  mayBeTold(sinceMs: number): boolean {
    return this.#awaited.mayBeTold(sinceMs);
  }

  forgotten(deviceId: string, forgottenN: number): void {
    this.#awaited.forgotten(deviceId, forgottenN);
  }

  hasAllForgotten(deviceId: string, lastN: number): boolean {
    return this.#awaited.hasAllForgotten(deviceId, lastN);
  }

  seenFurther(): void {
    this.#hasLost = true;
    this.#isBehind = true;
  }

  /** The plain numbers that are next here may be those of checks that this box has lost. */
  #numberMark(): string {
    return this.#isBehind || (this.#mayHaveLost && this.#hasLost) ? `-${startMark(this.boot)}` : '';
  }

  get hasLost(): boolean {
    return this.#hasLost;
  }

  whereIs(row: HistoryPosition & { id: string }): number | null {
    const { seq: durableSeq } = this.#durable;
    if (hasPosition(this.#storage.journal, row, durableSeq)) return row.seq;
    const adoptedAt = this.#storage.commands.adoptedAt(row.id);
    return adoptedAt === null || adoptedAt > durableSeq ? null : adoptedAt;
  }

  /** The history went another way somewhere else: what is written from now on gets another name. */
  beginEpoch(): void {
    this.#ledger.beginEpoch();
  }

  onDurable(listener: (batch: DurableBatch) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async readJournal(after: number, limit: number): Promise<JournalRow[]> {
    const most = Math.max(0, Math.min(limit, this.#durable.seq - after));
    return most === 0 ? [] : this.#reading(() => this.#storage.journal.rows(after, most));
  }

  /** All events of one order, oldest first. */
  async readOrderHistory(orderId: string): Promise<JournalRow[]> {
    return this.#reading(() => this.#storage.journal.rowsOfOrder(orderId, this.#durable.seq));
  }

  async read<T>(look: (view: StoreView) => T): Promise<T> {
    const result = this.#reading(() => look(this.view));
    if (this.#ledger.head.seq > this.#durable.seq) await this.#groups.durable();
    return result;
  }

  /** Resolves when all that is committed now is durable; for readers that have looked at the database by themselves. */
  async durable(seq: number): Promise<void> {
    if (seq > this.#durable.seq) await this.#groups.durable();
  }

  settled(): Promise<void> {
    return this.#groups.settled();
  }

  /** Lets no group begin until released. */
  hold(): () => void {
    return this.#groups.hold();
  }

  /** Nothing is acknowledged any more until the program is started again: the store's record is damaged. */
  halt(fault: StoreFault): void {
    this.#groups.halt(fault);
  }

  /** Takes nothing new, finishes what it has. */
  drain(): Promise<void> {
    return this.#groups.drain();
  }

  /** Opens the next business day by itself when nothing of the old one is open. */
  async rollIdleDay(): Promise<void> {
    if (!Group.dayRollDue(this.#state, this.view)) return;
    await this.appendInternal((view) =>
      Group.dayRollDue(this.#state, this.view)
        ? [{ type: 'day.opened', payload: { businessDate: this.view.calendarDate, previous: view.businessDate } }]
        : [],
    );
  }

  #commit(waiting: readonly Job[], care: Care = 'trusting'): CommittedGroup {
    const startedMs = this.#ports.clock.monotonicMs();
    const jobs: Job[] = [];
    const group = new Group(this.#parts, { looksUpEveryId: care !== 'trusting' });
    const answers: (() => void)[] = [];
    for (const job of waiting) {
      if (jobs.length >= mostJobsPerGroup) break;
      if (jobs.length > 0 && this.#ports.clock.monotonicMs() - startedMs > longestGroupMs) break;
      jobs.push(job);
      try {
        answers.push(care === 'refusing' && job.kind === 'command' ? refuseCommand(group, job) : decide(group, job));
      } catch (error) {
        return this.#afterFailure(jobs, error, care);
      }
    }
    if (!group.hasChanges) {
      this.#forgetGroup();
      return {
        taken: jobs.length,
        wrote: false,
        announce: () => answers.forEach((answer) => answer()),
        abandon: () => undefined,
      };
    }
    try {
      this.#storage.transaction.run(() => group.write());
    } catch (error) {
      return this.#afterFailure(jobs, error, care);
    }
    const changed = changedOf(this.#state.changes(), this.#state.storeBefore);
    const fromSeq = this.#ledger.head.seq + 1;
    this.#state.publishGroup();
    this.#streams.publishGroup();
    const events = this.#ledger.publish();
    this.#lastFault = null;
    const head = this.#ledger.head;
    return {
      taken: jobs.length,
      wrote: true,
      announce: () => {
        this.#durable = head;
        for (const answer of answers) answer();
        if (events.length > 0) this.#tell(fromSeq, events, changed);
        this.#onGroup(jobs.length);
      },
      abandon: (fault) => {
        for (const job of jobs) job.reject(fault);
      },
    };
  }

  /**
   * The group as a whole could not be written; memory is as it was before it. When the disk is at fault nobody is answered. When it
   * may be one command's content, the first is tried alone, and refused if it still cannot be written: so it takes no neighbour
   * with it, and its device's stream goes on.
   */
  #afterFailure(jobs: Job[], error: unknown, care: Care): CommittedGroup {
    this.#forgetGroup();
    const fault = faultOf(error);
    this.#lastFault = fault;
    this.#ports.log.error({ err: error, jobs: jobs.length }, 'a group of commands could not be written');
    if (fault.code === 'group_aborted' && care === 'trusting') return this.#commit(jobs.slice(0, 1), 'careful');
    if (fault.code === 'group_aborted' && care === 'careful') return this.#commit(jobs, 'refusing');
    for (const job of jobs) job.reject(fault);
    if (fault.code === 'store_damaged') this.#onDamage(error);
    return { taken: jobs.length, wrote: false, announce: () => undefined, abandon: () => undefined };
  }

  #reading<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (isDamage(error)) this.#onDamage(error);
      throw error;
    }
  }

  #forgetGroup(): void {
    const revision = this.#state.store.catalogueRevision;
    this.#state.dropGroup();
    this.#streams.dropGroup();
    this.#ledger.dropGroup();
    if (this.#state.store.catalogueRevision !== revision) this.view.forgetCatalogue();
  }

  #tell(fromSeq: number, events: StoredEvent[], changed: Changed): void {
    const batch = batchOf(fromSeq, events, changed);
    for (const listener of this.#listeners) {
      try {
        listener(batch);
      } catch (error) {
        this.#ports.log.error({ err: error }, 'somebody who follows the journal failed');
      }
    }
  }
}

/** Decides one job and returns how to answer it once everything is durable. */
function decide(group: Group, job: Job): () => void {
  switch (job.kind) {
    case 'command':
      return decideCommand(group, job);
    case 'internal':
      return decideInternal(group, job);
    case 'box':
      return addBox(group, job);
    case 'adoption':
      return decideAdoption(group, job);
  }
}

function decideAdoption(group: Group, job: AdoptionJob): () => void {
  try {
    const outcome = group.decideAdoption(job);
    return () => job.resolve(outcome);
  } catch (error) {
    return () => job.reject(error);
  }
}

function decideCommand(group: Group, job: CommandJob): () => void {
  const outcome = group.decideCommand(job);
  return () => job.resolve(outcome);
}

function refuseCommand(group: Group, job: CommandJob): () => void {
  const outcome = group.refuseCommand(job);
  return () => job.resolve(outcome);
}

function decideInternal(group: Group, job: InternalJob): () => void {
  try {
    const outcome = group.decideInternal(job);
    return () => job.resolve(outcome);
  } catch (error) {
    if (isDamage(error)) throw error;
    return () => job.reject(error);
  }
}

function addBox(group: Group, job: BoxJob): () => void {
  group.addBoxWrite(job);
  return () => job.resolve();
}

function faultOf(error: unknown): StoreFault {
  const code = (error as { code?: unknown }).code;
  const text = typeof code === 'string' ? code : '';
  if (text === 'SQLITE_FULL') {
    return new StoreFault(
      'disk_full',
      'The appliance’s disk is full. Free some room; nothing was lost or changed.',
      error,
    );
  }
  if (isDamage(error))
    return new StoreFault('store_damaged', 'The store’s record is damaged; nothing was changed.', error);
  if (text.startsWith('SQLITE_IOERR') || text.startsWith('SQLITE_READONLY') || text === 'SQLITE_BUSY') {
    return new StoreFault(
      'disk_failed',
      'The appliance’s disk does not take what is written. Nothing was changed.',
      error,
    );
  }
  return new StoreFault('group_aborted', 'The appliance could not write this down. Nothing was changed.', error);
}
