import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export const projectRoot = join(import.meta.dirname, '..', '..');

export interface ProgramSpec {
  name: string;
  /** From the project's root. */
  entry: string;
  /** What Node itself is told, such as the size of its heap. */
  nodeOptions?: readonly string[];
  env: Record<string, string>;
  /** Answers 200 once the program serves. */
  healthUrl: string;
  logFile: string;
  /** How long the first start may take; creating a database is slow on a small machine. */
  startTimeoutMs?: number;
}

/** A program that did not start, with the sentence it printed. */
export class ProgramFault extends Error {
  override readonly name = 'ProgramFault';
  readonly code = 'program_did_not_start';
}

/** One of our programs as a real process. `kill` is the power cut of a process; `stop` lets it finish what it has. */
export class Program {
  readonly spec: ProgramSpec;
  #child: ChildProcess | null = null;
  #lastWords = '';

  constructor(spec: ProgramSpec) {
    this.spec = spec;
  }

  get running(): boolean {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  async start(): Promise<void> {
    mkdirSync(dirname(this.spec.logFile), { recursive: true });
    const log = createWriteStream(this.spec.logFile, { flags: 'a' });
    this.#lastWords = '';
    // A group of its own: Ctrl-C reaches the supervisor alone, which then stops the programs in the right order.
    const child = spawn(process.execPath, [...(this.spec.nodeOptions ?? []), join(projectRoot, this.spec.entry)], {
      cwd: projectRoot,
      env: { ...process.env, ...this.spec.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.#child = child;
    child.stdout.pipe(log, { end: false });
    child.stderr.on('data', (chunk: Buffer) => {
      log.write(chunk);
      this.#lastWords = `${this.#lastWords}${chunk.toString()}`.slice(-4000);
    });
    child.once('close', () => log.end());
    await this.#untilHealthy(child);
  }

  async #untilHealthy(child: ChildProcess): Promise<void> {
    const deadline = performance.now() + (this.spec.startTimeoutMs ?? 60_000);
    while (performance.now() < deadline) {
      if (child.exitCode !== null || child.signalCode !== null) throw new ProgramFault(this.lastSentence);
      const answer = await fetch(this.spec.healthUrl, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
      if (answer?.ok) return;
      await delay(50);
    }
    await this.kill();
    throw new ProgramFault(
      `${this.spec.name} did not answer on ${this.spec.healthUrl}; its log is ${this.spec.logFile}.`,
    );
  }

  /** What it last said to the person who started it, apart from its log. */
  get words(): string {
    return this.#lastWords;
  }

  /** The program's own last sentence, without log lines and stack frames. */
  get lastSentence(): string {
    const lines = this.#lastWords
      .split('\n')
      .filter((line) => line.trim() !== '' && !line.startsWith('{') && !/^\s+at /.test(line));
    return lines.at(-1) ?? `${this.spec.name} ended at once; its log is ${this.spec.logFile}.`;
  }

  /** Resolves when the process is gone, however it went. */
  async ended(): Promise<void> {
    const child = this.#child;
    if (!child || !this.running) return;
    await new Promise<void>((resolve) => child.once('close', () => resolve()));
  }

  async stop(patienceMs = 15_000): Promise<void> {
    if (!this.running) return;
    const ended = this.ended();
    this.#child?.kill('SIGTERM');
    const inTime = await Promise.race([ended.then(() => true), delay(patienceMs, false, { ref: false })]);
    if (!inTime) await this.kill();
  }

  async kill(): Promise<void> {
    if (!this.running) return;
    const ended = this.ended();
    this.#child?.kill('SIGKILL');
    await ended;
  }
}
