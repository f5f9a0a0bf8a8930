import type { PrintersTold } from './sync.ts';
import { z } from 'zod';
import type { ExceptionRaised } from '../facts/exception.ts';
import { CatalogueEntity, type Catalogue } from '../menu/catalogue.ts';
import type { Order } from '../order/order.ts';
import type { PrintDocument } from '../receipt/document.ts';
import { BusinessDate } from '../time/instant.ts';
import { Key, Uuid } from '../time/ids.ts';

/**
 * The owners' portal: the cloud's HTTP API under `/api/v1`. Access token: `Authorization: Bearer <JWT>` (10 min), held in memory only;
 * the rotating refresh token is an httpOnly cookie that only `/api/v1/auth` sees. Errors are RFC 9457 problems (`problem.ts`).
 * Money is an integer of minor units of the `currency` beside it; dates are business dates unless a name ends in `At`.
 */

// ---- People -------------------------------------------------------------------------------------------------------

export const passwordLength = { least: 12, most: 128 } as const;
const Password = z.string().min(passwordLength.least).max(passwordLength.most);
const Email = z.email().max(254);

/** `POST /auth/sign-up`: makes a tenant and its first owner, and signs in. 409 `email_taken`. */
export const SignUpRequest = z.strictObject({
  tenantName: z.string().trim().min(1).max(120),
  name: z.string().trim().min(1).max(120),
  email: Email,
  password: Password,
});
export type SignUpRequest = z.infer<typeof SignUpRequest>;

/** `POST /auth/login`. 401 `login_wrong` whoever does not exist; 429 `too_many_attempts` with `retry-after`. */
export const LoginRequest = z.strictObject({ email: Email, password: z.string().min(1).max(passwordLength.most) });
export type LoginRequest = z.infer<typeof LoginRequest>;

/**
 * `POST /auth/password`: a new one for whoever is signed in and still knows the old one. Every session of theirs ends but this one,
 * which goes on with what is answered. 403 `password_wrong`; 429 `too_many_attempts`.
 */
export const ChangePasswordRequest = z.strictObject({
  currentPassword: LoginRequest.shape.password,
  newPassword: Password,
});
export type ChangePasswordRequest = z.infer<typeof ChangePasswordRequest>;

/** Answer of sign-up, login, change of password and `POST /auth/refresh` (no body; 401 `session_over` when the cookie is missing, spent or revoked). */
export interface SessionAnswer {
  accessToken: string;
  expiresAt: string;
  me: Me;
}

/** `GET /me`. `POST /auth/logout` (no body) answers 204 and ends the session on this device. */
export interface Me {
  ownerId: string;
  name: string;
  email: string;
  tenantId: string;
  tenantName: string;
}

// ---- Sales --------------------------------------------------------------------------------------------------------

/** Which sales: all stores when `storeId` is absent. Sums never mix currencies: absent means the one with most stores. */
export const SalesScope = z.strictObject({ storeId: Uuid.optional(), currency: z.string().length(3).optional() });
export type SalesScope = z.infer<typeof SalesScope>;

/** Business dates, both inclusive. */
export const SalesRange = SalesScope.extend({ from: BusinessDate, to: BusinessDate });
export type SalesRange = z.infer<typeof SalesRange>;

/**
 * Figures of closed orders on the business days they were closed, counted as `reporting/order-sales.ts` counts them: a refund stands on the day
 * of its sale and is not taken off the revenue, a line that was taken back whole does not count, quantity is what was left of each line.
 */
export interface SalesFigures {
  orderCount: number;
  lineCount: number;
  /** Exact decimal. */
  quantity: string;
  /** Revenue before tax, after discounts and comps. */
  revenueMinor: number;
  /** Added and included taxes. */
  taxMinor: number;
  discountMinor: number;
  compMinor: number;
  tipMinor: number;
  refundMinor: number;
  /** What guests owed: revenue plus taxes. */
  totalMinor: number;
}

