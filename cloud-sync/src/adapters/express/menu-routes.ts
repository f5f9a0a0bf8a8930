import {
  DisagreementDecision,
  MenuEdit,
  type MenuProblem,
  MenuQuery,
  PublicationsQuery,
  type PublicationsAnswer,
  RevokeStorePrice,
} from '@auraconnect/shared/protocol/portal-api.ts';
import type { OwnerIdentity } from '../../auth/access-token.ts';
import type { OwnerStore } from '../../auth/owner-store.ts';
import { instantOf, type CloudPorts } from '../../ports.ts';
import type { Database, Transaction } from '../postgres/database.ts';
import { menuAnswer, previewMenu, publications, publishMenu } from '../postgres/menu.ts';
import { decideDisagreement, revokeStorePrice } from '../postgres/menu-decisions.ts';
import type { Editor } from '../postgres/menu-entries.ts';
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

const invalid = (problems: readonly MenuProblem[]): Refused =>
  new Refused(422, 'menu_invalid', problems[0]?.message ?? 'The menu would not work like this.', {
    data: { problems },
  });

export function menuRoutes({ database, owners, ports, fed }: MenuNeeds): Route[] {
  const editor = async (who: OwnerIdentity): Promise<Editor> => ({
    name: (await owners.byId(who.tenantId, who.ownerId))?.name ?? 'An owner',
    now: instantOf(ports.clock),
  });
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
        const by = { ...(await editor(who)), publicationId: ports.ids.next() };
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
        if (outcome.kind === 'invalid') throw invalid(outcome.problems);
        fed();
        return { json: outcome.answer };
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/menu/disagreements/decide',
      summary: 'Keeps what counts of what store and portal changed differently, or makes the other value count',
      access: 'owner',
      body: DisagreementDecision,
      answer: 'MenuAnswer',
      async handle({ who, body }) {
        const by = await editor(who);
        const { outcome, answer } = await ofStore(database, who.tenantId, body.storeId, async (tx) => {
          const decided = await decideDisagreement(tx, who.tenantId, body, by);
          return { outcome: decided, answer: await menuAnswer(tx, who.tenantId, body.storeId) };
        });
        if (outcome.kind === 'decided-before')
          throw new Refused(409, 'disagreement_decided', 'Somebody has decided this already, or changed it since.');
        if (outcome.kind === 'invalid') throw invalid(outcome.problems);
        fed();
        return { json: answer };
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/menu/store-prices/revoke',
      summary: "Ends a price that the store set for itself: the menu's counts there again",
      access: 'owner',
      body: RevokeStorePrice,
      answer: 'MenuAnswer',
      async handle({ who, body }) {
        const by = await editor(who);
        const { revoked, answer } = await ofStore(database, who.tenantId, body.storeId, async (tx) => ({
          revoked: await revokeStorePrice(tx, who.tenantId, body, by),
          answer: await menuAnswer(tx, who.tenantId, body.storeId),
        }));
        if (revoked) fed();
        return { json: answer };
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
