import { Paper, VirtualPrinter, type PrinterFaults } from '@auraconnect/shared/receipt/paper.ts';
import { fetchPapers, fetchPrinters, openEvents, postDrawer, postFaults } from './emulator-client.ts';
import { emptyRoll, openedRoll, withNewer, withOlder, type Roll } from './roll.ts';

export interface DeskState {
  /** `lost`: it was there and is not any more; what is shown is what was known. */
  readonly phase: 'loading' | 'live' | 'lost' | 'unreachable';
  readonly printers: readonly VirtualPrinter[];
  readonly rolls: Readonly<Record<string, Roll>>;
}

/** Told when something happened that can be heard. */
export type DeskNoise = 'paper' | 'drawer';

const firstPapers = 12;
const olderPapers = 20;
const catchUpPapers = 60;
/** A replay prints hundreds a second; the page draws a few times a second and shows what is newest then. */
const drawEveryMs = 150;
const retryMs = 2000;

/**
 * What lies on the desk under the virtual printers: a store that fetches once, listens, and catches up after every
 * interruption. React reads it with `useSyncExternalStore`.
 */
export class Desk {
  #state: DeskState = { phase: 'loading', printers: [], rolls: {} };
  #listeners = new Set<() => void>();
  #noiseListeners = new Set<(noise: DeskNoise) => void>();
  #events: EventSource | null = null;
  #waiting: Paper[] = [];
  #drawTimer: ReturnType<typeof setTimeout> | null = null;
  #retryTimer: ReturnType<typeof setTimeout> | null = null;

  get state(): DeskState {
    return this.#state;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly onNoise = (listener: (noise: DeskNoise) => void): (() => void) => {
    this.#noiseListeners.add(listener);
    return () => this.#noiseListeners.delete(listener);
  };

  start(): void {
    // Listening first, then fetching: a paper that comes out in between is told twice and shown once.
    const events = openEvents();
    this.#events = events;
    events.addEventListener('open', () => void this.#catchUp());
    events.addEventListener('error', () => {
      this.#lost();
      // A browser comes back by itself after a broken line, but never after an answer that was no stream (a proxy's 502).
      if (events.readyState === EventSource.CLOSED) this.#retryLater();
    });
    events.addEventListener('paper', (event) => this.#arrived(Paper.parse(JSON.parse(event.data))));
    events.addEventListener('printer', (event) => this.#changed(VirtualPrinter.parse(JSON.parse(event.data))));
  }

  stop(): void {
    this.#events?.close();
    this.#events = null;
    if (this.#drawTimer !== null) clearTimeout(this.#drawTimer);
    if (this.#retryTimer !== null) clearTimeout(this.#retryTimer);
    this.#drawTimer = null;
    this.#retryTimer = null;
  }

  readonly retry = (): void => {
    this.stop();
    this.start();
  };

  async setFaults(printerId: string, changes: Partial<PrinterFaults>): Promise<void> {
    this.#changed(await postFaults(printerId, changes));
  }

  async setDrawer(printerId: string, open: boolean): Promise<void> {
    this.#changed(await postDrawer(printerId, open));
  }

  async loadOlder(printerId: string): Promise<void> {
    const roll = this.#rollOf(printerId);
    const oldest = roll.papers.at(-1)?.n;
    if (oldest === undefined) return;
    const { papers } = await fetchPapers(printerId, { before: oldest, limit: olderPapers });
    this.#setRoll(printerId, withOlder(this.#rollOf(printerId), papers));
  }

  async #catchUp(): Promise<void> {
    try {
      const printers = await fetchPrinters();
      const rolls = await Promise.all(printers.map(async ({ id }) => [id, await this.#caughtUp(id)] as const));
      this.#set({ phase: 'live', printers, rolls: Object.fromEntries(rolls) });
    } catch {
      this.#lost();
      this.#retryLater();
    }
  }

  async #caughtUp(printerId: string): Promise<Roll> {
    const known = this.#state.rolls[printerId];
    if (known === undefined) {
      const { papers, latest } = await fetchPapers(printerId, { limit: firstPapers });
      return openedRoll(papers, latest);
    }
    const { papers, latest } = await fetchPapers(printerId, { limit: catchUpPapers });
    // A printer whose papers were thrown away (`--fresh`) counts from 1 again.
    if (latest < (known.papers[0]?.n ?? 0)) return openedRoll(papers, latest);
    return withNewer(this.#rollOf(printerId), papers);
  }

  #retryLater(): void {
    this.#retryTimer ??= setTimeout(this.retry, retryMs);
  }

  #lost(): void {
    this.#set({ ...this.#state, phase: this.#state.printers.length > 0 ? 'lost' : 'unreachable' });
  }

  #arrived(paper: Paper): void {
    this.#waiting.push(paper);
    this.#drawTimer ??= setTimeout(() => this.#draw(), drawEveryMs);
  }

  #draw(): void {
    this.#drawTimer = null;
    const waiting = this.#waiting;
    this.#waiting = [];
    const rolls: Record<string, Roll> = { ...this.#state.rolls };
    for (const { id } of this.#state.printers) {
      const newer = waiting.filter((paper) => paper.printerId === id);
      if (newer.length > 0) rolls[id] = withNewer(rolls[id] ?? emptyRoll, newer);
    }
    const printers = this.#state.printers.map((printer) => {
      const newest = rolls[printer.id]?.papers[0]?.n ?? 0;
      return newest > printer.papers ? { ...printer, papers: newest } : printer;
    });
    this.#set({ ...this.#state, printers, rolls });
    if (waiting.some((paper) => paper.lines.length > 0)) this.#noise('paper');
  }

  #changed(changed: VirtualPrinter): void {
    const before = this.#state.printers.find(({ id }) => id === changed.id);
    if (before?.drawer === 'closed' && changed.drawer === 'open') this.#noise('drawer');
    const printers = this.#state.printers.map((printer) => (printer.id === changed.id ? changed : printer));
    this.#set({ ...this.#state, printers });
  }

  #rollOf(printerId: string): Roll {
    return this.#state.rolls[printerId] ?? emptyRoll;
  }

  #setRoll(printerId: string, roll: Roll): void {
    this.#set({ ...this.#state, rolls: { ...this.#state.rolls, [printerId]: roll } });
  }

  #set(state: DeskState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }

  #noise(noise: DeskNoise): void {
    for (const listener of this.#noiseListeners) listener(noise);
  }
}
