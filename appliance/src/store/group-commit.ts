import type { Timers } from '../ports.ts';
import { StoreFault } from './store-fault.ts';

export interface CommittedGroup {
  /** How many of the waiting jobs it took, from the front. */
  taken: number;
  /** False: nothing was written, so there is nothing to make durable. */
  wrote: boolean;
  /** Answers those who wait and tells the listeners. Called only once everything is durable. */
  announce(): void;
  /** Tells those who wait that nobody knows whether it was kept. */
  abandon(fault: StoreFault): void;
}

export interface GroupCommitOptions<Job> {
  timers: Timers;
  /** Decides and commits a group from the front of the queue: one synchronous transaction, whole or not at all. */
  commit(waiting: readonly Job[]): CommittedGroup;
  /** Makes durable everything that was committed before the call. Null: COMMIT has already done it. */
  sync: (() => Promise<void>) | null;
  fail(job: Job, fault: StoreFault): void;
  onSyncFailed(error: unknown): void;
}

/**
 * While the disk is syncing, what arrives waits for the next group, because a large group is cheaper than two small ones. When
 * this many jobs wait, or the last group had to leave some behind, the next group is decided meanwhile instead.
 */
const enoughForAGroup = 32;
/** Groups that may be committed while one sync is under way: a disk that hangs must not be piled upon. */
const mostUnsynced = 4;

/**
 * One writer, one sync in flight. What arrives in one turn of the event loop, and what queues while the disk is syncing, is
 * decided and committed together; a sync covers every group that was committed before it began. Nobody hears anything of a group
 * before the disk has confirmed it, and groups are announced in their order; a disk that did not confirm ends acknowledging for
 * good, because after a failed sync nobody can know what it kept.
 */
export class GroupCommit<Job> {
  readonly #options: GroupCommitOptions<Job>;
  #waiting: Job[] = [];
  /** Committed, not yet covered by a sync, nobody told. */
  #unsynced: CommittedGroup[] = [];
  #leftSomeBehind = false;
  #scheduled = false;
  /** A group was decided where the disk answered: the loop has not turned since. */
  #hasJustDecided = false;
  #holds = 0;
  #inFlight: Promise<void> | null = null;
  #committed = 0;
  #announced = 0;
  #state: 'open' | 'draining' | 'failed' = 'open';
  /** Why it failed, when that was not a sync. */
  #haltedBy: StoreFault | null = null;

  constructor(options: GroupCommitOptions<Job>) {
    this.#options = options;
  }

