import { z } from 'zod';
import { cashCommands } from '../cash/cash.ts';
import { exceptionCommands } from '../facts/exception.ts';
import { Fact } from '../facts/fact.ts';
import type { JournalRow } from '../journal/journal-row.ts';
import { kitchenCommands } from '../kitchen/ticket.ts';
import { menuCommands } from '../menu/commands.ts';
import { orderCommands } from '../order/commands.ts';
import type { Order } from '../order/order.ts';
import { printCommands } from '../receipt/print-commands.ts';
import { Timestamp } from '../time/instant.ts';
import { Uuid } from '../time/ids.ts';

/** Every command a device may send, by type. */
export const commandSchemas = {
  ...orderCommands,
  ...kitchenCommands,
  ...cashCommands,
  ...menuCommands,
  ...printCommands,
  ...exceptionCommands,
} as const;
export type CommandType = keyof typeof commandSchemas;
export type CommandPayload<T extends CommandType> = z.infer<(typeof commandSchemas)[T]>;
export type StoreCommand = { [T in CommandType]: { type: T; payload: CommandPayload<T> } }[CommandType];

/**
 * What a device sends to `POST /api/v1/commands`, one or a list (a list is not atomic: one answer each, in order).
 * (incarnation, n) is the place in the device's own stream: contiguous from 1. The same commandId with the same body
 * gets the first answer again; with another body it is refused (422).
 */
export const CommandEnvelope = z.strictObject({
  commandId: Uuid,
  incarnation: Uuid,
  n: z.int().min(1),
  /** The device's clock; used to warn about drift, and as the clock in a replay. Never for order. */
  sentAt: Timestamp,
  /** Token of the person who is signed in; null for what a screen does by itself (an acknowledgement). */
  staffToken: z.string().max(2000).nullable(),
  /** One-shot approval by a manager, bound to this commandId. */
  approvalToken: z.string().max(2000).nullable(),
  type: z.string().max(60),
  payload: z.record(z.string(), z.unknown()),
  /** Only from a till that was on its own: what the command came to there. Absent: the appliance decides. */
  fact: Fact.optional(),
});
export type CommandEnvelope = z.infer<typeof CommandEnvelope>;

/** Why the trade says no: a stable code, one sentence for staff, and the figures behind it. */
export const Refusal = z.object({ code: z.string(), message: z.string(), data: z.record(z.string(), z.unknown()) });
export type Refusal = z.infer<typeof Refusal>;

/** `accepted` means durable (level A): it survives a crash or power cut of the appliance. */
export type CommandAnswer =
  | {
      commandId: string;
      status: 'accepted';
      epoch: string;
      seq: number;
      repeated: boolean;
      order: Order | null;
      /** What it led to, verbatim, when the device asked for it: see `kept-rows.ts`. */
      rows?: readonly JournalRow[];
    }
  | { commandId: string; status: 'refused'; repeated: boolean; refusal: Refusal; order: Order | null };
