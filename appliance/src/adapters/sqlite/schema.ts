import type { Generated } from 'kysely';

/**
 * The database. There is no table of orders as documents: an order is its events, found by `order_entry`. UUIDs are 16-byte blobs or small integers that stand for them, and every table of the hot path has as few
 * B-trees as it can: each one costs a page of WAL per commit (measured: text keys and stock indexes double it).
 *
 * `journal` and the tables it refers to are the truth. Tables under "projections" are folds of it and can be dropped;
 * tables under "box" hold what never travels: hashes of PINs and keys, counters of wrong tries.
 */
export interface Schema {
  meta: { key: string; value: string; row_check: number };
  device_stream: { key: Generated<number>; device: Buffer; incarnation: Buffer; last_n: number };
  order_key: { key: Generated<number>; order_id: Buffer };
  journal: JournalRecord;
  /** Packs of the journal in which an order has events, by the seq of their first row. */
  order_entry: { order_key: number; seq: number };
  command_record: CommandRecord;
  /** Epochs after the first, by their first row. */
  epoch: { from_seq: number; epoch: Buffer; row_check: number };
  adopted_event: { event_id: Buffer; stream: number; n: number; seq: number; row_check: number };

  store_state: { id: number; state: string };
  order_doc: OrderRecord;
  ticket: TicketRecord;
  cash_session: { session_id: Buffer; device: Buffer; is_open: number; opened_seq: number; doc: string };
  /** Orders that have to do with a drawer session, which is named by the seq that opened it. */
  session_order: { opened_seq: number; order_key: number };
  catalogue_entry: {
    entity: string;
    id: string;
    rev: number;
    schema_version: number;
    deleted: number;
    payload: string | null;
    /** What the cloud settled of the store's own edits, as JSON. */
    settled: string | null;
  };
  /** The store's own edits whose answer has not come down yet. */
  pending_edit: { edit_id: Buffer; doc: string };
  availability: { item_id: string; remaining: number };
  device: { device_id: Buffer; doc: string };
  print_job: { job_id: Buffer; is_open: number; queued_seq: number; doc: string };
  sales_day: SalesDayRecord;
  sales_item: {
    business_date: number;
    item: string;
    name: string;
    quantity_thousandths: number;
    revenue_minor: number;
  };

  device_secret: { device_id: Buffer; token_hash: Buffer; row_check: number };
  staff_pin: { staff_id: string; hash: string; row_check: number };
  wrong_tries: {
    subject: string;
    failures: number;
    locked_until_ms: number;
    changed_ms: number;
    row_check: number;
  };
}

/** Rows of the journal that were written together. */
export interface JournalRecord {
  /** Of the first of them. */
  seq: number;
  count: number;
  /** For each row its columns and its canonical bytes (body-codec.ts). */
  pack: Buffer;
  /** Of the last of them. */
  hash: Buffer;
}

export interface CommandRecord {
  command_id: Buffer;
  stream: number;
  n: number;
  /** First eight bytes of the SHA-256 of the body without tokens: only ever compared for the same command id. */
  body_hash: Buffer;
  /** Last event of an accepted command; the head at the time of a refused one. */
  seq: number;
  refusal: string | null;
  correlation: string | null;
  /** Of all the others (row-check.ts). */
  row_check: number;
}

export interface OrderRecord {
  order_key: number;
  /** 1 open, 2 closed, 3 voided. */
  status: number;
  /** The day it was closed on; until then the day it was opened on. Days since 1970-01-01. */
  business_date: number;
  number: string;
  label: string;
}

export interface TicketRecord {
  ticket_id: Buffer;
  order_key: number;
  /** 1 while a board may show it. */
  is_active: number;
  status: string;
}

export interface SalesDayRecord {
  business_date: number;
  order_count: number;
  line_count: number;
  quantity_thousandths: number;
  revenue_minor: number;
  tax_minor: number;
  discount_minor: number;
  comp_minor: number;
  tip_minor: number;
  refund_minor: number;
  /** JSON: count and amount by tender. A few numbers that always change together with the row. */
  tenders: string;
}

export const projectionTables = [
  'store_state',
  'order_doc',
  'ticket',
  'cash_session',
  'session_order',
  'catalogue_entry',
  'pending_edit',
  'availability',
  'device',
  'print_job',
  'sales_day',
  'sales_item',
] as const satisfies readonly (keyof Schema)[];
