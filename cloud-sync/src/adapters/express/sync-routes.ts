import { hash as platformHash } from 'node:crypto';
import { journalDictionaryId } from '@auraconnect/shared/protocol/journal-dictionary.ts';
import { packedRowsForm, PackedUpRequest, unpackUpRequest } from '@auraconnect/shared/protocol/journal-wire.ts';
import {
  aheadForm,
  aheadHeader,
  boxRetiredCode,
  ClaimRequest,
  HelloRequest,
  TailRequest,
  UpRequest,
  type ClaimAnswer,
  type HelloAnswer,
  type TailAnswer,
  type UpAnswer,
} from '@auraconnect/shared/protocol/sync.ts';
import type { AttemptLimits } from '../../config.ts';
import { BatchesAhead } from '../../ingest/batches-ahead.ts';
import type { IngestGate } from '../../ingest/ingest-gate.ts';
import { receiveBatch, type BatchOutcome } from '../../ingest/receive-batch.ts';
import { greetStore } from '../../ingest/greet-store.ts';
import { TenantAllowance, usualAllowance } from '../../ingest/tenant-allowance.ts';
import type { JournalStore } from '../../ingest/store-journal.ts';
import { instantOf, type CloudPorts } from '../../ports.ts';
import { claimStore, type ClaimStore } from '../../stores/claims.ts';
import { Attempts } from './attempts.ts';
import { Refused } from './refused.ts';
import { route, type Route } from './route.ts';

export interface SyncNeeds {
  ports: CloudPorts;
  journals: JournalStore;
  claims: ClaimStore;
  gate: IngestGate;
  cloudEpoch: string;
  limits: AttemptLimits;
  /** Something was written that stores wait for. */
  fed(): void;
}

/** 4 MB of events as JSON, escaped once more inside JSON. */
const upLimit = 12 * 1024 * 1024;

/** Text that Postgres can hold: what a box wrote is otherwise taken verbatim. */
const storableRows = UpRequest.refine(
  ({ rows }) =>
    rows.every((row) =>
      [row.type, row.actor, row.occurredAt, row.bytes].every((text) => text.isWellFormed() && !text.includes('\0')),
    ),
  { message: 'holds a character that no text may hold', path: ['rows'] },
).refine(({ rows }) => rows.every((row) => row.businessDate > '0001'), {
  message: 'holds a date before there were dates',
  path: ['rows'],
});

/** Ways of packing a journal that are read here besides gzip over JSON. */
const accepts = [packedRowsForm, `zstd.${journalDictionaryId}`, aheadForm];

/** Rows that travelled without what follows from their place, as they were written; anything else as it came. */
function toUpRequest(json: unknown): unknown {
  if ((json as { form?: unknown } | null)?.form === undefined) return json;
  const packed = PackedUpRequest.safeParse(json);
  return packed.success ? (unpackUpRequest(packed.data, (text) => platformHash('sha256', text)) ?? json) : json;
}

