import type { OrderTotals } from '../pricing/priced-order.ts';
import type { Payment, Refund } from '../payment/payment.ts';
import type { TaxPolicy } from '../tax/tax.ts';
import type { FiredTicket } from './events.ts';
import type { Discount, SoldLine } from './line.ts';

/** `none` is an order that nobody has opened: the state before the first event. */
export type OrderStatus = 'none' | 'open' | 'closed' | 'voided';

/** What has happened to a line besides being sold. */
export interface OrderLine extends SoldLine {
  /** The kitchen knows it: set by the send that fired it. */
  sentAt: string | null;
  sendId: string | null;
  /** Quantity taken back after it was sent, as an exact decimal; equal to `quantity` when all of it is void. */
  voidedQuantity: string;
  comp: { reason: string; approvedBy: string | null; by: string } | null;
  addedBy: string;
}

/** An order as the machine knows it. The same shape on the terminal, the appliance, the wire and in projections. */
export interface Order {
  orderId: string;
  status: OrderStatus;
  /** What people call it: counts up within a business day; with letters when a till on its own gave it (check-number.ts). */
  number: string;
  orderTypeId: string;
  /** Name or table that staff wrote on it; empty when none. */
  label: string;
  guestCount: number | null;
  note: string;
  currency: string;
  taxPolicy: TaxPolicy;
  cashRoundingMinor: number;
  openedAt: string;
  openedBy: string;
  deviceId: string;
  /** Business day on which it was opened. */
  businessDate: string;
  closedAt: string | null;
  /** Business day whose sales it belongs to; null until closed. */
  closedBusinessDate: string | null;
  /** Drawer session in which it was closed or voided; null when none was open at that till. */
  cashSessionId: string | null;
  lines: OrderLine[];
  /** What was fired so far: which ticket has which lines, so that a void knows where to strike them through. */
  tickets: (FiredTicket & { sendId: string })[];
  discounts: Discount[];
  payments: Payment[];
  refunds: Refund[];
  /** Always `priceOrder` of the above. */
  totals: OrderTotals;
  /** Captured payments without tips, refunds not taken off. */
  paidMinor: number;
  /** What is still owed, never below zero; always zero once closed or voided. */
  dueMinor: number;
  /** Captured tips, refunds not taken off. */
  tipMinor: number;
  /** What went back, without tips. */
  refundedMinor: number;
  /** How many events made it: a till compares it to know whether it is current. */
  version: number;
}
