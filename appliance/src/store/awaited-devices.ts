import type { Clock } from '@auraconnect/shared/time/clock.ts';

/**
 * A box that writes no more is believed to be gone after 30 s: an answer of the cloud that came so long after a device did, tells of
 * everything that it did elsewhere.
 */
const toldAfterMs = 35_000;

/**
 * Devices that have gone further than their stream here although nothing seems to be lost, as a till that sold at another box of this
 * store. What it did there is on its way through the cloud; a number that it used there is not given to something else meanwhile.
 */
export class AwaitedDevices {
  readonly #clock: Pick<Clock, 'monotonicMs'>;
  readonly #sinceMs = new Map<string, number>();
  /** By device, what it said of what it keeps no more. */
  readonly #forgottenN = new Map<string, number>();
  #askedMs = Number.NEGATIVE_INFINITY;

  constructor(clock: Pick<Clock, 'monotonicMs'>) {
    this.#clock = clock;
  }

  get any(): boolean {
    return [...this.#sinceMs.values()].some((sinceMs) => this.mayBeTold(sinceMs));
  }

  /** It is further. False: it has been waited for long enough, and the cloud knew no more. */
  waitsFor(deviceId: string): boolean {
    const sinceMs = this.#sinceMs.get(deviceId) ?? this.#clock.monotonicMs();
    this.#sinceMs.set(deviceId, sinceMs);
    return this.mayBeTold(sinceMs);
  }

  forgotten(deviceId: string, n: number): void {
    this.#forgottenN.set(deviceId, n);
  }

  /** What it did after `lastN` and does not keep led to nothing, wherever that was: refusals are not told of. */
  hasAllForgotten(deviceId: string, lastN: number): boolean {
    const n = this.#forgottenN.get(deviceId);
    return n !== undefined && n <= lastN;
  }

  /** The cloud has told what it knows that this box does not. */
  cloudHasTold(): void {
    this.#askedMs = this.#clock.monotonicMs();
  }

  /** It goes on from where its stream is here. */
  arrived(deviceId: string): void {
    this.#sinceMs.delete(deviceId);
  }

  /** Whether the cloud may still tell of what a device did elsewhere before it came, at that moment. */
  mayBeTold(sinceMs: number): boolean {
    return this.#askedMs < sinceMs + toldAfterMs;
  }
}
