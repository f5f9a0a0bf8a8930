import { isChangeMessage, isControlMessage, type ChangeMessage, type Message, type Row } from '@electric-sql/client';
import { type CatalogueEntry, SettledEntry } from '@auraconnect/shared/menu/catalogue.ts';

/** What has come down since the stream was last up to date. */
export interface FeedNews {
  entries: CatalogueEntry[];
  /** True: `entries` holds a whole snapshot, so what it does not name is gone. */
  complete: boolean;
  /** `entity id` of rows that this version cannot read: nothing is concluded from them. */
  unreadable: Set<string>;
}

export const catalogueKey = (entity: string, id: string): string => `${entity} ${id}`;

/**
 * Gathers a stream's messages until it is up to date. A set of rows counts as complete only when the snapshot said that this was
 * its end: a fresh stream that got cut off, or a proxy that answers with nothing, is no empty menu.
 */
export class FeedGatherer {
  #news: FeedNews = emptyNews();

  /** Takes messages in their order; the news when they end with the stream being up to date, null before that. */
  take(messages: readonly Message<Row>[]): FeedNews | null {
    for (const message of messages) this.#takeOne(message);
    const isUpToDate = messages.some(
      (message) => isControlMessage(message) && message.headers.control === 'up-to-date',
    );
    if (!isUpToDate) return null;
    const news = this.#news;
    this.#news = emptyNews();
    return news;
  }

  #takeOne(message: Message<Row>): void {
    if (isChangeMessage(message)) this.#takeRow(message);
    else if (!isControlMessage(message)) return;
    else if (message.headers.control === 'must-refetch') this.#news = emptyNews();
    else if (isSnapshotEnd(message.headers)) this.#news.complete = true;
  }

  #takeRow(message: ChangeMessage<Row>): void {
    const entry = entryOf(message);
    if (entry !== null) this.#news.entries.push(entry);
    else this.#news.unreadable.add(catalogueKey(textOf(message.value['entity']), textOf(message.value['id'])));
  }
}

const emptyNews = (): FeedNews => ({ entries: [], complete: false, unreadable: new Set() });

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
