import {
  MenuEdit,
  MenuQuery,
  PublicationsQuery,
  type PublicationsAnswer,
} from '@auraconnect/shared/protocol/portal-api.ts';
import type { OwnerStore } from '../../auth/owner-store.ts';
import { instantOf, type CloudPorts } from '../../ports.ts';
import type { Database, Transaction } from '../postgres/database.ts';
import { menuAnswer, previewMenu, publications, publishMenu } from '../postgres/menu.ts';
import { notFound, Refused } from './refused.ts';
import { route, type Route } from './route.ts';

/** A whole menu with modifiers may be edited in one go. */
const editLimit = 4 * 1024 * 1024;

export interface MenuNeeds {
  database: Database;
  owners: OwnerStore;
  ports: CloudPorts;
  /** Something was written that stores wait for. */
  fed(): void;
}

export function menuRoutes({ database, owners, ports, fed }: MenuNeeds): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/menu',
      summary: 'Everything a store sells by, with its faults and whether the store has it',
      access: 'owner',
      query: MenuQuery,
      answer: 'MenuAnswer',
      handle: async ({ who, query }) => ({
        json: await ofStore(database, who.tenantId, query.storeId, (tx) => menuAnswer(tx, who.tenantId, query.storeId)),
      }),
    }),
    route({
      method: 'post',
      path: '/api/v1/menu/preview',
      summary: 'What publishing these changes would change, break, and where',
      access: 'owner',
      body: MenuEdit,
      bodyLimit: editLimit,
      answer: 'MenuPreview',
      handle: async ({ who, body }) => ({
        json: await ofStore(database, who.tenantId, body.storeId, (tx) =>
          previewMenu(tx, who.tenantId, body, ports.clock.nowMs()),
        ),
      }),
    }),
    route({
      method: 'post',
      path: '/api/v1/menu/publish',
      summary: 'Publishes changes to the store, all or none',
      access: 'owner',
      body: MenuEdit,
      bodyLimit: editLimit,
      answer: 'MenuPublished',
      async handle({ who, body }) {
        const owner = await owners.byId(who.tenantId, who.ownerId);
        const by = { name: owner?.name ?? 'An owner', publicationId: ports.ids.next(), now: instantOf(ports.clock) };
        const outcome = await ofStore(database, who.tenantId, body.storeId, (tx) =>
          publishMenu(tx, who.tenantId, body, by),
        );
        if (outcome.kind === 'stale')
          throw new Refused(
            409,
            'menu_stale',
            'Somebody else changed this in the meantime. Look at their change and publish again.',
            { data: { conflicts: outcome.conflicts } },
          );
        if (outcome.kind === 'invalid')
          throw new Refused(422, 'menu_invalid', outcome.problems[0]?.message ?? 'The menu would not work like this.', {
            data: { problems: outcome.problems },
          });
        fed();
        return { json: outcome.answer };
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/menu/publications',
      summary: 'What was published, and whether the store has it',
      access: 'owner',
      query: PublicationsQuery,
      answer: 'PublicationsAnswer',
      handle: async ({ who, query }) => ({
        json: {
          publications: await ofStore(database, who.tenantId, query.storeId, (tx) =>
            publications(tx, who.tenantId, query.storeId, query.limit),
          ),
        } satisfies PublicationsAnswer,
      }),
    }),
  ];
}

/** @throws Refused 404 when the tenant has no such store */
export function ofStore<T>(
  database: Database,
  tenantId: string,
  storeId: string,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return database.tenant(tenantId, async (tx) => {
    if ((await tx.row('select from store where tenant = $1 and id = $2', [tenantId, storeId])) === null)
      throw notFound();
    return work(tx);
  });
}
