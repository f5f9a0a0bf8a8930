import { ArithmeticFault } from '../money/arithmetic-fault.ts';
import { divideRounded, toExact, toSafeMinor } from '../money/rounding.ts';

export interface RoundedCash {
  /** What is paid in coins and notes. */
  roundedMinor: number;
  /** rounded - due: positive when the guest pays more, negative when less. */
  roundingMinor: number;
}

/**
 * The cash part of a payment to the smallest coin there is (Switzerland 5 Rappen, Sweden 1 krona, Canada 5 cents), half up.
 * Only ever for cash and only after tax; a refund in cash (negative) mirrors the sale. Step 1 rounds nothing.
 */
export function roundCash(dueMinor: number, stepMinor: number): RoundedCash {
  if (!Number.isSafeInteger(stepMinor) || stepMinor < 1) throw new ArithmeticFault('bad_step', String(stepMinor));
  const step = BigInt(stepMinor);
  const roundedMinor = toSafeMinor(divideRounded(toExact(dueMinor), step, 'half-up') * step);
  return { roundedMinor, roundingMinor: roundedMinor - dueMinor };
}
