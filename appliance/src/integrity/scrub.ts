import type { Ports } from '../ports.ts';
import { stopsAStore } from './damage.ts';
import type { ScrubRecord } from './scrub-record.ts';
import type { ScrubResult, ScrubTask } from './scrub-pass.ts';
import { type Anchor, type Finding, sentenceOf } from './store-report.ts';

const minuteMs = 60_000;

export interface ScrubSettings {
  /** From the start to the first pass over everything. */
  firstAfterMs: number;
  /** From one pass over everything to the next; the projections are folded anew as often. */
  everyMs: number;
  /** A thread that has worked for a while rests this many times as long. */
  restsPerWork: number;
}

export const usualScrub: ScrubSettings = { firstAfterMs: minuteMs, everyMs: 24 * 60 * minuteMs, restsPerWork: 9 };

/** How often it is looked whether something is due; soon after the start for what the start left to be read. */
const lookMs = minuteMs;
const firstLookMs = 5_000;
/** What was sold since the last pass is read again this often, so that a start has little to read. */
const tailEveryMs = 60 * minuteMs;
/** Projections are folded anew when nothing happens; a store that never rests does not wait for ever. */
const quietMs = 5 * minuteMs;
const longestWaitMs = 12 * 60 * minuteMs;

export interface ScrubParts {
  ports: Pick<Ports, 'clock' | 'timers' | 'log'>;
  settings: ScrubSettings;
  runner: { run(task: ScrubTask): Promise<ScrubResult>; stop(): Promise<void> };
  file: { read(): ScrubRecord; write(record: ScrubRecord): void };
  /** Where this program and the cloud know the history to be now. */
  anchors(): { own: Anchor; cloud: Anchor | null };
  /** Nothing is open, nobody is in the middle of something. */
  isIdle(): boolean;
  found(findings: readonly Finding[]): void;
}

/**
 * Reads the whole history again and again while the store sells, in a thread of its own: once soon after each start, then once a day,
 * and what is new every hour. What it has seen is kept beside the database; damage stops the store.
 */
export class Scrub {
  readonly #parts: ScrubParts;
  readonly #cancels: (() => void)[] = [];
  #record: ScrubRecord;
  #running: Promise<void> | null = null;
  #stopped = false;
  /** On the monotonic clock; null: not since the start. */
  #wholeMs: number | null = null;
  #tailMs: number | null = null;
  readonly #startedMs: number;
  #projectionsMs: number | null = null;
  #movedMs: number;
  #lastFault: string | null = null;

  constructor(parts: ScrubParts) {
    this.#parts = parts;
    this.#record = parts.file.read();
    this.#startedMs = this.#nowMs;
    this.#movedMs = this.#nowMs;
  }

  /** For health: what was seen, and why a pass could not be made. */
  get state(): ScrubRecord & { lastFault: string | null } {
    return { ...this.#record, lastFault: this.#lastFault };
  }

  run(): void {
    const { timers } = this.#parts.ports;
    const { firstAfterMs } = this.#parts.settings;
    this.#cancels.push(
      timers.after(Math.min(firstLookMs, firstAfterMs), () => {
        this.#look();
        this.#cancels.push(timers.every(Math.min(lookMs, firstAfterMs), () => this.#look()));
      }),
    );
  }

  /** Called after each group that became durable. */
  moved(): void {
    this.#movedMs = this.#nowMs;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const cancel of this.#cancels) cancel();
    await this.#parts.runner.stop();
    await this.#running;
  }

  #look(): void {
    if (this.#running !== null || this.#stopped) return;
    const due = this.#due();
    if (due === null) return;
    this.#running = due().finally(() => {
      this.#running = null;
    });
  }

  #due(): (() => Promise<void>) | null {
    const nowMs = this.#nowMs;
    const { everyMs, firstAfterMs } = this.#parts.settings;
    const since = (ms: number | null): number => (ms === null ? Number.POSITIVE_INFINITY : nowMs - ms);
    if (this.#wholeMs === null) {
      if (nowMs - this.#startedMs >= firstAfterMs) return () => this.#history(true);
      if (this.#record.verified === null) return null;
    } else {
      if (nowMs - this.#wholeMs >= everyMs) return () => this.#history(true);
      const isQuiet = this.#parts.isIdle() && nowMs - this.#movedMs >= Math.min(quietMs, firstAfterMs);
      const isLate = nowMs - this.#wholeMs > longestWaitMs;
      if (since(this.#projectionsMs) >= everyMs && (isQuiet || isLate)) return () => this.#projections();
    }
    return since(this.#tailMs) >= tailEveryMs ? () => this.#history(false) : null;
  }

  async #history(isWhole: boolean): Promise<void> {
    const { anchors, settings } = this.#parts;
    const known = anchors();
    const { verified, cloud } = this.#record;
    const from = isWhole ? null : verified;
    const places = [known.own, known.cloud ?? cloud, isWhole ? verified : null].filter((place) => place !== null);
    const result = await this.#walk({
      kind: 'history',
      from,
      anchors: places.filter(({ seq }) => seq > 0),
      restsPerWork: settings.restsPerWork,
    });
    // Also after a pass that could not be made: it is tried again when the next one is due, not at every look.
    this.#tailMs = this.#nowMs;
    if (isWhole) this.#wholeMs = this.#tailMs;
    if (result === null) return;
    const at = this.#timestamp();
    const isGood = result.findings.length === 0;
    this.#keep({
      ...(result.checked === null ? {} : { verified: result.checked, verifiedAt: at }),
      cloud: known.cloud ?? cloud,
      ...(isWhole && isGood ? { wholeAt: at } : {}),
    });
    if (!isGood) this.#parts.found(result.findings);
  }

  async #projections(): Promise<void> {
    const result = await this.#walk({ kind: 'projections' });
    this.#projectionsMs = this.#nowMs;
    if (result === null) return;
    const stopping = result.findings.filter(stopsAStore);
    if (stopping.length > 0) return this.#parts.found(stopping);
    const projections = result.findings.length === 0 ? 'same' : 'differ';
    if (projections === 'differ')
      this.#parts.ports.log.error(
        { what: result.findings.map(sentenceOf) },
        'what the store shows is not what its journal says; it is made anew from the journal at the next start',
      );
    this.#keep({ projections, projectionsAt: this.#timestamp() });
  }

  async #walk(task: ScrubTask): Promise<ScrubResult | null> {
    const { runner, ports } = this.#parts;
    try {
      const result = await runner.run(task);
      const { findings, events, tookMs } = result;
      ports.log.info({ kind: task.kind, events, tookMs, findings: findings.length }, 'the scrub has passed');
      this.#lastFault = null;
      return result;
    } catch (error) {
      if (this.#stopped) return null;
      this.#lastFault = error instanceof Error ? error.message : String(error);
      ports.log.error({ err: error, kind: task.kind }, 'the scrub could not pass');
      return null;
    }
  }

  #keep(change: Partial<ScrubRecord>): void {
    this.#record = { ...this.#record, ...change };
    try {
      this.#parts.file.write(this.#record);
    } catch (error) {
      this.#parts.ports.log.warn({ err: error }, 'what the scrub has seen could not be written down');
    }
  }

  get #nowMs(): number {
    return this.#parts.ports.clock.monotonicMs();
  }

  #timestamp(): string {
    return new Date(this.#parts.ports.clock.nowMs()).toISOString();
  }
}
