import { useState, type ReactElement } from 'react';
import { AgeText } from '../age-text.tsx';
import { Badge } from '../badge.tsx';
import { Button } from '../button.tsx';
import { Card } from '../card.tsx';
import { formatPercent } from '../format.ts';
import { MoneyText } from '../money-text.tsx';
import { OfflineBanner } from '../offline-banner.tsx';
import { ProgressBar } from '../progress-bar.tsx';
import { Stat } from '../stat.tsx';
import { StatusDot } from '../status-dot.tsx';
import type { Tone } from '../tone.ts';
import { useUiSettings } from '../ui-provider.tsx';
import { Specimen } from './specimen.tsx';

const tones: readonly Tone[] = ['neutral', 'accent', 'positive', 'warning', 'danger', 'info'];

export function MessagesSection(): ReactElement {
  const { locale } = useUiSettings();
  const [nowMs] = useState(() => Date.now());
  return (
    <>
      <Specimen title="Badge, StatusDot, AgeText">
        {tones.map((tone) => (
          <Badge key={tone} tone={tone}>
            {tone}
          </Badge>
        ))}
        {tones.map((tone) => (
          <Badge key={tone} tone={tone} solid>
            {tone}
          </Badge>
        ))}
        <StatusDot status="ok" label="Connected" />
        <StatusDot status="busy" label="Sending" />
        <StatusDot status="warning" label="Paper low" />
        <StatusDot status="danger" label="Not answering" />
        <StatusDot status="off" label="Not set up" />
        <AgeText sinceMs={nowMs - 260_000} />
        <AgeText sinceMs={nowMs - 260_000} format="clock" />
        <AgeText sinceMs={nowMs - 3_900_000} />
      </Specimen>
      <Specimen title="OfflineBanner">
        <div className="flex w-full flex-col gap-2">
          <OfflineBanner kind="internet">No internet. Sales are kept here and go up when it is back.</OfflineBanner>
          <OfflineBanner kind="appliance" trailing={<Button>What to do</Button>}>
            The appliance does not answer. This till sells alone and replays when it is back.
          </OfflineBanner>
          <OfflineBanner kind="stale" trailing="7 s">
            Last update 7 s ago
          </OfflineBanner>
          <OfflineBanner kind="alarm" trailing="21 s">
            Tickets do not arrive. Read them from the printer at Grill.
          </OfflineBanner>
        </div>
      </Specimen>
      <Specimen title="Card and Stat">
        <div className="grid w-full grid-cols-[repeat(auto-fit,minmax(14rem,1fr))] gap-4">
          <Card>
            <Stat
              label="Sales today"
              value={<MoneyText amountMinor={418_250} />}
              delta={{
                direction: 'up',
                text: formatPercent(0.125, locale, { showPlus: true }),
                comparedTo: 'vs last Friday',
              }}
              note="As of 2 min ago"
            />
          </Card>
          <Card>
            <Stat
              label="Voids"
              value="14"
              delta={{
                direction: 'up',
                text: formatPercent(0.4, locale, { showPlus: true }),
                comparedTo: 'vs last Friday',
                good: false,
              }}
            />
          </Card>
          <Card>
            <Stat
              label="Kitchen time"
              value="11 min"
              delta={{ direction: 'same', text: formatPercent(0, locale), comparedTo: 'vs last Friday' }}
            />
          </Card>
          <Card>
            <Stat label="Labour" value={undefined} />
          </Card>
        </div>
      </Specimen>
      <Specimen title="ProgressBar">
        <ProgressBar className="w-72" label="Replaying orders" value={120} max={400} valueLabel="120 / 400" />
        <ProgressBar className="w-72" label="Looking for printers" value={null} />
        <ProgressBar className="w-72" label="Disk" value={92} tone="danger" />
      </Specimen>
    </>
  );
}
