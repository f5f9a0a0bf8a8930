import { formatPercent } from '@auraconnect/shared/ui/format.ts';
import type { StatDelta } from '@auraconnect/shared/ui/stat.tsx';
import { changeOf } from '../charts/figures.ts';

export interface DeltaOptions {
  locale: string;
  comparedTo: string;
  /** False for what nobody wants more of: refunds, minutes in the kitchen. */
  moreIsGood?: boolean;
}

/** How a figure moved; undefined when there is nothing to compare with. Less than half a per mille is no movement. */
export function deltaOf(
  current: number | null | undefined,
  before: number | null | undefined,
  { locale, comparedTo, moreIsGood = true }: DeltaOptions,
): StatDelta | undefined {
  if (current === null || current === undefined || before === null || before === undefined) return undefined;
  const change = changeOf(current, before);
  if (change === null) return undefined;
  const direction = Math.abs(change) < 0.0005 ? 'same' : change > 0 ? 'up' : 'down';
  return {
    direction,
    text: formatPercent(direction === 'same' ? 0 : change, locale, { showPlus: true }),
    comparedTo,
    good: (direction === 'up') === moreIsGood,
  };
}
