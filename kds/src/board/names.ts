import { ageLevel, type AgeLevel } from '@auraconnect/shared/kitchen/age.ts';
import type { Catalogue } from '@auraconnect/shared/menu/catalogue.ts';

/** What the catalogue says about the ids on a ticket. */
export interface Names {
  station(stationId: string): string;
  orderType(orderTypeId: string): string;
  /** How urgent something of that age is; of several stations the most patient one decides. */
  ageOf(ageMs: number, stationIds: readonly string[]): { ageMs: number; age: AgeLevel; ageShare: number };
}

const usualLimits = { warnSeconds: 300, lateSeconds: 600 };

/** Ids stand for themselves until the catalogue has come. */
export function namesOf(catalogue: Catalogue | null): Names {
  const stations = new Map(catalogue?.stations.map((station) => [station.id, station]));
  const orderTypes = new Map(catalogue?.orderTypes.map(({ id, name }) => [id, name]));
  return {
    station: (stationId) => stations.get(stationId)?.name ?? stationId,
    orderType: (orderTypeId) => orderTypes.get(orderTypeId) ?? orderTypeId,
    ageOf(ageMs, stationIds) {
      const limits = stationIds
        .map((stationId) => stations.get(stationId) ?? usualLimits)
        .reduce(
          (one, other) => (other.lateSeconds > one.lateSeconds ? other : one),
          stations.get(stationIds[0] ?? '') ?? usualLimits,
        );
      return {
        ageMs,
        age: ageLevel(ageMs / 1000, limits),
        ageShare: Math.min(1, ageMs / 1000 / limits.lateSeconds),
      };
    },
  };
}
