import type { SalesNow } from '@auraconnect/shared/protocol/portal-api.ts';

type StoreNow = SalesNow['stores'][number];

/**
 * How far the figures can be trusted. `silent` names the stores that have not been heard of, and since when the longest of them;
 * `behind` those that talk but still have events to send.
 */
export type Freshness =
  | { kind: 'live' }
  | { kind: 'behind'; stores: readonly StoreNow[]; pendingEvents: number; completeUntil: string | null }
  | { kind: 'silent'; stores: readonly StoreNow[]; completeUntil: string | null };

/** A store that never talked has nothing to be late with. */
export function freshnessOf({ stores, completeUntil }: Pick<SalesNow, 'stores' | 'completeUntil'>): Freshness {
  const silent = stores.filter(({ health }) => health === 'silent');
  if (silent.length > 0) {
    const contacts = silent.map(({ lastContactAt }) => lastContactAt).filter((at) => at !== null);
    const oldest = contacts.reduce<string | null>(
      (least, at) => (least === null || Date.parse(at) < Date.parse(least) ? at : least),
      null,
    );
    return { kind: 'silent', stores: silent, completeUntil: oldest ?? completeUntil };
  }
  const behind = stores.filter(({ health }) => health === 'behind');
  if (behind.length > 0) {
    const pendingEvents = behind.reduce((sum, store) => sum + store.pendingEvents, 0);
    return { kind: 'behind', stores: behind, pendingEvents, completeUntil };
  }
  return { kind: 'live' };
}
