import { z } from 'zod';
import { JournalRow, Sha256Hex } from '../journal/journal-row.ts';
import { Key, Uuid } from '../time/ids.ts';
import { BusinessDate, Timestamp } from '../time/instant.ts';

/**
 * Between a store's appliance and the cloud. Requests carry `Authorization: Bearer <JWT>`: EdDSA, signed by the device key whose
 * public half was given when the store was claimed; `iss` = storeId, `aud` = `aura-cloud`, at most 120 s old, with a `jti`.
 */

/** Where the cloud is in one epoch of a store: everything up to `seq` is applied, and `hash` proves that it is the same history. */
export const SyncCursor = z.object({ epoch: Uuid, seq: z.int().min(0), hash: Sha256Hex });
export type SyncCursor = z.infer<typeof SyncCursor>;

/**
 * What a store itself has counted of its current business day, up to `throughSeq`: shown as provisional while a backlog is on its way, and
 * of no effect once the cloud has worked up everything to there.
 */
export const DaySoFar = z.object({
  epoch: Uuid,
  throughSeq: z.int().min(1),
  businessDate: BusinessDate,
  /** By the store's clock; for people to read, never to order by. */
  asOf: Timestamp,
  /** Closed checks by currency, counted as in every report. */
  sales: z
    .array(z.object({ currency: z.string().length(3), orderCount: z.int(), revenueMinor: z.int(), taxMinor: z.int() }))
    .max(10),
});
export type DaySoFar = z.infer<typeof DaySoFar>;
/** One in a form that this version cannot read is passed over: a preview never stops a journal. */
export const OptionalDaySoFar = DaySoFar.optional().catch(undefined);

/** How the printers of a store are, as it last said: for people to read, with its time, and part of no history. */
export const PrintersTold = z.object({
  /** By the store's clock. */
  asOf: Timestamp,
  printers: z
    .array(
      z.object({
        printerId: Key,
        name: z.string().max(80),
        state: z.enum(['ok', 'offline', 'attention']),
        reason: z.string().max(300).nullable(),
        code: z.string().max(60).nullable(),
        waiting: z.int().min(0),
        unknown: z.int().min(0),
        since: Timestamp.nullable(),
        paperLow: z.boolean(),
        drawer: z.object({ state: z.enum(['open', 'closed']), since: Timestamp, alarm: z.boolean() }).nullable(),
      }),
    )
    .max(100),
});
export type PrintersTold = z.infer<typeof PrintersTold>;
/** One in a form that this version cannot read is passed over. */
export const OptionalPrintersTold = PrintersTold.optional().catch(undefined);

/**
 * `POST /sync/v1/up`, packed as the cloud accepts it (`HelloAnswer.accepts`) or gzip. Rows of one epoch continue the chain after `after`.
 * Where the rows begin an epoch, `after` is the place of its parent that the first of them names.
 */
export const UpRequest = z.object({
  store: Uuid,
  epoch: Uuid,
  after: SyncCursor,
  rows: z.array(JournalRow).min(1).max(1000),
  /** Newest durable seq of the store, so that the cloud can say how far behind it is. */
  durableSeq: z.int().min(1),
  /** When more is to come than these rows. */
  today: OptionalDaySoFar,
});
export type UpRequest = z.infer<typeof UpRequest>;

/** 200: the new cursor. 409 `cursor_mismatch`: `data.cursor` says where the cloud really is. 409 `fork_detected`: same seq, other hash. */
export interface UpAnswer {
  cloudEpoch: string;
  cursor: SyncCursor;
  /** Events that were stored and whose projection is held, with the reason. */
  quarantined: { id: string; reason: string }[];
}

/** Names the dictionary of a body with `content-encoding: zstd`. */
export const dictionaryHeader = 'aura-dictionary';
export const mostEndedEpochs = 40;

/**
 * In `HelloAnswer.accepts`: a batch may be sent before the one that it continues was answered. Such a one carries the header; it may
 * come too early and is no sign then that the cloud has forgotten something.
 */
