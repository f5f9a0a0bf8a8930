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
 * One writer, one group in flight. What arrives in one turn of the event loop, and all that queues while the disk is syncing the
 * last group, is decided and committed together. Nobody hears anything of a group before the disk has confirmed it; a disk
 * that did not confirm ends acknowledging for good, because after a failed sync nobody can know what it kept.
 */
export class GroupCommit<Job> {
  readonly #options: GroupCommitOptions<Job>;
  #waiting: Job[] = [];
  #scheduled = false;
  #holds = 0;
  #inFlight: Promise<void> | null = null;
  #state: 'open' | 'draining' | 'failed' = 'open';

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
    if (this.#inFlight !== null) await this.#inFlight;
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

  /** Takes nothing new and finishes what it has. */
  async drain(): Promise<void> {
    if (this.#state === 'open') this.#state = 'draining';
    await this.settled();
  }

  #schedule(): void {
    if (this.#scheduled || this.#holds > 0 || this.#inFlight !== null) return;
    this.#scheduled = true;
    this.#options.timers.soon(() => {
      this.#scheduled = false;
      this.#next();
    });
  }

  #next(): void {
    if (this.#inFlight !== null || this.#holds > 0 || this.#waiting.length === 0 || this.#state === 'failed') return;
    const group = this.#commit();
    if (group === null) return;
    const { sync } = this.#options;
    if (!group.wrote || sync === null) {
      group.announce();
      if (this.#waiting.length > 0) this.#schedule();
      return;
    }
    this.#inFlight = sync().then(
      () => {
        this.#inFlight = null;
        group.announce();
        // At once, not in the next turn: what queued meanwhile has waited long enough.
        this.#next();
      },
      (error: unknown) => {
        this.#inFlight = null;
        this.#stopForGood(error, group);
      },
    );
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

  /** The group is committed but nobody may be told; those who wait get a fault that says so, never an answer. */
  #stopForGood(error: unknown, unanswered: CommittedGroup): void {
    this.#state = 'failed';
    this.#options.onSyncFailed(error);
    const fault = this.#closedFault(error);
    unanswered.abandon(fault);
    for (const job of this.#waiting.splice(0)) this.#options.fail(job, fault);
  }

  #closedFault(cause?: unknown): StoreFault {
    return this.#state === 'failed'
      ? new StoreFault(
          'sync_failed',
          'The appliance’s disk does not keep what is written. Nothing more is accepted until it is repaired.',
          cause,
        )
      : new StoreFault('stopping', 'The appliance is stopping; please try again in a moment.');
  }
}
