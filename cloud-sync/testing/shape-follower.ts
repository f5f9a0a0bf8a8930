import {
  isChangeMessage,
  isControlMessage,
  ShapeStream,
  type Message,
  type Row,
  type ShapeStreamOptions,
} from '@electric-sql/client';

export type ShapeParams = NonNullable<ShapeStreamOptions['params']>;

/** A real Electric client that keeps the rows, and notes whatever a log without skips and swaps would never tell. */
export class ShapeFollower {
  readonly rows = new Map<string, Row>();
  readonly messages: Message<Row>[] = [];
  readonly faults: unknown[] = [];
  readonly anomalies: string[] = [];
  readonly stream: ShapeStream<Row>;
  readonly #life = new AbortController();
  readonly #waiting = new Set<() => void>();

  constructor(options: Omit<ShapeStreamOptions, 'signal'>) {
    this.stream = new ShapeStream({
      backoffOptions: { initialDelay: 30, maxDelay: 200, multiplier: 1.5 },
      onError: (fault) => void this.faults.push(fault),
      ...options,
      signal: this.#life.signal,
    });
    this.stream.subscribe((messages) => {
      for (const message of messages) this.#take(message);
      for (const look of this.#waiting) look();
    });
  }

  #take(message: Message<Row>): void {
    this.messages.push(message);
    if (isControlMessage(message) && message.headers.control === 'must-refetch') this.rows.clear();
    if (!isChangeMessage(message)) return;
    const { operation } = message.headers;
    const before = this.rows.get(message.key);
    if ((operation === 'insert') !== (before === undefined))
      this.anomalies.push(`${operation} of ${message.key}, which is ${before === undefined ? 'not there' : 'there'}`);
    if (operation === 'delete') this.rows.delete(message.key);
    else this.rows.set(message.key, { ...before, ...message.value });
  }

  get changes(): { operation: string; key: string; value: Row }[] {
    return this.messages
      .filter(isChangeMessage)
      .map(({ headers, key, value }) => ({ operation: headers.operation, key, value }));
  }

  get operations(): string[] {
    return this.changes.map(({ operation, key }) => `${operation} ${key}`);
  }

  get refetched(): boolean {
    return this.messages.some((message) => isControlMessage(message) && message.headers.control === 'must-refetch');
  }

  until(what: () => boolean, timeoutMs = 10_000): Promise<void> {
    if (what()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const timeout = setTimeout(() => {
        this.#waiting.delete(look);
        reject(new Error(`it did not come in ${timeoutMs} ms; faults: ${this.faults.map(String).join(', ')}`));
      }, timeoutMs);
      const look = (): void => {
        if (!what()) return;
        clearTimeout(timeout);
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
    });
  }

  upToDate(): Promise<void> {
    return this.until(() => this.stream.isUpToDate);
  }

  stop(): void {
    this.#life.abort();
  }
}