export const aheadForm = 'ahead';
export const aheadHeader = 'aura-ahead';

/** 403: an owner has retired this box; another one is the store now. It sells on and sends nothing. */
export const boxRetiredCode = 'box_retired';

/** `POST /sync/v1/hello`: at start and after any doubt. */
export const HelloRequest = z.object({
  store: Uuid,
  epoch: Uuid,
  durableSeq: z.int().min(0),
  headHash: Sha256Hex,
  version: z.string(),
  /** Where the store's earlier epochs ended, the latest first; not all of a long life. Asks for what was lost. */
  ended: z.array(SyncCursor).max(mostEndedEpochs).optional(),
  /** Where the history stood when the box started: whoever went on from there before was this store, and this box has lost it. */
  began: SyncCursor.optional(),
  /** It has got back all that it was told of at its start. From then on it is told only of what boxes left that have fallen silent. */
  whole: z.boolean().optional(),
  /** How far it has adopted lost epochs. */
  adopted: z
    .array(z.object({ epoch: Uuid, seq: z.int().min(1) }))
    .max(mostEndedEpochs)
    .optional(),
  today: OptionalDaySoFar,
  printers: OptionalPrintersTold,
});
export type HelloRequest = z.infer<typeof HelloRequest>;
export interface HelloAnswer {
  cloudEpoch: string;
  /** The furthest place of the store's history that the cloud has; seq 0 when it knows nothing of these epochs. */
  cursor: SyncCursor;
  serverTime: string;
  /**
   * Ways of packing that it reads besides gzip over JSON: a form of the rows (`journal-wire.ts`), `zstd.<id>` for zstd with that
   * dictionary (`journal-dictionary.ts`); and `ahead`. Absent: an older cloud, which reads neither.
   */
  accepts?: string[] | undefined;
  /** What the cloud has beyond the places at which this history says that it ended: the store has lost it. Oldest first. */
  lost?: LostTail[] | undefined;
  /** Another box has gone on from a place of this history and still writes, so that what it did is not among `lost`. */
  elsewhere?: boolean | undefined;
}

/** Rows of an epoch after `afterSeq`, up to `throughSeq`. */
export const LostTail = z.object({ epoch: Uuid, afterSeq: z.int().min(0), throughSeq: z.int().min(1) });
export type LostTail = z.infer<typeof LostTail>;

/** `POST /sync/v1/tail`: rows that a store has lost, to be adopted by it. */
export const TailRequest = z.object({
  store: Uuid,
  epoch: Uuid,
  afterSeq: z.int().min(0),
  limit: z.int().min(1).max(1000),
});
export type TailRequest = z.infer<typeof TailRequest>;
export interface TailAnswer {
  rows: JournalRow[];
}

/** `POST /sync/v1/claim` (no key yet): the code an owner got in the portal ties this box to a tenant. */
export const ClaimRequest = z.strictObject({
  claimCode: z.string().min(6).max(40),
  store: Uuid,
  name: z.string().min(1).max(120),
  epoch: Uuid,
  /** Ed25519 public key as JWK. */
  publicKey: z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() }),
});
export type ClaimRequest = z.infer<typeof ClaimRequest>;
export interface ClaimAnswer {
  tenantId: string;
  tenantName: string;
  cloudEpoch: string;
}

/**
 * Down: `GET /v1/shape` speaks Electric's protocol for ONE shape: table `feed`, filtered to the store's tenant and scope by the gatekeeper.
 * Columns of a feed row, as text on the wire: tenant, scope (`*` or a store id), entity, id, rev, schema_v, deleted, payload (JSON text or null),
 * settled (JSON text or null: menu/store-edit.ts).
 */
export const feedColumns = [
  'tenant',
  'scope',
  'entity',
  'id',
  'rev',
  'schema_v',
  'deleted',
  'payload',
  'settled',
] as const;
