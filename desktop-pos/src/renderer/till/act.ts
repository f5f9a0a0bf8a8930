import type { OrderCommand } from '@auraconnect/shared/order/commands.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import type { Refusal } from '@auraconnect/shared/protocol/command.ts';
import type { Actor } from '@auraconnect/shared/staff/actor.ts';

/** A manager's yes to one command of somebody else. */
export interface Approval {
  commandId: string;
  approvalToken: string;
  approver: Actor;
}

export interface Act {
  command: OrderCommand;
  approval?: Approval | undefined;
}

export type ActResult =
  | { ok: true; order: Order }
  /** The trade says no; nothing of the list was taken. `index` names the command that was refused. */
  | { ok: false; refusal: Refusal; index: number };
