import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { SalesSeries } from '@auraconnect/shared/protocol/portal-api.ts';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { axisProps, gridProps, useChartDirection } from './chart-style.ts';
import { ChartTip } from './chart-tip.tsx';
import { axisMoney, wholeMoney } from './figures.ts';

export interface SeriesChartProps {
  series: SalesSeries;
  /** What a point is, short for the axis and whole for the tip. */
  shortLabel: (key: string) => string;
  label: (key: string) => string;
  onOpen: (key: string) => void;
}

/** Net sales step by step. */
export function SeriesChart({ series, shortLabel, label, onOpen }: SeriesChartProps): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const { reversed, orientation } = useChartDirection();
  const { currency } = series;
  return (
    <ResponsiveContainer width="100%" height="100%" minWidth={0}>
      <BarChart
        data={series.points}
        margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
        className="cursor-pointer"
        barCategoryGap="22%"
        onClick={({ activeTooltipIndex }) => {
          const point = series.points[Number(activeTooltipIndex)];
          if (point !== undefined) onOpen(point.key);
        }}
      >
        <CartesianGrid {...gridProps} />
        <XAxis
          {...axisProps}
          dataKey="key"
          reversed={reversed}
          tickFormatter={shortLabel}
          interval="equidistantPreserveStart"
          minTickGap={20}
        />
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
            const point = payload[0]?.payload as SalesSeries['points'][number] | undefined;
            if (!active || point === undefined) return null;
            return (
              <ChartTip
                title={label(point.key)}
                rows={[
                  {
                    mark: 'front',
                    label: t('figure.netSales'),
                    value: wholeMoney(point.revenueMinor, currency, locale),
                    note: t('common.orders', { count: point.orderCount }),
                  },
                ]}
              />
            );
          }}
        />
        <Bar
          dataKey="revenueMinor"
          fill="var(--accent)"
          maxBarSize={48}
          radius={[4, 4, 0, 0]}
          isAnimationActive={false}
        />
      </BarChart>
    </ResponsiveContainer>
  );
}
