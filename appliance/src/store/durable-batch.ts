import type { Availability } from '@auraconnect/shared/menu/catalogue.ts';
import type { DurableBatch, StoredEvent } from './core.ts';
import type { StoreState } from './state.ts';
import type { StateChanges } from './storage.ts';
import { publicJob } from './view.ts';

/** What a group changed, taken before its layers are published. */
export type Changed = Pick<
  DurableBatch,
  'orders' | 'tickets' | 'cashSessions' | 'availability' | 'printJobs' | 'catalogueRevision' | 'businessDate'
>;

export function changedOf(changes: StateChanges, before: StoreState): Changed {
  const present = <V>(map: ReadonlyMap<string, V | null>): V[] =>
    [...map.values()].filter((value) => value !== null) as V[];
  return {
    orders: present(changes.orders),
    tickets: present(changes.tickets).map((place) => place.ticket),
    cashSessions: present(changes.cashSessions).map((place) => place.session),
    availability: [...changes.availability].map(([itemId, remaining]): Availability => ({ itemId, remaining })),
    printJobs: present(changes.printJobs).map(publicJob),
    catalogueRevision:
      changes.store !== null && changes.store.catalogueRevision !== before.catalogueRevision
        ? changes.store.catalogueRevision
        : null,
    businessDate:
      changes.store !== null && changes.store.businessDate !== before.businessDate ? changes.store.businessDate : null,
  };
}

export function batchOf(fromSeq: number, events: StoredEvent[], changed: Changed): DurableBatch {
  return { fromSeq, toSeq: fromSeq + events.length - 1, events, ...changed };
}