/** `GET /sales/now?storeId=&currency=`: how are we doing now. */
export interface SalesNow {
  currency: string;
  /** Every currency the tenant's stores use; more than one means that this answer leaves stores out. */
  currencies: string[];
  /** Today's business date and how far it is; stores in several time zones each count their own today. */
  businessDate: string;
  asOf: string;
  today: SalesFigures;
  /** The same weekday a week ago, up to the same time of day; and that day whole. */
  comparison: { businessDate: string; untilNow: SalesFigures; wholeDay: SalesFigures };
  openOrderCount: number;
  openOrdersDueMinor: number;
  /** Total per order, tax in, tips out; null without orders. */
  averageTicketMinor: number | null;
  comparisonAverageTicketMinor: number | null;
  /** From fired to bumped, mean of today's tickets; null when nothing was bumped. */
  kitchenSeconds: number | null;
  /** While the day's own events of a store are still to come: today with what that store says of itself in their place. Null otherwise. */
  provisional: ProvisionalDay | null;
  /** Oldest contact among the stores counted: figures are complete up to here. Null without stores. */
  completeUntil: string | null;
  stores: {
    storeId: string;
    name: string;
    orderCount: number;
    revenueMinor: number;
    health: StoreHealthState;
    pendingEvents: number;
    lastContactAt: string | null;
    provisional: ProvisionalDay | null;
  }[];
}

/** What stores have counted of today themselves; their events replace it once they are all here. */
export interface ProvisionalDay {
  orderCount: number;
  revenueMinor: number;
  totalMinor: number;
  /** Events still to come before it is replaced. */
  pendingEvents: number;
  /** When it was counted, by the store's clock; of several the oldest. */
  asOf: string;
}

/** `GET /sales/series?by=hour|day|week|month&from=&to=&storeId=&currency=`: one point per step, empty ones included. */
export const SeriesStep = z.enum(['hour', 'day', 'week', 'month']);
export type SeriesStep = z.infer<typeof SeriesStep>;
export const SalesSeriesQuery = SalesRange.extend({ by: SeriesStep });
export type SalesSeriesQuery = z.infer<typeof SalesSeriesQuery>;
export interface SalesSeries {
  currency: string;
  by: SeriesStep;
  /** `2026-11-24`; for weeks the Monday, for months the first; for hours `2026-11-24T13` where 24 and more are after midnight of the same business day. */
  points: ({ key: string } & SalesFigures)[];
  totals: SalesFigures;
}

/** `GET /sales/items?from=&to=&storeId=&currency=&sort=revenue|quantity&limit=`: what sold, best first. */
export const TopItemsQuery = SalesRange.extend({
  sort: z.enum(['revenue', 'quantity']).default('revenue'),
  limit: z.coerce.number().int().min(1).max(500).default(10),
});
export type TopItemsQuery = z.infer<typeof TopItemsQuery>;
export interface TopItems {
  currency: string;
  items: {
    itemId: string | null;
    name: string;
    categoryId: string | null;
    categoryName: string | null;
    lineCount: number;
    quantity: string;
    revenueMinor: number;
    share: number;
  }[];
  /** Of all items, not only those listed. */
  totals: { lineCount: number; quantity: string; revenueMinor: number };
}

/** `GET /sales/tenders?from=&to=&storeId=&currency=`: captured payments of closed orders and their refunds, on the business day of the sale. */
export interface Tenders {
  currency: string;
  tenders: {
    tender: string;
    count: number;
    amountMinor: number;
    tipMinor: number;
    refundCount: number;
    refundMinor: number;
  }[];
}

// ---- Orders -------------------------------------------------------------------------------------------------------

