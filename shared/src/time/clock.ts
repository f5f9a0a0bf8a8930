/** Where a program reads time. Nothing in `shared/src` reads a clock by itself. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z; may step in either direction. */
  nowMs(): number;
  /** Milliseconds that only ever grow; for timeouts and ages, never for dates. */
  monotonicMs(): number;
}
