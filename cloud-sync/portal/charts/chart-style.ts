import { directionOf } from '@auraconnect/shared/ui/i18n.ts';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';

/** Axes and grid as the tokens draw them, in both themes: the picture is made of variables, so a switch redraws nothing. */
export const axisProps = {
  tickLine: false,
  axisLine: false,
  tick: { fill: 'var(--muted)', fontSize: 13 },
} as const;

export const gridProps = { vertical: false, stroke: 'var(--line)', strokeDasharray: '2 4' } as const;

/** Time runs with the reading: from right to left where people write so. */
export function useChartDirection(): { reversed: boolean; orientation: 'left' | 'right' } {
  const reversed = directionOf(useUiSettings().locale) === 'rtl';
  return { reversed, orientation: reversed ? 'right' : 'left' };
}
