import { z } from 'zod';
import { type Key, Uuid } from '../time/ids.ts';

export interface TicketModifier {
  name: string;
  quantity: number;
  depth: number;
}

export interface TicketLine {
  lineId: string;
  name: string;
  variantName: string | null;
  quantity: string;
  modifiers: TicketModifier[];
  note: string;
  seat: number | null;
  course: number | null;
  done: boolean;
  /** Taken back after it was sent: shown struck through, as CANCEL. */
  cancelledQuantity: string;
}

/**
 * What one station has to make of one send of one order. `pending`: fired, and no screen or printer has said that it has
 * it; `shown`: somebody has; `bumped`: made; `cancelled`: all of it was taken back.
 */
export interface Ticket {
  ticketId: string;
  orderId: string;
  sendId: string;
  number: string;
  orderTypeId: string;
  label: string;
  note: string;
  stationId: string;
  /** Other stations that make a part of the same send. */
  alsoAt: string[];
  status: 'none' | 'pending' | 'shown' | 'bumped' | 'cancelled';
  owner: 'screen' | 'printer';
  /** Its paper came out at a printer that stands in (`printerId`) for the station's own. */
  standIn?: { printerId: Key; backupFor: Key };
  /** True for a later send of an order that the kitchen already has. */
  addition: boolean;
  lines: TicketLine[];
  firedAt: string;
  firedBy: string;
  /** Journal seq that fired it: the order on every board. */
  firedSeq: number;
  acknowledgedAt: string | null;
  bumpedAt: string | null;
  /** When the whole order left the pass; null until expo served it. */
  servedAt: string | null;
}

export const kitchenCommands = {
  /** A screen has these tickets on its glass. */
  'kitchen.acknowledge': z.strictObject({ ticketIds: z.array(Uuid).min(1).max(200) }),
  'kitchen.set_item_done': z.strictObject({ ticketId: Uuid, lineId: Uuid, done: z.boolean() }),
  'kitchen.bump': z.strictObject({ ticketId: Uuid }),
  'kitchen.recall': z.strictObject({ ticketId: Uuid }),
  /** Expo: the order left the pass. */
  'kitchen.serve': z.strictObject({ orderId: Uuid }),
} as const;

export const kitchenEvents = {
  'kitchen.ticket_acknowledged': z.object({ ticketId: Uuid, by: z.enum(['screen', 'printer']), deviceId: z.string() }),
  'kitchen.item_done': z.object({ ticketId: Uuid, lineId: Uuid, done: z.boolean() }),
  'kitchen.ticket_bumped': z.object({ ticketId: Uuid }),
  'kitchen.ticket_recalled': z.object({ ticketId: Uuid }),
  /** No screen acknowledged it in time: the printer has it now, and a late screen says so. */
  'kitchen.owner_changed': z.object({ ticketId: Uuid, owner: z.enum(['screen', 'printer']), reason: z.string() }),
  'kitchen.order_served': z.object({ orderId: Uuid, ticketIds: z.array(Uuid) }),
} as const;

export type KitchenCommandType = keyof typeof kitchenCommands;
export type KitchenCommand = {
  [T in KitchenCommandType]: { type: T; payload: z.infer<(typeof kitchenCommands)[T]> };
}[KitchenCommandType];
export type KitchenEventType = keyof typeof kitchenEvents;
export type KitchenEvent = {
  [T in KitchenEventType]: { type: T; payload: z.infer<(typeof kitchenEvents)[T]> };
}[KitchenEventType];

/** A station name is a `Key`; boards also know two that are no stations. */
export const boardViews = ['expo', 'ready'] as const;
export type BoardView = Key | (typeof boardViews)[number];
