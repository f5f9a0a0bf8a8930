import type { Catalogue, Station } from '@auraconnect/shared/menu/catalogue.ts';

/** Seconds. */
export type AgeLimits = Pick<Station, 'warnSeconds' | 'lateSeconds'>;

/** What the catalogue says about the ids on a ticket. */
export interface Names {
  station(stationId: string): string;
  orderType(orderTypeId: string): string;
  /** When something becomes urgent and late; of several stations the most patient one decides. */
  limitsOf(stationIds: readonly string[]): AgeLimits;
}

const usualLimits: AgeLimits = { warnSeconds: 300, lateSeconds: 600 };

/** Ids stand for themselves until the catalogue has come. */
export function namesOf(catalogue: Catalogue | null): Names {
  const stations = new Map(catalogue?.stations.map((station) => [station.id, station]));
  const orderTypes = new Map(catalogue?.orderTypes.map(({ id, name }) => [id, name]));
  return {
    station: (stationId) => stations.get(stationId)?.name ?? stationId,
    orderType: (orderTypeId) => orderTypes.get(orderTypeId) ?? orderTypeId,
    limitsOf: (stationIds) =>
      stationIds
        .map((stationId) => stations.get(stationId) ?? usualLimits)
        .reduce(
          (one, other) => (other.lateSeconds > one.lateSeconds ? other : one),
          stations.get(stationIds[0] ?? '') ?? usualLimits,
        ),
  };
}
