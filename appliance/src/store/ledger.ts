import { hash as cryptoHash } from 'node:crypto';
import { canonicalJson } from '@auraconnect/shared/journal/canonical.ts';
import { type HistoryPosition } from '@auraconnect/shared/journal/epoch-events.ts';
import { type EventType, eventVersion } from '@auraconnect/shared/journal/event-catalogue.ts';
import { rowHash } from '@auraconnect/shared/journal/hash.ts';
import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import type { IdSource } from '@auraconnect/shared/time/ids.ts';
import type { StoredEvent } from './core.ts';
import type { JournalHead } from './storage.ts';

/** Node's own; the portable one of `shared` gives the same and is several times slower. */
export const sha256 = (text: string): string => cryptoHash('sha256', text);

export interface EventDraft {
  type: EventType;
  payload: Record<string, unknown>;
  orderId: string | null;
  actor: string;
  deviceId: string;
  incarnation: string;
  n: number;
  occurredAt: string;
  businessDate: string;
}

/**
 * The end of the journal while a group is being decided: rows that continue the chain, not yet written. Rewound for a command that
 * is refused, dropped for a group that fails; `head` moves only when the group is published.
 */
export class Ledger {
  readonly #storeId: string;
  readonly #ids: IdSource;
  #head: JournalHead;
  #nextEpoch: string | null = null;
  #rows: JournalRow[] = [];
  #events: StoredEvent[] = [];

  constructor(storeId: string, ids: IdSource, head: JournalHead) {
    this.#storeId = storeId;
    this.#ids = ids;
    this.#head = head;
  }

  /** The next row opens a new epoch. A store without any row has no use for one. */
  beginEpoch(): void {
    if (this.#head.seq > 0) this.#nextEpoch ??= this.#ids.next();
  }

  /** What the next row has to say first: that it opens an epoch, and which row that continues. Null when it need not. */
  get epochToOpen(): { parent: HistoryPosition } | null {
    const { epoch, seq, hash } = this.tip;
    return this.#nextEpoch === null || epoch === this.#nextEpoch ? null : { parent: { epoch, seq, hash } };
  }

  /** Last committed. */
  get head(): JournalHead {
    return this.#head;
  }

  /** Last of the group so far. */
  get tip(): JournalHead {
    const last = this.#rows.at(-1);
    return last === undefined ? this.#head : { epoch: last.epoch, seq: last.seq, hash: last.hash };
  }

  get rows(): readonly JournalRow[] {
    return this.#rows;
  }

  get events(): readonly StoredEvent[] {
    return this.#events;
  }

  append(draft: EventDraft): StoredEvent {
    const tip = this.tip;
    const columns = {
      store: this.#storeId,
      epoch: this.#nextEpoch ?? tip.epoch,
      seq: tip.seq + 1,
      id: this.#ids.next(),
      type: draft.type,
      schemaVersion: eventVersion(draft.type),
      orderId: draft.orderId,
      actor: draft.actor,
      device: draft.deviceId,
      incarnation: draft.incarnation,
      n: draft.n,
      occurredAt: draft.occurredAt,
      businessDate: draft.businessDate,
    };
    const bytes = canonicalJson(draft.payload);
    this.#rows.push({ ...columns, bytes, prevHash: tip.hash, hash: rowHash(columns, bytes, tip.hash, sha256) });
    const { seq, id, schemaVersion } = columns;
    // Folded from the very bytes that are stored, so that a rebuild sees the same in the same order.
    const payload = JSON.parse(bytes) as Record<string, unknown>;
    const event: StoredEvent = { ...draft, payload, seq, id, schemaVersion };
    this.#events.push(event);
    return event;
  }

  /** A place to come back to: how many rows the group has. */
  mark(): number {
    return this.#rows.length;
  }

  rewind(mark: number): void {
    this.#rows.length = mark;
    this.#events.length = mark;
  }

  /** The group is committed: its rows and events are handed over and the head moves. */
  publish(): StoredEvent[] {
    const events = this.#events;
    this.#head = this.tip;
    if (this.#head.epoch === this.#nextEpoch) this.#nextEpoch = null;
    this.#rows = [];
    this.#events = [];
    return events;
  }

  dropGroup(): void {
    this.#rows = [];
    this.#events = [];
  }
}

/** Reads a row back as an event. Bytes that hash right are JSON; types that are not known keep their payload as it is. */
export function storedEvent(row: JournalRow): StoredEvent {
  return {
    seq: row.seq,
    id: row.id,
    type: row.type,
    schemaVersion: row.schemaVersion,
    orderId: row.orderId,
    actor: row.actor,
    deviceId: row.device,
    incarnation: row.incarnation,
    n: row.n,
    occurredAt: row.occurredAt,
    businessDate: row.businessDate,
    payload: JSON.parse(row.bytes) as Record<string, unknown>,
  };
}