  get failed(): boolean {
    return this.#state === 'failed';
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  add(job: Job): void {
    if (this.#state !== 'open') {
      this.#options.fail(job, this.#closedFault());
      return;
    }
    this.#waiting.push(job);
    this.#schedule();
  }

  /** Resolves when everything committed so far is durable; rejects when it never will be. */
  async durable(): Promise<void> {
    const committed = this.#committed;
    while (this.#announced < committed && this.#inFlight !== null) await this.#inFlight;
    if (this.#state === 'failed') throw this.#closedFault();
  }

  /** Resolves when nothing waits and nothing is in flight. */
  async settled(): Promise<void> {
    while (this.#inFlight !== null || this.#waiting.length > 0) {
      if (this.#inFlight !== null) await this.#inFlight;
      else await new Promise<void>((resolve) => this.#options.timers.soon(resolve));
    }
  }

  /** Lets no group begin until the returned function is called; what arrives waits. */
  hold(): () => void {
    this.#holds += 1;
    return () => {
      this.#holds -= 1;
      if (this.#waiting.length > 0) this.#schedule();
    };
  }

  /** Nothing is acknowledged from now on, also not what is on its way to the disk. Called again, it is another sentence. */
  halt(fault: StoreFault): void {
    this.#haltedBy = fault;
    if (this.#state !== 'failed') this.#stopForGood(fault, this.#unsynced);
  }

  /** Takes nothing new and finishes what it has. */
  async drain(): Promise<void> {
    if (this.#state === 'open') this.#state = 'draining';
    await this.settled();
  }

  #schedule(): void {
    if (this.#scheduled || !this.#mayCommit()) return;
    this.#scheduled = true;
    this.#options.timers.soon(() => this.#whenTheLoopHasTurned());
  }

  /** Two groups in one turn of the event loop would keep requests and screens waiting for both. */
  #whenTheLoopHasTurned(): void {
    if (this.#hasJustDecided) {
      this.#hasJustDecided = false;
      this.#options.timers.soon(() => this.#whenTheLoopHasTurned());
      return;
    }
    this.#scheduled = false;
    this.#next();
  }

  #mayCommit(): boolean {
    if (this.#holds > 0 || this.#waiting.length === 0 || this.#state === 'failed') return false;
    if (this.#inFlight === null) return true;
    const isWorthIt = this.#leftSomeBehind || this.#waiting.length >= enoughForAGroup;
    return isWorthIt && this.#unsynced.length < mostUnsynced;
  }

  #next(): void {
    if (!this.#mayCommit()) return;
    const group = this.#commit();
    if (group !== null) this.#hand(group);
    this.#leftSomeBehind = this.#waiting.length > 0;
    if (this.#leftSomeBehind) this.#schedule();
  }

  #hand(group: CommittedGroup): void {
    this.#committed += 1;
    const { sync } = this.#options;
    // What wrote nothing may have seen what is not durable yet: it waits behind it.
    const waits = sync !== null && (group.wrote || this.#inFlight !== null);
    if (!waits) {
      this.#announce([group]);
      return;
    }
    this.#unsynced.push(group);
    if (this.#inFlight === null) this.#sync(sync);
  }

  #sync(sync: () => Promise<void>): void {
    const covered = this.#unsynced;
    this.#unsynced = [];
    this.#inFlight = sync().then(
      () => {
        this.#inFlight = null;
        if (this.#state === 'failed') {
          for (const group of covered) group.abandon(this.#closedFault());
          return;
        }
        // The disk goes on while those who waited are told.
        if (this.#unsynced.length > 0) this.#sync(sync);
        this.#announce(covered);
        // At once, not in the next turn: what queued meanwhile has waited long enough.
        this.#hasJustDecided = this.#mayCommit();
        this.#next();
      },
      (error: unknown) => {
        this.#inFlight = null;
        this.#stopForGood(error, [...covered, ...this.#unsynced]);
      },
    );
  }

  #announce(groups: readonly CommittedGroup[]): void {
    for (const group of groups) {
      this.#announced += 1;
      group.announce();
    }
  }

  #commit(): CommittedGroup | null {
    try {
      const group = this.#options.commit(this.#waiting);
      this.#waiting.splice(0, group.taken);
      return group;
    } catch (error) {
      const fault = new StoreFault(
        'group_aborted',
        'The appliance could not write this down. Nothing was changed.',
        error,
      );
      for (const job of this.#waiting.splice(0)) this.#options.fail(job, fault);
      return null;
    }
  }

  /** The groups are committed but nobody may be told; those who wait get a fault that says so, never an answer. */
  #stopForGood(error: unknown, unanswered: readonly CommittedGroup[]): void {
    this.#state = 'failed';
    this.#unsynced = [];
    if (this.#haltedBy === null) this.#options.onSyncFailed(error);
    const fault = this.#closedFault(error);
    for (const group of unanswered) group.abandon(fault);
    for (const job of this.#waiting.splice(0)) this.#options.fail(job, fault);
  }

  #closedFault(cause?: unknown): StoreFault {
    if (this.#haltedBy !== null) return this.#haltedBy;
    return this.#state === 'failed'
      ? new StoreFault(
          'sync_failed',
          'The appliance’s disk does not keep what is written. Nothing more is accepted until it is repaired.',
          cause,
        )
      : new StoreFault('stopping', 'The appliance is stopping; please try again in a moment.');
  }
}
