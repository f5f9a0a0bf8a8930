import { useQueryClient } from '@tanstack/react-query';
import { Siren } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreAlarm, StoreDetail } from '@auraconnect/shared/protocol/portal-api.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { useCloudAction } from '../cloud/use-cloud.ts';
import { sentenceOf } from '../parts/fault-words.ts';
import { useMoments } from '../parts/moments.ts';

/** What a person has to decide, before everything else on the page. */
export function AlarmsCard({ store }: { store: StoreDetail }): ReactElement | null {
  const open = store.alarms.filter(({ acknowledgedAt }) => acknowledgedAt === null);
  if (open.length === 0) return null;
  return (
    <ul className="flex flex-col gap-3">
      {open.map((alarm) => (
        <li key={alarm.alarmId}>
          <Alarm alarm={alarm} timeZone={store.timeZone} />
        </li>
      ))}
    </ul>
  );
}

function Alarm({ alarm, timeZone }: { alarm: StoreAlarm; timeZone: string | null }): ReactElement {
  const { t } = useTranslation();
  const moments = useMoments(timeZone);
  const queries = useQueryClient();
  const acknowledge = useCloudAction<StoreAlarm, null>(({ alarmId }) => `/alarms/${alarmId}/acknowledge`);
  return (
    <section className="flex flex-wrap items-start gap-x-4 gap-y-3 rounded-lg border-2 border-danger bg-danger-soft px-5 py-4">
      <Siren className="mt-0.5 size-6 shrink-0 text-danger" aria-hidden="true" />
      <div className="min-w-0 flex-1 basis-72">
        <h2 className="font-semibold text-danger">{t(`alarm.${alarm.code}`, { defaultValue: t('alarm.other') })}</h2>
        <p className="mt-1 text-sm" dir="auto">
          {t(`alarm.${alarm.code}_do`, { defaultValue: alarm.message })}
        </p>
        <p className="mt-1 text-xs text-muted">
          {t('stores.since', { time: moments.dateTime(alarm.raisedAt), code: alarm.code })}
        </p>
      </div>
      <Button
        busy={acknowledge.isPending}
        onPress={() =>
          acknowledge.mutate(alarm, {
            onSuccess: () =>
              void queries.invalidateQueries({
                predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/stores'),
              }),
            onError: (fault) => toasts.show({ tone: 'danger', message: sentenceOf(fault, t) }),
          })
        }
      >
        {t('stores.acknowledge')}
      </Button>
    </section>
  );
}
