import { isChangeMessage, isControlMessage, type ChangeMessage, type Message, type Row } from '@electric-sql/client';
import { type CatalogueEntry, SettledEntry } from '@auraconnect/shared/menu/catalogue.ts';
import type { AsideRow, FeedAside } from './feed-aside.ts';

/** What has come down since the stream was last up to date, as far as it is news to this store. */
export interface FeedNews {
  entries: CatalogueEntry[];
  /** True: a whole snapshot came, so what is named nowhere here is gone. */
  complete: boolean;
  /** `entity id` of rows that this version cannot read: nothing is concluded from them. */
  unreadable: ReadonlySet<string>;
  /** `entity id` of what came and is as the store has it. */
  unchanged: ReadonlySet<string>;
}

export const catalogueKey = (entity: string, id: string): string => `${entity} ${id}`;
export const settingsKey = catalogueKey('settings', 'store');

/**
 * Puts a stream's messages aside until it is up to date. A set of rows counts as complete only when the snapshot said that this was
 * its end: a fresh stream that got cut off, or a proxy that answers with nothing, is no empty menu.
 */
export class FeedGatherer {
  readonly #aside: Pick<FeedAside, 'put' | 'clear'>;
  #complete = false;
  #hasRows = false;

  constructor(aside: Pick<FeedAside, 'put' | 'clear'>) {
    this.#aside = aside;
  }

  /** Takes messages in their order; when they end with the stream being up to date, what lies aside is all, else null. */
  take(messages: readonly Message<Row>[]): { complete: boolean; hasRows: boolean } | null {
    const rows: AsideRow[] = [];
    for (const message of messages) {
      if (isChangeMessage(message)) rows.push(rowOf(message));
      else if (!isControlMessage(message)) continue;
      else if (message.headers.control === 'must-refetch') {
        rows.length = 0;
        this.begin();
      } else if (isSnapshotEnd(message.headers)) this.#complete = true;
    }
    if (rows.length > 0) this.#aside.put(rows);
    this.#hasRows ||= rows.length > 0;
    const isUpToDate = messages.some(
      (message) => isControlMessage(message) && message.headers.control === 'up-to-date',
    );
    return isUpToDate ? { complete: this.#complete, hasRows: this.#hasRows } : null;
  }

  /** What lies aside was taken over, or is worth nothing. */
  begin(): void {
    if (this.#hasRows) this.#aside.clear();
    this.#complete = false;
    this.#hasRows = false;
  }
}

function rowOf(message: ChangeMessage<Row>): AsideRow {
  const entry = entryOf(message);
  if (entry !== null) return { key: catalogueKey(entry.entity, entry.id), entry };
  return { key: catalogueKey(textOf(message.value['entity']), textOf(message.value['id'])), entry };
}

/** The protocol's end of a snapshot; the client's types name only what it looks at itself. */
const isSnapshotEnd = (headers: object): boolean => 'control' in headers && headers.control === 'snapshot-end';

function entryOf({ headers, value }: ChangeMessage<Row>): CatalogueEntry | null {
  // A row that left the shape is gone for this store, whatever its own flag says.
  const deleted = headers.operation === 'delete' || isTrue(value['deleted']);
  const payload = deleted ? null : payloadOf(value['payload']);
  // Only what is deleted has no payload: anything else is a row that cannot be read, not a thing without content.
  if (!deleted && payload === null) return null;
  const settled = payloadOf(value['settled']);
  const read = SettledEntry.safeParse({
    entity: value['entity'],
    id: value['id'],
    rev: Number(value['rev']),
    schemaVersion: Number(value['schema_v'] ?? 1),
    deleted,
    payload,
    ...(settled === null ? {} : { settled }),
  });
  return read.success ? read.data : null;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const isTrue = (value: unknown): boolean => value === true || value === 't' || value === 'true';

function payloadOf(value: unknown): unknown {
  if (typeof value !== 'string') return value ?? null;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return null;
  }
}
