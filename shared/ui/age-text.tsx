import type { ReactElement } from 'react';
import { classNames } from './class-names.ts';
import { formatAge, formatElapsed } from './format.ts';
import { directionOf } from './i18n.ts';
import { useNow } from './use-now.ts';
import { useUiSettings } from './ui-provider.tsx';

export interface AgeTextProps {
  /** When it began, epoch milliseconds. */
  sinceMs: number;
  /** What time it is for the one who wrote `sinceMs`, when this device's clock is not to be trusted. */
  nowMs?: number | undefined;
  /** "short" is "4 min", "clock" is "4:07". */
  format?: 'short' | 'clock' | undefined;
  className?: string | undefined;
}

/** How long ago, counting by itself. */
export function AgeText({ sinceMs, nowMs, format = 'short', className }: AgeTextProps): ReactElement {
  const deviceNowMs = useNow();
  const { locale } = useUiSettings();
  const ageMs = (nowMs ?? deviceNowMs) - sinceMs;
  return (
    <span dir={directionOf(locale)} className={classNames('whitespace-nowrap tabular-nums', className)}>
      {format === 'clock' ? formatElapsed(ageMs) : formatAge(ageMs, locale)}
    </span>
  );
}