export const orderSorts = ['openedAt', 'closedAt', 'number', 'total', 'revenue', 'lines', 'store'] as const;
/** `GET /orders` and `GET /orders.csv` (same filters, all pages). Dates are the closing business date, or the opening one while open. */
export const OrdersQuery = SalesScope.extend({
  from: BusinessDate.optional(),
  to: BusinessDate.optional(),
  status: z.enum(['open', 'closed', 'voided']).optional(),
  orderTypeId: Key.optional(),
  tender: z.string().max(40).optional(),
  itemId: Key.optional(),
  /** `refunded`, `discounted` or `comped` orders only. */
  having: z.enum(['refund', 'discount', 'comp']).optional(),
  /** Hour of the business day on which it was closed, as in the hourly series. */
  hour: z.coerce.number().int().min(0).max(47).optional(),
  /** In number, label or an item's name. */
  search: z.string().trim().max(80).optional(),
  sort: z.enum(orderSorts).default('openedAt'),
  direction: z.enum(['asc', 'desc']).default('desc'),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
});
export type OrdersQuery = z.infer<typeof OrdersQuery>;

export interface OrderRow {
  orderId: string;
  storeId: string;
  storeName: string;
  status: 'open' | 'closed' | 'voided';
  number: string;
  label: string;
  orderTypeId: string;
  openedAt: string;
  closedAt: string | null;
  businessDate: string;
  openedBy: string;
  openedByName: string;
  lineCount: number;
  quantity: string;
  revenueMinor: number;
  taxMinor: number;
  totalMinor: number;
  discountMinor: number;
  tipMinor: number;
  refundedMinor: number;
  tenders: string[];
  currency: string;
  /** True: an event of it could not be read, and the figures are those before it. */
  held: boolean;
}
export interface OrdersPage {
  rows: OrderRow[];
  page: number;
  pageSize: number;
  rowCount: number;
  currency: string;
  /** Of all rows that match, not only this page. Voided orders are counted, their lines and money only when they alone were asked for. */
  totals: {
    orderCount: number;
    lineCount: number;
    quantity: string;
    revenueMinor: number;
    taxMinor: number;
    totalMinor: number;
    discountMinor: number;
    tipMinor: number;
    refundedMinor: number;
  };
}

/** `GET /orders/:orderId`: the order, what happened to it in order, and its receipt as it would print. */
export interface OrderDetail {
  storeId: string;
  storeName: string;
  /** IANA zone in which the store's times are shown. */
  timeZone: string;
  order: Order;
  held: { eventId: string; reason: string } | null;
  timeline: OrderTimelineEntry[];
  receipt: PrintDocument | null;
}
export interface OrderTimelineEntry {
  eventId: string;
  epoch: string;
  seq: number;
  type: string;
  occurredAt: string;
  /** When the cloud got it. */
  receivedAt: string;
  actor: string;
  actorName: string;
  deviceId: string;
  deviceName: string | null;
  hash: string;
  /** Null when the bytes cannot be read as JSON. */
  payload: Record<string, unknown> | null;
}

// ---- Tills on their own -------------------------------------------------------------------------------------------

/** `GET /exceptions?storeId=&state=open|settled`: what happened at tills on their own and did not fit. It is settled at a till, by a person. */
export const ExceptionsQuery = z.strictObject({
  storeId: Uuid.optional(),
  state: z.enum(['open', 'settled']).default('open'),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
});
export type ExceptionsQuery = z.infer<typeof ExceptionsQuery>;

/** What the store says of one, with the names of whom it concerns. `code` and `data`: `facts/exception.ts`. */
export interface TillException extends Omit<ExceptionRaised, 'about' | 'cashSessionId'> {
  storeId: string;
  storeName: string;
  /** Null when the cloud has not heard of the device. */
  deviceName: string | null;
  staffName: string;
  raisedAt: string;
  /** Null while it waits for a person. */
  settled: TillExceptionSettled | null;
}
export interface TillExceptionSettled {
  at: string;
  by: string;
  approvedBy: string | null;
  /** One of `SettleWay`; a newer store may know more. */
  way: string;
  note: string;
}
export interface ExceptionsAnswer {
  exceptions: TillException[];
  page: number;
  pageSize: number;
  openCount: number;
  settledCount: number;
}

