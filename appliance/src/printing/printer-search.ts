import type { Printer } from '@auraconnect/shared/menu/catalogue.ts';
import type { PrinterSearchState } from '@auraconnect/shared/protocol/printer-search.ts';
import type { Log } from '../ports.ts';

/** What a search over the wires of this machine is told, and tells. */
export interface SearchOrder {
  readonly setUp: readonly Printer[];
  readonly signal: AbortSignal;
  readonly progress: (state: PrinterSearchState) => void;
}

export type SearchWires = (order: SearchOrder) => Promise<PrinterSearchState>;

const neverSearched: PrinterSearchState = { state: 'never', ways: [], asked: 0, toAsk: 0, printers: [] };

/** The store's one search for printers: whoever asks while it runs watches the same one. */
export class PrinterSearch {
  readonly #search: SearchWires;
  readonly #log: Log;
  #state = neverSearched;
  #running: { stop: AbortController; ended: Promise<void> } | null = null;

  constructor(search: SearchWires, log: Log) {
    this.#search = search;
    this.#log = log;
  }

  get state(): PrinterSearchState {
    return this.#state;
  }

  /** Begins one, unless one runs. */
  start(setUp: readonly Printer[]): PrinterSearchState {
    if (this.#running !== null) return this.#state;
    const stop = new AbortController();
    this.#state = { ...neverSearched, state: 'searching' };
    const ended = this.#search({
      setUp,
      signal: stop.signal,
      progress: (state) => (this.#state = { ...state, state: 'searching' }),
    })
      .then(
        (found) => (this.#state = found),
        (error: unknown) => {
          this.#log.error({ err: error }, 'the search for printers failed');
          this.#state = { ...this.#state, state: 'done' };
        },
      )
      .then(() => {
        this.#running = null;
      });
    this.#running = { stop, ended };
    return this.#state;
  }

  async stop(): Promise<void> {
    this.#running?.stop.abort();
    await this.#running?.ended;
  }
}
