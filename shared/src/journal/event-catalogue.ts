import type { z } from 'zod';
import { cashEvents } from '../cash/cash.ts';
import { exceptionEvents } from '../facts/exception.ts';
import { epochEvents } from './epoch-events.ts';
import { kitchenEvents } from '../kitchen/ticket.ts';
import { menuEvents } from '../menu/commands.ts';
import { orderEvents } from '../order/events.ts';
import { printEvents } from '../receipt/print-job.ts';
import { storeEvents } from '../staff/events.ts';

/** Every event that this version writes. A store keeps and passes on events that are not named here. */
export const eventSchemas = {
  ...storeEvents,
  ...epochEvents,
  ...menuEvents,
  ...orderEvents,
  ...kitchenEvents,
  ...cashEvents,
  ...exceptionEvents,
  ...printEvents,
} as const;

export type EventType = keyof typeof eventSchemas;
export type EventPayload<T extends EventType> = z.infer<(typeof eventSchemas)[T]>;
export type StoreJournalEvent = { [T in EventType]: { type: T; payload: EventPayload<T> } }[EventType];

/** The version written with each type. Raise it when a schema changes; a test holds the two together. */
export const eventVersions: Partial<Record<EventType, number>> = {
  /** Entries say what was settled of the store's own edits. */
  'catalogue.changed': 2,
  /** 2: a Z report that is printed may be a supplement of it. 3: what follows a moved ticket says for whom it comes out there. */
  'print.queued': 3,
};
export const eventVersion = (type: EventType): number => eventVersions[type] ?? 1;
