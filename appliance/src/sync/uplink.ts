import { genesisHash } from '@auraconnect/shared/journal/journal-row.ts';
import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import { SyncCursor } from '@auraconnect/shared/protocol/sync.ts';
import type { Ports } from '../ports.ts';
import type { Core } from '../store/core.ts';
import { CloudClient, CloudFault } from './cloud-client.ts';

/** Rows and characters of payload in one request: bytes dominate on a real line, and 250 to 500 events is where it is fastest. */
const mostRows = 500;
const mostPayloadChars = 2_000_000;
/** A store with nothing to say still says that it lives. */
const helloIntervalMs = 20_000;
const firstPauseMs = 500;
const longestPauseMs = 10_000;

export interface UplinkState {
  state: 'connected' | 'offline' | 'refused';
  cursor: SyncCursor | null;
  lastContactAt: string | null;
  reason: string | null;
}

/**
 * Carries the journal to the cloud, in order, one batch at a time. The cloud's cursor is the only memory: it is asked for at
 * the start and after every doubt, and believed only where its hash is ours. Runs until stopped; never holds up a sale.
 */
export class Uplink {
  readonly #core: Core;
  readonly #ports: Ports;
  readonly #client: CloudClient;
  readonly #target: { cloudUrl: string; version: string };
  readonly #changed: () => void;
  #state: UplinkState = { state: 'offline', cursor: null, lastContactAt: null, reason: null };
  #stopped = false;
  #wake: (() => void) | null = null;
  #done: Promise<void> = Promise.resolve();
  #unsubscribe: () => void = () => undefined;
  #failures = 0;

  constructor(core: Core, ports: Ports, client: CloudClient, target: { cloudUrl: string; version: string }, changed: () => void) {
    this.#core = core;
    this.#ports = ports;
    this.#client = client;
    this.#target = target;
    this.#changed = changed;
  }

  get state(): UplinkState {
    return this.#state;
  }

  get pendingEvents(): number {
    return Math.max(0, this.#core.durableSeq - (this.#state.cursor?.seq ?? 0));
  }

  run(): void {
    this.#unsubscribe = this.#core.onDurable(() => this.#wake?.());
    this.#done = this.#loop();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unsubscribe();
    this.#wake?.();
    await this.#done;
  }

  async #loop(): Promise<void> {
    while (!this.#stopped) {
      try {
        if (!this.#state.cursor) await this.#hello();
        const sent = await this.#sendOnce();
        this.#failures = 0;
        if (!sent && (await this.#pause(helloIntervalMs, true)) === 'time') await this.#hello();
      } catch (fault) {
        await this.#afterFault(fault);
      }
    }
  }

  async #hello(): Promise<void> {
    const answer = await this.#client.hello(this.#target.cloudUrl, {
      store: this.#core.storeId,
      epoch: this.#core.epoch,
      durableSeq: this.#core.durableSeq,
      headHash: this.#core.headHash,
      version: this.#target.version,
    });
    await this.#believe(answer.cursor);
  }

  /** Takes the cloud's cursor for true only where our own journal has the same hash at the same place. */
  async #believe(cursor: SyncCursor): Promise<void> {
    const ours = await this.#hashAt(cursor.seq);
    if (cursor.epoch !== this.#core.epoch || ours !== cursor.hash) {
      throw new CloudFault('history_differs', `The cloud holds another history of this store after event ${cursor.seq}. Nothing is sent until a person has decided which box is right.`, { status: 409 });
    }
    this.#update({ state: 'connected', cursor, reason: null });
  }

  async #hashAt(seq: number): Promise<string | null> {
    if (seq === 0) return genesisHash;
    const [row] = await this.#core.readJournal(seq - 1, 1);
    return row?.seq === seq ? row.hash : null;
  }

  /** False when there was nothing to send. */
  async #sendOnce(): Promise<boolean> {
    const after = this.#state.cursor;
    if (!after || this.#core.durableSeq <= after.seq) return false;
    const rows = cutToSize(await this.#core.readJournal(after.seq, mostRows));
    if (rows.length === 0) return false;
    const answer = await this.#client.up(this.#target.cloudUrl, { store: this.#core.storeId, epoch: this.#core.epoch, after, rows, durableSeq: this.#core.durableSeq });
    for (const held of answer.quarantined) this.#ports.log.warn({ eventId: held.id, reason: held.reason }, 'the cloud has set an event aside');
    await this.#believe(answer.cursor);
    return true;
  }

  async #afterFault(fault: unknown): Promise<void> {
    const known = fault instanceof CloudFault ? fault : new CloudFault('cloud_answer_unreadable', 'The cloud answered something unexpected.', { cause: fault });
    const cursor = SyncCursor.safeParse(known.data['cursor']);
    if (known.code === 'cursor_mismatch' && cursor.success && this.#failures === 0) {
      this.#failures += 1;
      this.#update({ cursor: null });
      return;
    }
    const refused = known.status >= 400 && known.status < 500 && known.status !== 429 && known.status !== 408;
    this.#ports.log.info({ code: known.code, status: known.status, err: fault }, 'the journal is not being sent');
    this.#update({ state: refused ? 'refused' : 'offline', cursor: refused ? null : this.#state.cursor, reason: known.message });
    this.#failures += 1;
    // Full jitter: after an outage a thousand stores must not knock in the same second.
    const ceilingMs = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(this.#failures, 10));
    const jitter = (this.#ports.random.bytes(1)[0] ?? 128) / 256;
    await this.#pause(known.retryAfterMs ?? Math.max(100, ceilingMs * jitter), false);
  }

  #update(change: Partial<UplinkState>): void {
    const contact = change.state === 'connected' ? { lastContactAt: this.#core.timestamp() } : {};
    this.#state = { ...this.#state, ...change, ...contact };
    this.#changed();
  }

  #pause(delayMs: number, wakeable: boolean): Promise<'time' | 'woken'> {
    if (this.#stopped) return Promise.resolve('woken');
    return new Promise((resolve) => {
      const finish = (how: 'time' | 'woken'): void => {
        cancel();
        this.#wake = null;
        resolve(how);
      };
      const cancel = this.#ports.timers.after(delayMs, () => finish('time'));
      this.#wake = () => {
        if (wakeable || this.#stopped) finish('woken');
      };
    });
  }
}

function cutToSize(rows: JournalRow[]): JournalRow[] {
  let chars = 0;
  const cut = rows.findIndex((row, index) => (chars += row.bytes.length) > mostPayloadChars && index > 0);
  return cut === -1 ? rows : rows.slice(0, cut);
}
