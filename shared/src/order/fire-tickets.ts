import type { Station } from '../menu/catalogue.ts';
import type { OrderContext } from './context.ts';
import type { FiredTicket } from './events.ts';
import type { SoldLine } from './line.ts';

type Kitchen = Pick<OrderContext, 'index' | 'newId' | 'screensFor'>;

/**
 * One ticket for each station that makes a part of these lines, stations in the catalogue's order. A line that names no station
 * (a bottle from the fridge) makes no ticket. A line whose stations were all deleted goes to the first station there is: food
 * that was sold must never reach nobody.
 */
export function fireTickets(lines: readonly SoldLine[], kitchen: Kitchen): FiredTicket[] {
  const { stations } = kitchen.index.catalogue;
  const fallback = stations[0]?.id;
  const stationsOf = (line: SoldLine): readonly string[] => {
    const known = line.stationIds.filter((id) => kitchen.index.stations.has(id));
    return known.length > 0 || line.stationIds.length === 0 || fallback === undefined ? known : [fallback];
  };
  return stations.flatMap((station) => {
    const lineIds = lines.filter((line) => stationsOf(line).includes(station.id)).map((line) => line.lineId);
    if (lineIds.length === 0) return [];
    return [{ ticketId: kitchen.newId(), stationId: station.id, lineIds, owner: firstOwner(station, kitchen) }];
  });
}

/** Screens come first; a printer owns the ticket only when it has one and no screen is there to show it. */
export function firstOwner(station: Station, { screensFor }: Pick<Kitchen, 'screensFor'>): 'screen' | 'printer' {
  const hasPaper = station.paper !== 'never' && station.printerId !== null;
  return hasPaper && screensFor?.(station.id) === false ? 'printer' : 'screen';
}
