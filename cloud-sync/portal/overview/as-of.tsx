import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { StatusDot } from '@auraconnect/shared/ui/status-dot.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useNow } from '@auraconnect/shared/ui/use-now.ts';
import { useSilentSince } from '../cloud/contact.ts';

/** Older than this and "live" would be a lie: three rounds of asking were lost. */
const liveForMs = 20_000;

export interface AsOfProps {
  /** When the answer was made, on the cloud's clock. */
  asOf: string;
  /** When it arrived here, on this device's clock. */
  arrivedAtMs: number;
  timeZone: string;
}

/** Of when the figures are, to the second, and whether they still move. */
export function AsOf({ asOf, arrivedAtMs, timeZone }: AsOfProps): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const nowMs = useNow();
  const silent = useSilentSince() !== null;
  const live = !silent && nowMs - arrivedAtMs < liveForMs;
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium', timeZone }).format(new Date(asOf));
  return (
    <StatusDot
      status={live ? 'ok' : 'warning'}
      label={live ? t('overview.live', { time }) : t('overview.notLive', { time })}
      className="text-muted tabular-nums"
    />
  );
}
