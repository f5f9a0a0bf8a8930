import { z } from 'zod';
import type { Availability } from '../menu/catalogue.ts';
import type { Order } from '../order/order.ts';
import type { Ticket } from '../kitchen/ticket.ts';
import { Timestamp } from '../time/instant.ts';
import { Uuid } from '../time/ids.ts';

/**
 * The LAN stream, `GET /api/v1/stream` as a WebSocket (subprotocols `aura.v1` and `token.<deviceToken>`).
 * Each topic counts its frames: `boot` changes when the appliance starts, `n` grows by one per frame of the topic. A client
 * that sees another boot, or n other than last + 1, asks to `resync` and gets a snapshot. Nothing travels before it is durable.
 */
export const streamTopics = ['kitchen', 'orders', 'menu', 'status'] as const;
export const StreamTopic = z.enum(streamTopics);
export type StreamTopic = z.infer<typeof StreamTopic>;

export const ClientMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('subscribe'), topics: z.array(StreamTopic).min(1).max(4) }),
  z.strictObject({ type: z.literal('resync'), topic: StreamTopic }),
  /** Answer to a heartbeat; a client that sends none for 7 s is closed. */
  z.strictObject({ type: z.literal('alive'), at: Timestamp, view: z.string().max(80).nullable() }),
]);
export type ClientMessage = z.infer<typeof ClientMessage>;

/** Sales of printers, screens and the link to the cloud, as the till's status strip shows them. */
export interface StoreStatus {
  businessDate: string;
  /** Set when the clock is past the cut-off and the day has not been rolled. */
  proposedBusinessDate: string | null;
  printers: {
    printerId: string;
    name: string;
    state: 'ok' | 'offline' | 'attention';
    reason: string | null;
    /** The code of the reason, for the screen's own words. Absent: an older appliance. */
    code?: string | null;
    waiting: number;
    unknown: number;
    /** How many of them are the kitchen's. Absent: an older appliance. */
    unknownTickets?: number;
    since: string | null;
    /** As its drawer was seen last; null: it has none or says nothing. Absent: an older appliance. */
    drawer?: { state: 'open' | 'closed'; since: string; alarm: boolean } | null;
    paperLow?: boolean;
  }[];
  screens: { deviceId: string; name: string; view: string | null; connected: boolean; lastSeenAt: string }[];
  /** Tickets that nobody has acknowledged for more than 15 s. */
  unacknowledgedTickets: number;
  cloud: {
    state: 'unclaimed' | 'connected' | 'offline' | 'refused';
    pendingEvents: number;
    /** How fast they go, while there are any and it is known. Absent: an older appliance. */
    eventsPerSecond?: number | null;
    lastContactAt: string | null;
    reason: string | null;
    /** The code of the reason. Absent: an older appliance. */
    reasonCode?: string | null;
  };
  /** What waits for a person after a till was on its own: how many, and where that list last changed. Absent: an older appliance. */
  exceptions?: { open: number; seq: number };
  openCashSessions: { sessionId: string; deviceId: string; openedBy: string; openedAt: string }[];
  /** Set when the store's record was found damaged: nothing is taken any more. Absent: an appliance that does not look. */
  damage?: { seq: number | null; message: string } | null;
}

export type TopicSnapshot =
  | { topic: 'kitchen'; tickets: Ticket[] }
  | { topic: 'orders'; orders: Order[] }
  | { topic: 'menu'; revision: number; availability: Availability[] }
  | { topic: 'status'; status: StoreStatus };

/** A delta replaces whole things by id: tickets and orders as they are now, availability of the items named. */
export type TopicDelta = TopicSnapshot;

export type ServerMessage =
  | { type: 'hello'; boot: string; epoch: string; durableSeq: number; serverTime: string; storeName: string }
  | { type: 'snapshot'; boot: string; n: number; seq: number; data: TopicSnapshot }
  | { type: 'delta'; boot: string; n: number; seq: number; data: TopicDelta }
  /** Every 2 s: the boards' proof of freshness. `n` per topic lets a client find a gap while nothing happens. */
  | { type: 'heartbeat'; boot: string; at: string; durableSeq: number; n: Record<StreamTopic, number> }
  | { type: 'error'; code: string; message: string };

export const heartbeatIntervalMs = 2_000;
export const staleAfterMs = 5_000;
export const alarmAfterMs = 15_000;

export const StreamPosition = z.object({ boot: Uuid, n: z.int().min(0) });
export type StreamPosition = z.infer<typeof StreamPosition>;
