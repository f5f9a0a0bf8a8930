import type { z } from 'zod';
import { type EventType, eventSchemas, eventVersion, type StoreJournalEvent } from './event-catalogue.ts';
import { JournalFault } from './journal-fault.ts';

/** The columns that say what the bytes are. */
export interface RecordedEvent {
  type: string;
  schemaVersion: number;
  bytes: string;
}

export type ParsedEvent =
  /** As this version knows it. Fields that it does not know are still in the payload. */
  | { kind: 'known'; event: StoreJournalEvent }
  /** A type that this version does not know, or a newer form that it cannot read: kept and passed on, never applied. */
  | { kind: 'unknown'; type: string; schemaVersion: number; payload: unknown }
  /** A type and version that this version knows, with content that cannot be: set aside with its reason. */
  | { kind: 'invalid'; type: string; schemaVersion: number; payload: unknown; problem: string };

export const isEventType = (type: string): type is EventType => Object.hasOwn(eventSchemas, type);

/**
 * Whether this version may go by an event: its own form, an older one, or a newer one in which everything that it looks at is as it knows it.
 * The cloud and the store have to agree on it, or they would count differently.
 */
export const isReadable = ({
  type,
  schemaVersion,
  payload,
}: Omit<RecordedEvent, 'bytes'> & { payload: unknown }): boolean =>
  isEventType(type) && (schemaVersion <= eventVersion(type) || eventSchemas[type].safeParse(payload).success);

/**
 * Reads a journal row's bytes by its type and version. The payload is the parsed JSON itself, not a copy that lost what the
 * schema does not name, so that an event can be handed on by an older version without losing anything. Throws
 * `unreadable_bytes` only when the bytes are no JSON at all, which the hash chain rules out.
 */
export function parseEvent({ type, schemaVersion, bytes }: RecordedEvent): ParsedEvent {
  const payload = parseBytes(bytes, type);
  if (!isEventType(type)) return { kind: 'unknown', type, schemaVersion, payload };
  const schema: z.ZodType = eventSchemas[type];
  const result = schema.safeParse(payload);
  if (result.success) return { kind: 'known', event: { type, payload } as StoreJournalEvent };
  if (schemaVersion > eventVersion(type)) return { kind: 'unknown', type, schemaVersion, payload };
  const issue = result.error.issues[0];
  const problem =
    issue === undefined ? 'not valid' : `${issue.path.map(String).join('.') || 'payload'}: ${issue.message}`;
  return { kind: 'invalid', type, schemaVersion, payload, problem };
}

function parseBytes(bytes: string, type: string): unknown {
  try {
    return JSON.parse(bytes) as unknown;
  } catch (cause) {
    throw new JournalFault('unreadable_bytes', `an event of type ${type}`, cause);
  }
}
