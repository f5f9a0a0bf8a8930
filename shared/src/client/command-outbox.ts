import {
  commandSchemas,
  type CommandAnswer,
  type CommandEnvelope,
  type CommandPayload,
  type CommandType,
} from '../protocol/command.ts';
import type { Fact } from '../facts/fact.ts';
import type { Problem } from '../protocol/problem.ts';
import { lanBackoff, retryDelayMs, type BackoffSettings } from './backoff.ts';
import type { KeptRows } from './kept-rows.ts';
import type { KeptCommand, OutboxStore } from './outbox-store.ts';
import type { ClientPorts } from './ports.ts';
import type { StoreApi } from './store-api.ts';
import { isDeviceRefused, StoreProblem } from './store-fault.ts';

/**
 * `idle`: nothing waits. `retrying`: the appliance does not answer. `signed-out`: the next command's person has to sign in again.
 * `refused`: this device was taken away. `blocked`: a person must look.
 */
export type OutboxLink = 'idle' | 'sending' | 'retrying' | 'signed-out' | 'refused' | 'blocked';

export interface OutboxState {
  link: OutboxLink;
  /** Commands that are durable here (level T) and not yet at the appliance (level A). */
  pendingCount: number;
  failures: number;
  /** Why it is blocked or refused, or what the appliance said when it last took nothing; null otherwise. */
  problem: Problem | null;
}

export interface OutboxHandlers {
  /** Accepted or refused by the trade; for good. */
  onAnswer(envelope: CommandEnvelope, answer: CommandAnswer): void;
  /**
   * The appliance did not take this command into the stream (it cannot read it, or its approval is too old): it was set aside, its
   * number is used again, and a person must be told.
   */
  onSetAside(envelope: CommandEnvelope, problem: Problem): void;
  /**
   * Nobody answered at the first try: what was foreseen has happened, and the next try tells it. Returns the fact to tell, or null
   * when it cannot be told after all. Without this handler it is told as it was foreseen.
   */
  onHappened?(command: KeptCommand, foreseen: Fact): Fact | null;
  onState(state: OutboxState): void;
}

export interface CommandRequest<T extends CommandType = CommandType> {
  /** Given when an approval was bound to it before; minted otherwise. */
  commandId?: string;
  type: T;
  payload: CommandPayload<T>;
  staffToken: string | null;
  approvalToken?: string | null;
  /** What the command came to at a till on its own. */
  fact?: Fact;
  /** What it comes to here, should the appliance not answer at the first try. */
  foreseen?: Fact;
}

export interface CommandOutboxOptions {
  incarnation: string;
  store: OutboxStore;
  api: Pick<StoreApi, 'commands'>;
  ports: Pick<ClientPorts, 'timers' | 'clock' | 'random'>;
  newId: () => string;
  handlers: OutboxHandlers;
  /** Keeps what answers led to until the cloud has it; absent: nothing is kept. */
  kept?: Pick<KeptRows, 'keep' | 'look' | 'run' | 'stop'>;
  backoff?: BackoffSettings;
  /** Most commands of one request. */
  batchSize?: number;
}

const offeredAgainMs = 1_000;

interface Waiting {
  request: CommandRequest;
  commandId: string;
  taken(envelope: CommandEnvelope): void;
  failed(cause: unknown): void;
}

/** A command that its own schema refuses: a programming error, found before it gets a number. */
export class MalformedCommand extends Error {
  override readonly name = 'MalformedCommand';
  readonly code = 'malformed_command';
}

/**
 * The device's contiguous stream (DESIGN rule 9): every command is durable on the device before anybody sees it as taken,
 * goes to the appliance in order, and is repeated with the same bytes until there is an answer. What was foreseen of a command is told
 * with it from the second try on: by then people have acted upon it.
 */
export class CommandOutbox {
  readonly #options: CommandOutboxOptions;
  #lastN = 0;
  #pending: KeptCommand[] = [];
  #waiting: Waiting[] = [];
  #storing = false;
  #sending = false;
  #running = false;
  /** Something that waits was tried before, here or by an earlier page, and nobody answered. */
  #wasTried = false;
  /** After the appliance could not read a batch, commands go one by one until the culprit is found. */
  #oneByOne = false;
  #cancelRetry: () => void = () => undefined;
  /** Which command the appliance said that it lacks, when nothing that was kept could help; null: it lacks none. */
  #gapBefore: number | null = null;
  /** Changes of the stored stream happen one after the other: a renumbering must not miss what is being appended. */
  #storage: Promise<unknown> = Promise.resolve();
  #state: OutboxState = { link: 'idle', pendingCount: 0, failures: 0, problem: null };