// ---- Menu ---------------------------------------------------------------------------------------------------------

/** An entry of the catalogue as the cloud holds it. */
export interface MenuEntry {
  entity: string;
  id: string;
  /** `*` for all stores of the tenant, or the store's id. */
  scope: string;
  rev: number;
  payload: Record<string, unknown>;
  changedAt: string;
  /** `store` for what was adopted from the box, else the owner's name. */
  changedBy: string;
  /** The store said that it has this rev; null while it is on its way. */
  inStoreSince: string | null;
}

/** A fault of the catalogue that somebody has to mend before it can be published. */
export interface MenuProblem {
  entity: string;
  id: string;
  /** JSON pointer into the payload, empty for the whole entry. */
  pointer: string;
  code: string;
  message: string;
}

/** `GET /menu?storeId=`: everything a store sells by, whole (`catalogue` null until the store has sent its settings). */
export interface MenuAnswer {
  storeId: string;
  /** Send it back with nothing: each change carries its own `baseRev`. */
  catalogue: Catalogue | null;
  entries: MenuEntry[];
  problems: MenuProblem[];
  delivery: MenuDelivery;
  /** What this store and the portal changed differently, for a person to look at; each field once, the latest first. */
  disagreements: MenuDisagreement[];
  /** Prices that the store set for itself. They count there until they are revoked. */
  storePrices: StorePriceRow[];
}

/** A value that one side gave a field, by whom and when by the clock on their wall. Absent value: not there, deleted. */
export interface SideOfDisagreement {
  value?: unknown;
  by: string;
  at: string;
}
export interface MenuDisagreement {
  disagreementId: string;
  entity: string;
  id: string;
  name: string;
  /** A field of the entry (menu/entry-fields.ts); empty for the whole entry. */
  path: string;
  /** Why the one counts: `price` the store's own, `last-writer` the later one, `owner` the portal's, `whole` the one that loses nothing. */
  rule: 'price' | 'last-writer' | 'owner' | 'whole';
  kept: 'store' | 'cloud';
  /** What it was before either. */
  base?: unknown;
  store: SideOfDisagreement;
  cloud: SideOfDisagreement;
}
/**
 * `POST /menu/disagreements/decide`: `keep` what counts now, or `use-other`. 409 `disagreement_decided` when somebody was faster, 422
 * `menu_invalid` when the other value does not fit the menu any more.
 */
export const DisagreementDecision = z.strictObject({
  storeId: Uuid,
  disagreementId: Uuid,
  decision: z.enum(['keep', 'use-other']),
});
export type DisagreementDecision = z.infer<typeof DisagreementDecision>;

export interface StorePriceRow {
  entity: string;
  id: string;
  name: string;
  path: string;
  storePriceMinor: number;
  menuPriceMinor: number | null;
  by: string;
  at: string;
  /** The store says that it sells at this price. */
  inStore: boolean;
}
/** `POST /menu/store-prices/revoke`: the menu's price counts again. Nothing happens when there is none. */
export const RevokeStorePrice = z.strictObject({
  storeId: Uuid,
  entity: CatalogueEntity,
  id: z.string().min(1).max(80),
  path: z.string().min(1).max(400),
});
export type RevokeStorePrice = z.infer<typeof RevokeStorePrice>;

/** What of the cloud's catalogue the store has. */
export interface MenuDelivery {
  state: 'in-store' | 'on-its-way' | 'not-claimed';
  pendingCount: number;
  /** When the newest entry arrived in the store. */
  inStoreSince: string | null;
}

export const MenuChange = z.strictObject({
  entity: CatalogueEntity,
  id: z.string().min(1).max(80),
  /** The rev that the editor saw; null for a new entry. */
  baseRev: z.int().min(1).nullable(),
  /** Null deletes. */
  payload: z.record(z.string(), z.unknown()).nullable(),
});
export type MenuChange = z.infer<typeof MenuChange>;

