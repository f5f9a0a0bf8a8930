import { Shelf } from './shelf.ts';
import type { StreamPosition } from './storage.ts';

const keyOf = (deviceId: string, incarnation: string): string => `${deviceId} ${incarnation}`;

/** How far each device's stream of commands has come (DESIGN rule 9), in the same layers as the rest of the state. */
export class DeviceStreams {
  readonly #lastN = new Shelf<StreamPosition>();

  constructor(positions: readonly StreamPosition[]) {
    for (const position of positions) this.#lastN.seed(keyOf(position.deviceId, position.incarnation), position);
  }

  lastN(deviceId: string, incarnation: string): number {
    return this.#lastN.get(keyOf(deviceId, incarnation))?.lastN ?? 0;
  }

  advance(deviceId: string, incarnation: string, n: number): void {
    this.#lastN.set(keyOf(deviceId, incarnation), { deviceId, incarnation, lastN: n });
  }

  changes(): StreamPosition[] {
    return [...this.#lastN.changedInGroup.values()].filter((position) => position !== null);
  }

  acceptCommand(): void {
    this.#lastN.acceptCommand();
  }

  dropCommand(): void {
    this.#lastN.dropCommand();
  }

  publishGroup(): void {
    this.#lastN.publishGroup();
  }

  dropGroup(): void {
    this.#lastN.dropGroup();
  }
}
