import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '@auraconnect/shared/ui/data-table.tsx';
import { formatNumber } from '@auraconnect/shared/ui/format.ts';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { hourSpanLabel } from '../charts/figures.ts';
import type { HourOfDay } from '../charts/hours.ts';

export interface HourTableProps {
  hours: readonly HourOfDay[];
  currency: string;
  beforeLabel: string;
  onOpen: (hour: number) => void;
}

/** The chart in figures. */
export function HourTable({ hours, currency, beforeLabel, onOpen }: HourTableProps): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const sum = (figure: (hour: HourOfDay) => number): number => hours.reduce((total, hour) => total + figure(hour), 0);
  const money = (amountMinor: number): ReactElement => <MoneyText amountMinor={amountMinor} currency={currency} />;
  return (
    <DataTable
      label={t('overview.byHour')}
      dense
      rows={hours}
      rowKey={({ hour }) => String(hour)}
      onRowAction={({ hour }) => onOpen(hour)}
      columns={[
        { id: 'hour', header: t('common.hour'), cell: ({ hour }) => hourSpanLabel(hour, locale) },
        {
          id: 'orders',
          header: t('figure.orders'),
          align: 'end',
          cell: ({ today }) => formatNumber(today?.orderCount ?? 0, locale),
          total: formatNumber(
            sum(({ today }) => today?.orderCount ?? 0),
            locale,
          ),
        },
        {
          id: 'today',
          header: t('range.today'),
          align: 'end',
          cell: ({ today }) => money(today?.revenueMinor ?? 0),
          total: money(sum(({ today }) => today?.revenueMinor ?? 0)),
        },
        {
          id: 'before',
          header: beforeLabel,
          align: 'end',
          cell: ({ before }) => money(before?.revenueMinor ?? 0),
          total: money(sum(({ before }) => before?.revenueMinor ?? 0)),
        },
      ]}
    />
  );
}
