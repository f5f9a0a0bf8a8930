import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { ErrorState } from '@auraconnect/shared/ui/error-state.tsx';
import { formatBusinessDate, formatNumber } from '@auraconnect/shared/ui/format.ts';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { Skeleton, SkeletonGroup } from '@auraconnect/shared/ui/skeleton.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useQuery } from '@tanstack/react-query';
import { CalendarArrowUp } from 'lucide-react';
import { useState, type ReactElement, type ReactNode } from 'react';
import { useCommand } from '../desk/use-command.ts';
import { useDesk } from '../desk/desk-context.ts';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';
import { useTill } from '../desk/till-context.ts';
import { useBusinessDate } from '../desk/use-store.ts';
import { useOpenOrders } from '../home/order-rail.tsx';
import { codeOf } from '../parts/fault-code.ts';
import { useWords } from '../words/use-words.ts';

/** The business day: what it is, what it sold, and the step to the next one when its time has come. */
export function DayTab(): ReactElement {
  const t = useWords();
  const till = useTill();
  const { person } = useDesk();
  const { locale } = useUiSettings();
  const command = useCommand();
  const businessDate = useBusinessDate();
  const status = useSignal(till.status);
  const openOrders = useOpenOrders().length;
  const [busy, setBusy] = useState(false);
  const proposed = status?.proposedBusinessDate ?? null;
  const openDrawers = status?.openCashSessions.length ?? 0;
  const sales = useQuery({
    queryKey: ['sales', businessDate],
    queryFn: () => till.api.salesReport(businessDate, businessDate, { staffToken: person.staffToken }),
    refetchInterval: 10_000,
    enabled: businessDate !== '',
  });

  async function roll(next: string): Promise<void> {
    setBusy(true);
    await command('day.roll', { businessDate: next }, { permission: 'day.roll', what: t('rollDay') });
    setBusy(false);
  }

  return (
    <div className="flex flex-col gap-4">
      {proposed !== null && (
        <Card title={t('rollTitle', { date: formatBusinessDate(proposed, locale, 'long') })} description={t('rollHow')}>
          {(openOrders > 0 || openDrawers > 0) && (
            <p className="mb-3 rounded-md bg-warning-soft p-3 text-sm text-warning">
              {[
                openOrders > 0 ? t('rollOpenOrders', { count: openOrders }) : '',
                openDrawers > 0 ? t('rollOpenDrawers', { count: openDrawers }) : '',
              ]
                .filter(Boolean)
                .join(' ')}
            </p>
          )}
          <Button
            variant="primary"
            size="xl"
            icon={<CalendarArrowUp />}
            busy={busy}
            onPress={() => void roll(proposed)}
          >
            {t('rollDo', { date: formatBusinessDate(proposed, locale, 'short') })}
          </Button>
        </Card>
      )}
      <Card
        title={businessDate === '' ? t('businessDay') : formatBusinessDate(businessDate, locale, 'long')}
        description={businessDate === '' ? undefined : t('businessDay')}
      >
        {businessDate === '' ? (
          <p className="text-sm text-muted">{t('dayNotBegun')}</p>
        ) : sales.isPending ? (
          <SkeletonGroup className="grid grid-cols-2 gap-4 sm:grid-cols-4">
            {Array.from({ length: 4 }, (_, place) => (
              <Skeleton key={place} className="h-14 w-full" />
            ))}
          </SkeletonGroup>
        ) : sales.isError ? (
          <ErrorState
            title={t('salesFailed')}
            stillWorks={t('reportFailedStill')}
            supportCode={codeOf(sales.error)}
            onRetry={() => void sales.refetch()}
            className="p-0"
          />
        ) : (
          <dl className="grid grid-cols-2 gap-4 sm:grid-cols-4">
            <Figure label={t('salesRevenue')} value={<MoneyText amountMinor={sales.data.revenueMinor} />} />
            <Figure label={t('taxes')} value={<MoneyText amountMinor={sales.data.taxMinor} />} />
            <Figure label={t('salesOrders')} value={formatNumber(sales.data.orderCount, locale)} />
            <Figure label={t('tip')} value={<MoneyText amountMinor={sales.data.tipMinor} />} />
          </dl>
        )}
      </Card>
    </div>
  );
}

function Figure({ label, value }: { label: string; value: ReactNode }): ReactElement {
  return (
    <div>
      <dt className="text-sm text-muted">{label}</dt>
      <dd className="text-lg font-semibold tabular-nums">{value}</dd>
    </div>
  );
}
