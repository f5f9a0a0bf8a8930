import { z } from 'zod';
import type { Availability, Catalogue } from '../menu/catalogue.ts';
import type { CashReport, CashSession } from '../cash/cash.ts';
import type { OpenException } from '../facts/exception.ts';
import type { Order } from '../order/order.ts';
import { DeviceKind } from '../staff/events.ts';
import type { Permission } from '../staff/permissions.ts';
import { Key, Uuid } from '../time/ids.ts';

/** Bodies and answers of the appliance's HTTP API under `/api/v1`. Device key: `Authorization: Bearer <deviceToken>`. */

/** `POST /pair` (no device key): a code from a pairing window that a manager opened. */
export const PairRequest = z.strictObject({
  code: z.string().min(4).max(64),
  deviceName: z.string().trim().min(1).max(60),
  kind: DeviceKind,
});
export type PairRequest = z.infer<typeof PairRequest>;
export interface PairAnswer {
  deviceId: string;
  deviceToken: string;
  /** The device's stream starts here with n = 1; a reinstalled device gets a fresh one. */
  incarnation: string;
  storeId: string;
  storeName: string;
}

/** `POST /pairing-windows` (permission `device.pair`). */
export interface PairingWindow {
  code: string;
  expiresAt: string;
}

/** `GET /people`: who can sign in here (names only). */
export interface PersonOnDuty {
  staffId: string;
  name: string;
  roleName: string;
  hue: string;
}

/** `POST /sessions`: sign in with a PIN. Wrong PINs are counted per person and per device and lock out, across restarts. */
export const SignInRequest = z.strictObject({ staffId: Key, pin: z.string().regex(/^\d{4,8}$/) });
export type SignInRequest = z.infer<typeof SignInRequest>;
export interface SignInAnswer {
  staffToken: string;
  expiresAt: string;
  staffId: string;
  name: string;
  permissions: Permission[];
  discountLimitPercent: string;
}

/** `POST /approvals`: a manager approves one command of somebody else, once. */
export const ApprovalRequest = z.strictObject({ staffId: Key, pin: z.string().regex(/^\d{4,8}$/), commandId: Uuid });
export type ApprovalRequest = z.infer<typeof ApprovalRequest>;
export interface ApprovalAnswer {
  approvalToken: string;
  approvedBy: string;
  expiresAt: string;
}

/** `GET /bootstrap`: all a till or screen needs to start. */
export interface Bootstrap {
  storeId: string;
  storeName: string;
  epoch: string;
  durableSeq: number;
  serverTime: string;
  businessDate: string;
  claimed: boolean;
  device: {
    deviceId: string;
    name: string;
    kind: string;
    incarnation: string;
    lastN: number;
    /** The letters of the numbers that this till gives by itself (order/check-number.ts); absent or empty: it gives none. */
    numberPrefix?: string;
  };
  catalogue: Catalogue;
  availability: Availability[];
  cashSession: CashSession | null;
}

/** `GET /store-edits`: what the store changed of what the cloud owns. */
export interface StoreEditsAnswer {
  /** Entries with an edit whose answer has not come down yet. */
  pending: { entity: string; id: string; by: string; at: string }[];
  /** Sizes that cost something else here than the menu says. */
  prices: OwnPrice[];
}
export interface OwnPrice {
  itemId: string;
  variantId: string;
  priceMinor: number;
  /** Null: the portal does not know the size yet. */
  menuPriceMinor: number | null;
}

/** `GET /orders?status=open|closed|voided&businessDate=&search=&before=&limit=`: newest first. */
export interface OrderPage {
  orders: Order[];
  /** Give it as `before` for the next page; null at the end. */
  next: string | null;
}

/** `GET /exceptions`: what happened at tills on their own, does not fit, and waits for a person; oldest first. */
export interface ExceptionList {
  exceptions: OpenException[];
}

/** `GET /reports/sales?from=&to=`: business dates, both inclusive. The same figures as the cloud's. */
export interface SalesReport {
  from: string;
  to: string;
  orderCount: number;
  lineCount: number;
  quantity: string;
  revenueMinor: number;
  taxMinor: number;
  discountMinor: number;
  compMinor: number;
  tipMinor: number;
  refundMinor: number;
  openOrderCount: number;
  byDay: { businessDate: string; orderCount: number; revenueMinor: number }[];
  byTender: { tender: string; count: number; amountMinor: number }[];
  topItems: { itemId: string | null; name: string; quantity: string; revenueMinor: number }[];
}

/** `GET /cash-sessions/:id/report`: an X reading of an open session, or the Z of a closed one. */
export type CashReportAnswer = CashReport;
