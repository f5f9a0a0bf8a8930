export interface AdmissionLimits {
  /** Clients that begin and may cause a snapshot. */
  initial: number;
  /** Clients that follow. */
  existing: number;
}

/** How many may be served at once; the rest are told to come again, not all at the same moment. */
export class Admission {
  readonly #limits: AdmissionLimits;
  readonly #served = { initial: 0, existing: 0 };

  constructor(limits: AdmissionLimits) {
    this.#limits = limits;
  }

  /** Says that a client is done, or null when it has to come again. */
  enter(kind: keyof AdmissionLimits): (() => void) | null {
    if (this.#served[kind] >= this.#limits[kind]) return null;
    this.#served[kind] += 1;
    return () => void (this.#served[kind] -= 1);
  }
}