export function syncRoutes(needs: SyncNeeds): Route[] {
  const claimAttempts = new Attempts(needs.limits.claimsPerTenMinutes, 600);
  const { ports } = needs;
  const batchesAhead = new BatchesAhead();
  const allowance = new TenantAllowance(needs.limits.events ?? usualAllowance);
  return [
    route({
      method: 'post',
      path: '/sync/v1/claim',
      summary: 'Ties a box to the tenant of a claim code',
      access: 'anybody',
      body: ClaimRequest,
      answer: 'ClaimAnswer',
      async handle({ body, request, log }) {
        await claimAttempts.take(request.ip ?? 'unknown');
        const outcome = await claimStore(ports, needs.claims, body);
        if (outcome.kind === 'code_wrong')
          throw new Refused(
            403,
            'claim_code_wrong',
            'This claim code is not known, has been used, or is over. Get a new one in the portal.',
          );
        if (outcome.kind === 'key_wrong')
          throw new Refused(400, 'bad_request', 'The public key is not an Ed25519 key.');
        if (outcome.kind === 'claimed_elsewhere')
          throw new Refused(409, 'claimed_elsewhere', 'This box belongs to another account already.');
        log.info({ storeId: body.store, tenantId: outcome.tenantId }, 'a store was claimed');
        return {
          json: {
            tenantId: outcome.tenantId,
            tenantName: outcome.tenantName,
            cloudEpoch: needs.cloudEpoch,
          } satisfies ClaimAnswer,
        };
      },
    }),
    route({
      method: 'post',
      path: '/sync/v1/hello',
      summary: 'Where the cloud is in an epoch of the store',
      access: 'device-once',
      body: HelloRequest,
      answer: 'HelloAnswer',
      async handle({ who, body }) {
        refuseOtherStore(who.storeId, body.store);
        const now = instantOf(ports.clock);
        const greeting = await needs.journals.locked(who.tenantId, who.storeId, async (journal) => {
          const known = await greetStore(journal, body, now);
          if (known === null) return null;
          await journal.heard({
            epoch: body.epoch,
            durableSeq: body.durableSeq,
            cursorSeq: known.cursor.seq,
            version: body.version.slice(0, 80),
            newEvents: 0,
            at: now,
          });
          if (body.today !== undefined) await journal.dayTold(body.today, 'greeting');
          if (body.printers !== undefined) await journal.printersTold(body.printers);
          return known;
        });
        if (greeting === null) throw retired();
        return {
          json: { cloudEpoch: needs.cloudEpoch, ...greeting, serverTime: now, accepts } satisfies HelloAnswer,
        };
      },
    }),
    route({
      method: 'post',
      path: '/sync/v1/tail',
      summary: 'Rows that a store has lost, for it to adopt',
      access: 'device-once',
      body: TailRequest,
      answer: 'TailAnswer',
      async handle({ who, body }) {
        refuseOtherStore(who.storeId, body.store);
        const rows = await needs.journals.locked(who.tenantId, who.storeId, (journal) =>
          journal.rows(body.epoch, body.afterSeq, body.limit),
        );
        return { json: { rows } satisfies TailAnswer };
      },
    }),
    route({
      method: 'post',
      path: '/sync/v1/up',
      summary: "The next rows of the store's journal",
      access: 'device-once',
      body: storableRows,
      bodyLimit: upLimit,
      toDescribedBody: toUpRequest,
      answer: 'UpAnswer',
      async handle({ who, body, request, log }) {
        refuseOtherStore(who.storeId, body.store);
        if (body.after.epoch !== body.epoch && body.rows[0]?.type !== 'epoch.opened')
          throw new Refused(400, 'bad_request', 'The rows are of another epoch than the place that they continue.');
        const waitSeconds = allowance.take(who.tenantId, body.rows.length, ports.clock.monotonicMs());
        if (waitSeconds !== null)
          throw new Refused(
            429,
            'too_many_events',
            'That is more at once than one account may send. It goes on by itself.',
            {
              retryAfterSeconds: waitSeconds,
            },
          );
        const ahead = request.headers[aheadHeader] === '1';
        const receive = (): Promise<BatchOutcome | 'full'> =>
          needs.gate.pass(
            who.storeId,
            () => receiveBatch(needs.journals, who.tenantId, body, instantOf(ports.clock), { ahead }),
            who.tenantId,
          );
        let outcome = await receive();
        if (ahead && outcome !== 'full' && outcome.kind === 'cursor_mismatch' && body.after.seq > outcome.cursor.seq) {
          await batchesAhead.reached(who.storeId, body.after.seq);
          outcome = await receive();
        }
        if (outcome === 'full')
          throw new Refused(503, 'unavailable', 'The cloud is busy. It goes on by itself.', {
            retryAfterSeconds: 1 + ((ports.random.bytes(1)[0] ?? 0) % 8),
          });
        if (outcome.kind !== 'applied') throw refusalOf(outcome);
        batchesAhead.moved(who.storeId, outcome.cursor.seq);
        if (outcome.quarantined.length > 0)
          log.warn({ quarantined: outcome.quarantined }, 'events were stored and their projection is held');
        if (body.rows.some(({ type }) => type === 'catalogue.changed' || type === 'catalogue.edited')) needs.fed();
        return {
          json: {
            cloudEpoch: needs.cloudEpoch,
            cursor: outcome.cursor,
            quarantined: outcome.quarantined,
          } satisfies UpAnswer,
        };
      },
    }),
  ];
}

/** The key proves one store; nobody speaks for another. */
function refuseOtherStore(proven: string, named: string): void {
  if (proven !== named) throw new Refused(403, 'other_store', 'The box speaks for another store than its own.');
}

/** In the words that a person reads at the box. */
const retired = (): Refused =>
  new Refused(
    403,
    boxRetiredCode,
    'The owner has retired this box: another one is the store now. It still sells, but nothing of it reaches the cloud any more.',
  );

function refusalOf(outcome: Exclude<BatchOutcome, { kind: 'applied' }>): Refused {
  switch (outcome.kind) {
    case 'cursor_mismatch':
      return new Refused(409, 'cursor_mismatch', 'The rows do not continue what the cloud has.', {
        data: { cursor: outcome.cursor },
      });
    case 'fork_detected':
      return new Refused(
        409,
        'fork_detected',
        'The cloud has another history of this store. A person has to decide which box stays.',
        { data: { cursor: outcome.cursor, seq: outcome.seq } },
      );
    case 'retired':
      return retired();
    case 'chain_broken':
      return new Refused(422, 'chain_broken', 'The rows contradict their own hashes.', {
        data: { seq: outcome.seq, reason: outcome.reason },
      });
  }
}
