import { ChefHat, Cpu, MonitorSmartphone, Tablet } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreDetail } from '@auraconnect/shared/protocol/portal-api.ts';
import { Badge } from '@auraconnect/shared/ui/badge.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { useMoments } from '../parts/moments.ts';

const iconOf = { pos: Tablet, kds: ChefHat } as const;

/** Tills and screens that are paired with the store; they are paired and parted in the store. */
export function DevicesCard({ store }: { store: StoreDetail }): ReactElement {
  const { t } = useTranslation();
  const moments = useMoments(store.timeZone);
  return (
    <Card title={t('stores.devices')} description={t('stores.devicesHint')} flush>
      {store.devices.length === 0 ? (
        <EmptyState icon={<MonitorSmartphone />} title={t('stores.noDevices')} />
      ) : (
        <ul className="border-t border-line">
          {store.devices.map(({ deviceId, name, kind, pairedAt, revokedAt }) => {
            const Icon = kind === 'pos' || kind === 'kds' ? iconOf[kind] : Cpu;
            return (
              <li
                key={deviceId}
                className="flex items-center gap-3 border-b border-line px-5 py-3 text-sm last:border-b-0"
              >
                <Icon className="size-5 shrink-0 text-muted" aria-hidden="true" />
                <span className="min-w-0 grow">
                  <span className={`block truncate font-medium ${revokedAt === null ? '' : 'text-muted'}`} dir="auto">
                    {name}
                  </span>
                  <span className="block text-xs text-muted">
                    {t(`device.${kind}`, { defaultValue: kind })} ·{' '}
                    {t('stores.paired', { date: moments.date(pairedAt) })}
                  </span>
                </span>
                {revokedAt !== null && <Badge>{t('stores.revoked', { date: moments.date(revokedAt) })}</Badge>}
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}