/** `POST /menu/preview` and `POST /menu/publish`. All of it happens or nothing. */
export const MenuEdit = z.strictObject({ storeId: Uuid, changes: z.array(MenuChange).min(1).max(500) });
export type MenuEdit = z.infer<typeof MenuEdit>;

/** One field that changes; `pointer` is a JSON pointer into the payload. Null: not there. */
export interface FieldChange {
  pointer: string;
  before: unknown;
  after: unknown;
}
export interface MenuPreview {
  changes: {
    entity: string;
    id: string;
    name: string;
    kind: 'add' | 'change' | 'remove' | 'same';
    fields: FieldChange[];
  }[];
  /** Somebody else published these after the editor read them; publishing now answers 409 `menu_stale`. */
  conflicts: MenuConflict[];
  /** Publishing with problems answers 422 `menu_invalid` with `data.problems`. */
  problems: MenuProblem[];
  /** Where it goes. */
  stores: { storeId: string; name: string; connected: boolean }[];
}
export interface MenuConflict {
  entity: string;
  id: string;
  baseRev: number | null;
  current: MenuEntry | null;
}
/** Answer of publish. 409 `menu_stale` carries `data.conflicts` (MenuConflict[]). */
export interface MenuPublished {
  publication: Publication;
  entries: { entity: string; id: string; rev: number }[];
}
/** `GET /menu/publications?storeId=&limit=`: newest first. */
export interface Publication {
  publicationId: string;
  publishedAt: string;
  publishedBy: string;
  storeId: string;
  changes: { entity: string; id: string; name: string; kind: 'add' | 'change' | 'remove' | 'same'; rev: number }[];
  /** `in-store` when the store said that it has every rev of it. */
  state: 'in-store' | 'on-its-way';
  inStoreSince: string | null;
}
export interface PublicationsAnswer {
  publications: Publication[];
}
export const MenuQuery = z.strictObject({ storeId: Uuid });
export const PublicationsQuery = MenuQuery.extend({ limit: z.coerce.number().int().min(1).max(200).default(30) });

// ---- Stores -------------------------------------------------------------------------------------------------------

/** `current`: heard of within a minute and nothing waits. `behind`: talks, events wait. `silent`: not heard of for longer. */
export type StoreHealthState = 'current' | 'behind' | 'silent' | 'never';

/** `GET /stores` answers `{ stores: StoreSummary[] }`, `GET /stores/:storeId` a `StoreDetail`. */
export interface StoreSummary {
  storeId: string;
  name: string;
  currency: string | null;
  timeZone: string | null;
  claimedAt: string;
  health: StoreHealthState;
  lastContactAt: string | null;
  version: string | null;
  /** Newest durable seq that the store told of, and the seq up to which the cloud has it. */
  durableSeq: number;
  cursorSeq: number;
  pendingEvents: number;
  /** Events per second over the last minute while it drains; null when it does not. */
  eventsPerSecond: number | null;
  businessDate: string | null;
  lastOrderAt: string | null;
  openOrderCount: number;
  quarantinedCount: number;
  alarmCount: number;
  /** What happened at tills on their own and waits for a person in the store. */
  openExceptionCount: number;
  /** Printers that somebody in the store has to look at, as the store last said. */
  troubledPrinterCount: number;
  menuPendingCount: number;
}
export interface StoreDetail extends StoreSummary {
  epochs: {
    epoch: string;
    seq: number;
    hash: string;
    firstSeenAt: string;
    lastSeenAt: string;
    /** The store was last heard under it. */
    current: boolean;
    /** No other one goes on from its end: it is the newest of a box. Two of them are two boxes, or one that was lost. */
    newest: boolean;
    /** Its box is not heard any more. */
    retiredAt: string | null;
  }[];
  devices: { deviceId: string; name: string; kind: string; pairedAt: string; revokedAt: string | null }[];
  /** How its printers were when it last said so; null: it has never said. */
  printers: PrintersTold | null;
  keyFingerprint: string;
  alarms: StoreAlarm[];
  quarantined: QuarantinedEvent[];
  /** Stored events of types that this version of the cloud does not know yet: a newer one works them up by itself. */
  unknownEvents: { type: string; count: number }[];
}
/** Something that a person has to decide: two boxes with one history, a store ahead of the cloud. */
export interface StoreAlarm {
  alarmId: string;
  storeId: string;
  code: string;
  message: string;
  data: Record<string, unknown>;
  raisedAt: string;
  acknowledgedAt: string | null;
}
/** `GET /quarantine?storeId=` answers `{ quarantined: QuarantinedEvent[] }`. The event is stored; only what is worked out from it waits. */
export interface QuarantinedEvent {
  eventId: string;
  storeId: string;
  storeName: string;
  epoch: string;
  seq: number;
  type: string;
  orderId: string | null;
  occurredAt: string;
  reason: string;
  /** The event that it waits for; null for the one that could not be read. */
  blockedBy: string | null;
  receivedAt: string;
}
export const StoreQuery = z.strictObject({ storeId: Uuid.optional() });