  constructor(options: CommandOutboxOptions) {
    this.#options = options;
  }

  get state(): OutboxState {
    return this.#state;
  }

  /** The last number given in this stream; 0 when this device remembers none. */
  get lastN(): number {
    return this.#lastN;
  }

  /** Durable commands without an answer, in stream order. */
  get pending(): readonly KeptCommand[] {
    return this.#pending;
  }

  /** Reads what an earlier page left behind. Call once, before anything else. */
  async open(): Promise<void> {
    const kept = await this.#options.store.load(this.#options.incarnation);
    this.#pending = kept.pending.toSorted((one, other) => one.n - other.n);
    this.#lastN = Math.max(kept.lastN, this.#pending.at(-1)?.n ?? 0);
    this.#wasTried = this.#pending.length > 0;
    this.#change({ pendingCount: this.#pending.length });
  }

  run(): void {
    this.#running = true;
    void this.#options.kept?.run();
    void this.#drain();
  }

  stop(): void {
    this.#running = false;
    this.#options.kept?.stop();
    this.#cancelRetry();
  }

  retryNow(): void {
    if (this.#state.link !== 'retrying') return;
    this.#cancelRetry();
    void this.#drain();
  }

  /**
   * Takes a command. Resolves at level T: durable on this device, in the stream, on its way.
   * Rejects when the device cannot store it; then it was never taken.
   */
  add<T extends CommandType>(request: CommandRequest<T>): Promise<CommandEnvelope> {
    const checked = commandSchemas[request.type].safeParse(request.payload);
    if (!checked.success) return Promise.reject(new MalformedCommand(`${request.type}: ${checked.error.message}`));
    const commandId = request.commandId ?? this.#options.newId();
    return new Promise((taken, failed) => {
      this.#waiting.push({ request: request as CommandRequest, commandId, taken, failed });
      void this.#storeWaiting();
    });
  }

  /**
   * Brings the numbers in line with what the appliance says it has of this stream, after this device lost its memory. An appliance
   * that has less was brought back from an older copy, and may still get back what it lost: it says so when the next command comes.
   */
  align(applianceLastN: number): Promise<void> {
    return this.#inOrder(async () => {
      const firstN = this.#pending[0]?.n ?? this.#lastN + 1;
      if (!this.#sending && firstN <= applianceLastN + 1) this.#lastN = Math.max(this.#lastN, applianceLastN);
    });
  }

