import type { Permission } from '@auraconnect/shared/staff/permissions.ts';
import { createContext, useContext } from 'react';
import type { SignedIn } from '../till/person.ts';
import type { Approval } from '../till/act.ts';

export type View =
  | { name: 'home' }
  | { name: 'pay'; orderId: string }
  | { name: 'orders'; orderId: string | null }
  | { name: 'cash' }
  | { name: 'exceptions' }
  | { name: 'manager' }
  | { name: 'settings' };

export interface ApprovalQuestion {
  permission: Permission;
  /** What is to be approved, in a sentence: "Void 2 x Margherita". */
  what: string;
  /** For discounts: how much, in percent, so that only those are asked whose limit reaches. */
  discountPercent?: number;
}

/** What all screens of one signed-in person share. */
export interface Desk {
  person: SignedIn;
  view: View;
  show(view: View): void;
  /** The order that the check shows; an id that no order has yet is a new one. */
  orderId: string;
  /** Shows an order in the check, a new one when null. */
  pick(orderId: string | null): void;
  /** Kind of the next new order. */
  orderTypeId: string;
  setOrderTypeId(orderTypeId: string): void;
  /** The part of the menu that is in sight; it stays when one comes back from another screen. */
  categoryId: string | null;
  setCategoryId(categoryId: string): void;
  /** The order that was just paid: its change stays in sight until the next one begins. */
  paidOrderId: string | null;
  setPaidOrderId(orderId: string | null): void;
  lock(): void;
  /** Another person takes over; the order in the check stays. */
  switchPerson(): void;
  /** A manager's one-shot approval; null when it was not given. */
  askApproval(question: ApprovalQuestion): Promise<Approval | null>;
  /** Leave for a command that is not about an order: alone (no approval), approved, or null when not given. */
  permit(permission: Permission, what: string): Promise<{ approval: Approval | undefined } | null>;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('nobody is signed in here');
  return desk;
}

export function useMay(permission: Permission): boolean {
  return useDesk().person.actor.permissions.has(permission);
}