/** `POST /stores/:storeId/rebuild` (no body): drops what was worked out from the journal and works it out again, in order. */
export interface RebuildAnswer {
  eventCount: number;
  orderCount: number;
  quarantinedCount: number;
  durationMs: number;
}
/**
 * `POST /stores/:storeId/boxes/retire`: the box whose newest epoch this is is not heard any more, or is heard again. Answers 204; 409
 * `last_box` when no other one would be left.
 */
export const RetireBox = z.strictObject({ epoch: Uuid, retired: z.boolean() });
export type RetireBox = z.infer<typeof RetireBox>;
/** `POST /alarms/:alarmId/acknowledge` (no body) answers 204. */

/** `POST /claim-codes`: a code that ties one box to the tenant, once. */
export const ClaimCodeRequest = z.strictObject({ note: z.string().trim().max(120).default('') });
export type ClaimCodeRequest = z.infer<typeof ClaimCodeRequest>;
export interface ClaimCodeAnswer {
  /** As a person types it, `ABCD-EFGH-JKLM`; case and dashes do not matter. */
  code: string;
  expiresAt: string;
}
/** `GET /claim-codes` answers `{ codes: ClaimCodeRow[] }`: never the code itself again. */
export interface ClaimCodeRow {
  note: string;
  createdAt: string;
  expiresAt: string;
  usedByStoreId: string | null;
}

// ---- Proof --------------------------------------------------------------------------------------------------------

/** Orders, lines, quantity and revenue before tax, of closed orders. */
export interface ReconciliationFigures {
  orders: number;
  lines: number;
  quantity: string;
  revenueMinor: number;
}
/** `GET /reconciliation?storeId=&from=&to=`: the same sales counted three ways that share no table. `agrees` only when all are equal. */
export const ReconciliationQuery = z.strictObject({
  storeId: Uuid.optional(),
  from: BusinessDate.optional(),
  to: BusinessDate.optional(),
});
export type ReconciliationQuery = z.infer<typeof ReconciliationQuery>;
export interface Reconciliation {
  /** By folding every event of the journal again with the order machine. */
  journal: ReconciliationFigures;
  /** From the rows of orders and lines. */
  readModels: ReconciliationFigures;
  /** What the portal shows: the daily figures. */
  portal: ReconciliationFigures;
  agrees: boolean;
  eventCount: number;
  quarantinedCount: number;
  pendingEvents: number;
}

/** Codes a portal may have to explain by itself; every problem also carries a safe sentence in `title`. */
export const portalProblemCodes = [
  'bad_request',
  'login_wrong',
  'session_over',
  'not_signed_in',
  'not_found',
  'email_taken',
  'too_many_attempts',
  'menu_stale',
  'menu_invalid',
  'store_not_claimed',
  'last_box',
  'body_too_large',
  'unavailable',
  'internal',
] as const;
export type PortalProblemCode = (typeof portalProblemCodes)[number];
