import { CircleCheck, Hourglass } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TillException } from '@auraconnect/shared/protocol/portal-api.ts';
import { Badge } from '@auraconnect/shared/ui/badge.tsx';
import { bothSides, type Sayer, valuesOf } from '@auraconnect/shared/ui/exceptions/exception-words.ts';
import { formatBusinessDate, formatMoney } from '@auraconnect/shared/ui/format.ts';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useMoments } from '../parts/moments.ts';
import { Link } from '../place/link.tsx';
import { useHref } from '../place/store-scope.ts';
import { useStoresInSight } from '../shell/stores-in-sight.ts';

/** One thing that did not fit: the check, both figures, the till and the person, and whether somebody has settled it. */
export function ExceptionCard({ exception }: { exception: TillException }): ReactElement {
  const { t } = useTranslation();
  const { stores } = useStoresInSight();
  const store = stores.find(({ storeId }) => storeId === exception.storeId);
  const moments = useMoments(store?.timeZone);
  const say = useSayer(exception, store?.currency ?? 'USD', moments.dateTime);
  const href = useHref();
  const { code, orderId, orderNumber, orderLabel, deviceName, staffName, happenedAt, raisedAt, settled } = exception;
  const till = deviceName ?? t('exception.anotherTill');
  const check = [orderNumber === '' ? '' : `#${orderNumber}`, orderLabel].filter(Boolean).join(' · ');
  const sides = bothSides(exception, say);
  const who = [
    moments.dateTime(happenedAt),
    till,
    staffName,
    ...(stores.length > 1 ? [exception.storeName] : []),
  ].filter(Boolean);
  return (
    <article className="flex flex-col gap-3 rounded-lg border border-line bg-surface px-5 py-4 shadow-lift">
      <header className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 grow basis-64">
          <h2 className="font-semibold" dir="auto">
            {orderId === null ? (
              check || till
            ) : (
              <Link href={href(`/orders/${orderId}`)} className="text-accent underline-offset-4 hover:underline">
                {check || t('stores.itsOrder')}
              </Link>
            )}
          </h2>
          <p className="text-sm text-muted" dir="auto">
            {who.join(' · ')}
          </p>
        </div>
        <Badge
          tone={settled === null ? 'warning' : 'positive'}
          icon={settled === null ? <Hourglass /> : <CircleCheck />}
        >
          {settled === null
            ? t('exceptions.since', { time: moments.short(raisedAt) })
            : t('exceptions.settledAt', { time: moments.short(settled.at) })}
        </Badge>
      </header>
      <p>
        {t(`exception.exception_${code}`, {
          defaultValue: t('exception.exceptionOther'),
          ...valuesOf(exception, say),
        })}
      </p>
      {sides !== null && (
        <dl className="grid max-w-md grid-cols-2 gap-3">
          <Side label={t('exception.atTheTill')} value={sides.till} />
          <Side label={t('exception.inTheStore')} value={sides.store} />
        </dl>
      )}
      {settled !== null && <Settled settled={settled} supplement={valuesOf(exception, say)['supplement'] ?? ''} />}
    </article>
  );
}

function Side({ label, value }: { label: string; value: string }): ReactElement {
  return (
    <div className="rounded-md bg-sunken px-3 py-2">
      <dt className="text-xs text-muted">{label}</dt>
      <dd className="text-base font-semibold tabular-nums">{value}</dd>
    </div>
  );
}

interface SettledProps {
  settled: NonNullable<TillException['settled']>;
  supplement: string;
}

function Settled({ settled, supplement }: SettledProps): ReactElement {
  const { t } = useTranslation();
  const { way, by, approvedBy, note } = settled;
  return (
    <div className="border-t border-line pt-3 text-sm">
      <p>
        <span className="font-medium">
          {t(`exceptions.way_${way}`, { defaultValue: t('exceptions.way_seen'), supplement })}
        </span>{' '}
        <span className="text-muted" dir="auto">
          · {by}
          {approvedBy !== null && approvedBy !== by && ` ${t('event.approved', { name: approvedBy })}`}
        </span>
      </p>
      {note !== '' && (
        <p className="mt-1 text-muted" dir="auto">
          {t('exceptions.note', { note })}
        </p>
      )}
    </div>
  );
}

function useSayer({ staffId, staffName }: TillException, currency: string, time: (instant: string) => string): Sayer {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  return {
    money: (amountMinor) => formatMoney(amountMinor, currency, locale),
    day: (businessDate) => formatBusinessDate(businessDate, locale, 'medium'),
    time,
    person: (id) => (id === staffId ? staffName : id),
    act: (commandType) =>
      t(`exception.did_${commandType.replace('.', '_')}`, { defaultValue: t('exception.didSomething') }),
    something: t('exception.exceptionSomething'),
  };
}
