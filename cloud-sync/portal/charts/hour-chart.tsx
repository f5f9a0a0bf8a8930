import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis, type BarShapeProps } from 'recharts';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { axisMoney, hourLabel, hourSpanLabel, wholeMoney } from './figures.ts';
import { axisProps, gridProps, useChartDirection } from './chart-style.ts';
import { ChartTip } from './chart-tip.tsx';
import type { HourOfDay } from './hours.ts';

export interface HourChartProps {
  hours: readonly HourOfDay[];
  currency: string;
  /** What the wide bars behind are: "Tue, Nov 17". */
  beforeLabel: string;
  /** The hour that is running, drawn as not over yet. */
  runningHour: number | null;
  onOpen: (hour: number) => void;
}

/**
 * Today in front, the same weekday behind it as a wider pale bar: told apart by width and place before colour. Both have an
 * axis of their own, which is how two bars share one place.
 */
export function HourChart({ hours, currency, beforeLabel, runningHour, onOpen }: HourChartProps): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const { reversed, orientation } = useChartDirection();
  const data = hours.map(({ hour, today, before }) => ({
    hour,
    today: today?.revenueMinor ?? 0,
    before: before?.revenueMinor ?? 0,
    orders: today?.orderCount ?? 0,
    ordersBefore: before?.orderCount ?? 0,
  }));
  return (
    <ResponsiveContainer width="100%" height="100%" minWidth={0}>
      <BarChart
        data={data}
        margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
        className="cursor-pointer"
        barCategoryGap="12%"
        onClick={({ activeTooltipIndex }) => {
          const row = data[Number(activeTooltipIndex)];
          if (row !== undefined) onOpen(row.hour);
        }}
      >
        <CartesianGrid {...gridProps} />
        <XAxis
          {...axisProps}
          dataKey="hour"
          reversed={reversed}
          tickFormatter={(hour: number) => hourLabel(hour, locale)}
          interval="equidistantPreserveStart"
          minTickGap={16}
        />
        <XAxis xAxisId="behind" dataKey="hour" hide reversed={reversed} />
        <YAxis
          {...axisProps}
          orientation={orientation}
          width={reversed ? 84 : 58}
          tickCount={5}
          tickFormatter={(amountMinor: number) => axisMoney(amountMinor, currency, locale)}
        />
        <Tooltip
          cursor={{ fill: 'var(--sunken)', opacity: 0.6 }}
          isAnimationActive={false}
          content={({ active, payload }) => {
            const row = payload[0]?.payload as (typeof data)[number] | undefined;
            if (!active || row === undefined) return null;
            return (
              <ChartTip
                title={hourSpanLabel(row.hour, locale)}
                rows={[
                  {
                    mark: 'front',
                    label: row.hour === runningHour ? t('overview.todaySoFar') : t('range.today'),
                    value: wholeMoney(row.today, currency, locale),
                    note: t('common.orders', { count: row.orders }),
                  },
                  {
                    mark: 'behind',
                    label: beforeLabel,
                    value: wholeMoney(row.before, currency, locale),
                    note: t('common.orders', { count: row.ordersBefore }),
                  },
                ]}
              />
            );
          }}
        />
        <Bar
          xAxisId="behind"
          dataKey="before"
          fill="var(--line-strong)"
          fillOpacity={0.6}
          radius={[5, 5, 0, 0]}
          isAnimationActive={false}
        />
        <Bar
          dataKey="today"
          isAnimationActive={false}
          shape={(bar: BarShapeProps) => (
            <FrontBar bar={bar} running={(bar.payload as { hour: number }).hour === runningHour} />
          )}
        />
      </BarChart>
    </ResponsiveContainer>
  );
}

/** The narrower bar in front; an hour that is not over is hatched, so that it is not taken for a bad one. */
function FrontBar({ bar, running }: { bar: BarShapeProps; running: boolean }): ReactElement | null {
  const { x, y, width, height } = bar;
  if (height <= 0) return null;
  const inset = width * 0.24;
  return (
    <>
      {running && (
        <defs>
          <pattern id="hour-running" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="6" height="6" fill="var(--accent)" fillOpacity="0.35" />
            <rect width="3" height="6" fill="var(--accent)" />
          </pattern>
        </defs>
      )}
      <rect
        x={x + inset}
        y={y}
        width={width - 2 * inset}
        height={height}
        rx={Math.min(4, height)}
        fill={running ? 'url(#hour-running)' : 'var(--accent)'}
      />
    </>
  );
}
