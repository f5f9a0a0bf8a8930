import { z } from 'zod';
import {
  ClaimCodeRequest,
  ExceptionsQuery,
  RetireBox,
  StoreQuery,
  type ExceptionsAnswer,
  type RebuildAnswer,
} from '@auraconnect/shared/protocol/portal-api.ts';
import { Uuid } from '@auraconnect/shared/time/ids.ts';
import type { IngestGate } from '../../ingest/ingest-gate.ts';
import type { JournalStore } from '../../ingest/store-journal.ts';
import { instantOf, type CloudPorts } from '../../ports.ts';
import { createClaimCode, type ClaimStore } from '../../stores/claims.ts';
import { retireBox } from '../postgres/boxes.ts';
import type { Database, Transaction } from '../postgres/database.ts';
import { acknowledgeAlarm, quarantined, storeDetail, storeSummaries } from '../postgres/stores.ts';
import { tillExceptions } from '../postgres/till-exceptions.ts';
import { ofStore } from './menu-routes.ts';
import { notFound, Refused } from './refused.ts';
import { route, type Route } from './route.ts';

export interface StoreNeeds {
  database: Database;
  journals: JournalStore;
  claims: ClaimStore;
  gate: IngestGate;
  ports: CloudPorts;
}

const StorePath = z.strictObject({ storeId: Uuid });

export function storeRoutes({ database, journals, claims, gate, ports }: StoreNeeds): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/stores',
      summary: "The tenant's stores with their health and how far they are synced",
      access: 'owner',
      answer: '{ stores: StoreSummary[] }',
      handle: async ({ who }) => ({
        json: {
          stores: await database.tenantSnapshot(who.tenantId, (tx) =>
            storeSummaries(tx, who.tenantId, ports.clock.nowMs()),
          ),
        },
      }),
    }),
    route({
      method: 'get',
      path: '/api/v1/stores/:storeId',
      summary: 'One store with its histories, devices, alarms and held events',
      access: 'owner',
      params: StorePath,
      answer: 'StoreDetail',
      async handle({ who, params }) {
        const detail = await database.tenantSnapshot(who.tenantId, (tx) =>
          storeDetail(tx, who.tenantId, params.storeId, ports.clock.nowMs()),
        );
        if (detail === null) throw notFound();
        return { json: detail };
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/stores/:storeId/rebuild',
      summary: "Works out again what follows from the store's journal",
      access: 'owner',
      params: StorePath,
      answer: 'RebuildAnswer',
      async handle({ who, params, log }) {
        await ofStore(database, who.tenantId, params.storeId, () => Promise.resolve());
        const startedMs = ports.clock.monotonicMs();
        const counts = await gate.pass(params.storeId, () =>
          journals.rebuild(who.tenantId, params.storeId, instantOf(ports.clock)),
        );
        if (counts === 'full')
          throw new Refused(503, 'unavailable', 'The cloud is busy. Try again in a minute.', { retryAfterSeconds: 60 });
        log.info({ storeId: params.storeId, ...counts }, 'a store was rebuilt from its journal');
        return {
          json: { ...counts, durationMs: Math.round(ports.clock.monotonicMs() - startedMs) } satisfies RebuildAnswer,
        };
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/stores/:storeId/boxes/retire',
      summary: 'One of two boxes of a store is not heard any more, or is heard again',
      access: 'owner',
      params: StorePath,
      body: RetireBox,
      answer: 'nothing',
      async handle({ who, params: { storeId }, body, log }) {
        const outcome = await ofStore(database, who.tenantId, storeId, (tx) =>
          retireBox(tx, who.tenantId, { storeId, ...body, ownerId: who.ownerId, now: instantOf(ports.clock) }),
        );
        if (outcome === 'unknown') throw notFound();
        if (outcome === 'last')
          throw new Refused(409, 'last_box', 'This is the only box of the store that is still heard.');
        log.info({ storeId, ...body }, body.retired ? 'a box was retired' : 'a retired box is heard again');
        return { status: 204 };
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/quarantine',
      summary: 'Events that are stored and whose projection waits',
      access: 'owner',
      query: StoreQuery,
      answer: '{ quarantined: QuarantinedEvent[] }',
      handle: async ({ who, query }) => {
        const { storeId } = query;
        const list =
          storeId === undefined
            ? await database.tenant(who.tenantId, (tx) => quarantined(tx, who.tenantId, null))
            : await ofStore(database, who.tenantId, storeId, (tx) => quarantined(tx, who.tenantId, storeId));
        return { json: { quarantined: list } };
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/exceptions',
      summary: 'What happened at tills on their own and did not fit',
      access: 'owner',
      query: ExceptionsQuery,
      answer: 'ExceptionsAnswer',
      handle: async ({ who, query }) => {
        const list = (tx: Transaction): Promise<ExceptionsAnswer> => tillExceptions(tx, who.tenantId, query);
        return {
          json: await (query.storeId === undefined
            ? database.tenant(who.tenantId, list)
            : ofStore(database, who.tenantId, query.storeId, list)),
        };
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/alarms/:alarmId/acknowledge',
      summary: 'A person has seen an alarm',
      access: 'owner',
      params: z.strictObject({ alarmId: Uuid }),
      answer: 'nothing',
      async handle({ who, params }) {
        const known = await database.tenant(who.tenantId, (tx) =>
          acknowledgeAlarm(tx, who.tenantId, params.alarmId, instantOf(ports.clock)),
        );
        if (!known) throw notFound();
        return { status: 204 };
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/claim-codes',
      summary: 'A code that ties one box to the tenant, once',
      access: 'owner',
      body: ClaimCodeRequest,
      answer: 'ClaimCodeAnswer',
      handle: async ({ who, body }) => ({ status: 201, json: await createClaimCode(ports, claims, who, body.note) }),
    }),
    route({
      method: 'get',
      path: '/api/v1/claim-codes',
      summary: 'Claim codes that were made, without the codes',
      access: 'owner',
      answer: '{ codes: ClaimCodeRow[] }',
      handle: async ({ who }) => ({ json: { codes: await claims.codes(who.tenantId) } }),
    }),
  ];
}
