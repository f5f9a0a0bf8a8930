/** What lies on a scale, as the scale says it. */
export type Weight =
  /** At rest: may be sold by. `value` is an exact decimal in the scale's unit, above zero. */
  | { readonly state: 'stable'; readonly value: string; readonly unit: WeightUnit }
  | { readonly state: 'zero' }
  /** Still moving: ask again. */
  | { readonly state: 'moving' }
  | { readonly state: 'overload' }
  /** Less than nothing: something was taken off since it was set to zero. */
  | { readonly state: 'under-zero' }
  /** It cannot find its zero: it was switched on with something on it. */
  | { readonly state: 'not-zeroed' };

export type WeightUnit = 'kg' | 'lb';

export type ScaleFaultCode = 'scale.unreachable' | 'scale.no-answer';

/** A scale that does not say what lies on it. Never a weight is guessed. */
export class ScaleFault extends Error {
  override readonly name = 'ScaleFault';
  readonly code: ScaleFaultCode;

  constructor(code: ScaleFaultCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/** One scale at a counter. Questions are asked one after the other. */
export interface Scale {
  /** What lies on it now. @throws ScaleFault */
  weigh(): Promise<Weight>;
  close(): Promise<void>;
}