  /**
   * Gives commands that wait another person's token; null leaves one as it is. A token is no part of a command's body: who signs in
   * again sends what waited, and it stays the same command.
   */
  async renewTokens(renew: (envelope: CommandEnvelope) => string | null): Promise<void> {
    await this.#inOrder(async () => {
      const renewed = this.#pending.map((envelope) => {
        const staffToken = renew(envelope);
        return staffToken === null || staffToken === envelope.staffToken ? envelope : { ...envelope, staffToken };
      });
      if (renewed.every((envelope, index) => envelope === this.#pending[index])) return;
      await this.#options.store.replace(this.#options.incarnation, renewed, this.#lastN);
      this.#pending = renewed;
    });
    if (this.#state.link === 'signed-out') {
      this.#change({ link: 'sending', problem: null });
      void this.#drain();
    }
  }

  #triedInVain(): Promise<void> {
    this.#wasTried = true;
    return this.#tellAsHappened();
  }

  /** What waits has happened here. It is on the disk as a fact before it is told, so that a later page tells the same. */
  async #tellAsHappened(): Promise<void> {
    await this.#inOrder(async () => {
      const told = this.#pending.map((command) => this.#asHappened(command));
      if (told.every((command, index) => command === this.#pending[index])) return;
      this.#pending = told;
      await this.#options.store.replace(this.#options.incarnation, told, this.#lastN).catch(() => undefined);
    });
  }

  #asHappened(command: KeptCommand): KeptCommand {
    const { foreseen, ...envelope } = command;
    if (foreseen === undefined) return command;
    const { onHappened } = this.#options.handlers;
    const fact = onHappened === undefined ? foreseen : onHappened(command, foreseen);
    return fact === null ? envelope : { ...envelope, fact };
  }

  async #renumber(envelopes: readonly KeptCommand[], lastSettledN: number): Promise<void> {
    const pending = envelopes.map((envelope, index) => ({ ...envelope, n: lastSettledN + 1 + index }));
    const lastN = lastSettledN + pending.length;
    await this.#options.store.replace(this.#options.incarnation, pending, lastN);
    this.#pending = pending;
    this.#lastN = lastN;
    this.#change({ pendingCount: pending.length });
  }

  #inOrder<T>(task: () => Promise<T>): Promise<T> {
    const done = this.#storage.then(task);
    this.#storage = done.catch(() => undefined);
    return done;
  }

  async #storeWaiting(): Promise<void> {
    if (this.#storing) return;
    this.#storing = true;
    while (this.#waiting.length > 0) await this.#inOrder(() => this.#storeGroup());
    this.#storing = false;
  }

  /** One durable write for all that arrived while the last one was on its way to the disk. */
  async #storeGroup(): Promise<void> {
    const group = this.#waiting;
    this.#waiting = [];
    const { clock } = this.#options.ports;
    const sentAt = new Date(clock.nowMs()).toISOString();
    const envelopes = group.map(({ request, commandId }, index): KeptCommand => ({
      commandId,
      incarnation: this.#options.incarnation,
      n: this.#lastN + 1 + index,
      sentAt,
      staffToken: request.staffToken,
      approvalToken: request.approvalToken ?? null,
      type: request.type,
      payload: request.payload,
      ...(request.fact === undefined ? {} : { fact: request.fact }),
      ...(request.foreseen === undefined ? {} : { foreseen: request.foreseen }),
    }));
    try {
      await this.#options.store.append(this.#options.incarnation, envelopes);
    } catch (cause) {
      for (const waiting of group) waiting.failed(cause);
      return;
    }
    this.#lastN += envelopes.length;
    this.#pending.push(...envelopes);
    this.#change({ pendingCount: this.#pending.length });
    for (const [index, waiting] of group.entries()) waiting.taken(envelopes[index] as CommandEnvelope);
    void this.#drain();
  }

  async #drain(): Promise<void> {
    const { link } = this.#state;
    const isStuck = link === 'refused' || link === 'blocked' || link === 'signed-out';
    if (!this.#running || this.#sending || isStuck) return;
    this.#sending = true;
    this.#cancelRetry();
    try {
      while (this.#running && this.#pending.length > 0) {
        if (this.#wasTried) await this.#tellAsHappened();
        const batch = this.#pending.slice(0, this.#oneByOne ? 1 : (this.#options.batchSize ?? 50));
        if (this.#state.failures === 0) this.#change({ link: 'sending' });
        const answers = await this.#options.api.commands(batch.map(asSent), {
          withRows: this.#options.kept !== undefined,
        });
        await this.#settle(batch, answers);
      }
      if (this.#pending.length === 0) this.#change({ link: 'idle', failures: 0, problem: null });
    } catch (fault) {
      await this.#meet(fault);
    } finally {
      this.#sending = false;
    }
    // What was added after the last look at the queue.
    if (this.#state.link === 'idle' && this.#pending.length > 0) void this.#drain();
  }

  async #settle(batch: readonly CommandEnvelope[], answers: readonly CommandAnswer[]): Promise<void> {
    this.#pending.splice(0, batch.length);
    this.#oneByOne = false;
    this.#wasTried = false;
    this.#gapBefore = null;
    this.#change({ pendingCount: this.#pending.length, failures: 0, problem: null });
    for (const [index, envelope] of batch.entries())
      this.#options.handlers.onAnswer(envelope, answers[index] as CommandAnswer);
    await this.#forget(batch, answers);
  }

  /** A failed clean-up is harmless: after a reload the same commands are asked again and get the same answers. */
  async #forget(batch: readonly CommandEnvelope[], answers: readonly CommandAnswer[]): Promise<void> {
    try {
      await this.#options.kept?.keep(answers);
      await this.#options.store.settle(
        this.#options.incarnation,
        batch.map((envelope) => envelope.n),
      );
    } catch {
      return;
    }
  }

  async #meet(fault: unknown): Promise<void> {
    if (fault instanceof StoreProblem) {
      const { problem } = fault;
      const answers = answersBefore(problem);
      if (answers.length > 0) await this.#settle(this.#pending.slice(0, answers.length), answers);
      switch (judge(fault)) {
        case 'refused':
          return this.#change({ link: 'refused', problem });
        case 'blocked':
          return this.#change({ link: 'blocked', problem });
        case 'signed-out':
          this.#change({ link: 'signed-out', problem });
          return this.#triedInVain();
        case 'gap': {
          await this.#triedInVain();
          const lackedCount = await this.#offered();
          if (lackedCount === null) break;
          if (lackedCount === 0) await this.#closeGap(problem);
          return this.#again(lackedCount === 0 ? 0 : offeredAgainMs);
        }
        case 'set-aside':
          await this.#setAside(problem);
          return this.#again(0);
        case 'unreadable':
          if (this.#oneByOne) await this.#setAside(problem);
          else this.#oneByOne = true;
          return this.#again(0);
        case 'retry':
          // The appliance wonders whether it has lost something of this device: what that one keeps, and what not, helps it.
          if (problem.code === 'history_incomplete') await this.#offered();
          break;
      }
    }
    const failures = this.#state.failures + 1;
    this.#change({ link: 'retrying', failures, problem: fault instanceof StoreProblem ? fault.problem : null });
    await this.#triedInVain();
    this.#again(retryDelayMs(failures - 1, this.#options.ports.random(), this.#options.backoff ?? lanBackoff));
  }

  /**
   * What this device was answered by a box that is gone, and still has, comes first.
   * @returns how much the appliance lacked; null: it does not say yet
   */
  async #offered(): Promise<number | null> {
    try {
      return (await this.#options.kept?.look()) ?? 0;
    } catch {
      return null;
    }
  }

  #again(delayMs: number): void {
    this.#cancelRetry = this.#options.ports.timers.after(delayMs, () => void this.#drain());
  }

  /**
   * The appliance lacks commands that it answered once, and nobody has what they led to: it was brought back from an older copy. What waits
   * goes on from there. An answer that was given before this device offered what it keeps says nothing: it has to be said again.
   */
  #closeGap({ data }: Problem): Promise<void> {
    const expectedN = data?.['expectedN'];
    if (typeof expectedN !== 'number') return Promise.resolve();
    const isSaidAgain = this.#options.kept === undefined || this.#gapBefore === expectedN;
    this.#gapBefore = expectedN;
    return isSaidAgain ? this.#inOrder(() => this.#renumber(this.#pending, expectedN - 1)) : Promise.resolve();
  }

  async #setAside(problem: Problem): Promise<void> {
    this.#oneByOne = false;
    const culprit = this.#pending[0];
    if (culprit === undefined) return;
    await this.#inOrder(() => this.#renumber(this.#pending.slice(1), culprit.n - 1));
    this.#options.handlers.onSetAside(culprit, problem);
  }

  #change(change: Partial<OutboxState>): void {
    this.#state = { ...this.#state, ...change };
    this.#options.handlers.onState(this.#state);
  }
}

/** What was foreseen stays here. */
function asSent({ foreseen: _foreseen, ...envelope }: KeptCommand): CommandEnvelope {
  return envelope;
}

type Judgement = 'retry' | 'refused' | 'blocked' | 'signed-out' | 'gap' | 'set-aside' | 'unreadable';

function judge(fault: StoreProblem): Judgement {
  if (isDeviceRefused(fault) || fault.code === 'incarnation_unknown') return 'refused';
  if (fault.code === 'stream_gap') return 'gap';
  if (fault.status === 401) return 'signed-out';
  if (fault.status === 403) return 'set-aside';
  if (fault.status === 422) return 'blocked';
  return fault.status === 400 || fault.status === 413 ? 'unreadable' : 'retry';
}

/** A list stops at the command that could not enter the stream; the answers of those before it came along. */
function answersBefore({ data }: Problem): CommandAnswer[] {
  const answers = data?.['answers'];
  return Array.isArray(answers) ? (answers as CommandAnswer[]) : [];
}
