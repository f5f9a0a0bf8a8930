import { MonitorSmartphone } from 'lucide-react';
import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '@auraconnect/shared/ui/badge.tsx';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { ConfirmDialog } from '@auraconnect/shared/ui/confirm-dialog.tsx';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { ErrorState } from '@auraconnect/shared/ui/error-state.tsx';
import { formatDateTime } from '@auraconnect/shared/ui/format.ts';
import { RadioGroup } from '@auraconnect/shared/ui/radio-group.tsx';
import { Skeleton, SkeletonGroup } from '@auraconnect/shared/ui/skeleton.tsx';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { codeOf, sentenceOf } from '../link/fault.ts';
import { readDevices, revokeDevice, type StoreDevice } from '../link/setup-api.ts';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';
import { PairingTicket, type Joining } from '../parts/pairing-ticket.tsx';
import { useStore } from '../store/store-context.ts';

const refreshMs = 5_000;

/** How another till or screen joins, who is part of the store, and how one is sent away. */
export function DevicesTab(): ReactElement {
  const { t } = useTranslation();
  const { link, person } = useStore();
  const [program, setProgram] = useState<Joining>('pos');
  const openWindow = useCallback(
    () => link.api.openPairingWindow({ staffToken: person.staffToken }),
    [link, person.staffToken],
  );
  return (
    <>
      <Card title={t('devices.pair')} description={t('devices.pairText')}>
        <div className="flex flex-col gap-5">
          <RadioGroup
            label={t('devices.kind')}
            value={program}
            onChange={setProgram}
            options={[
              { id: 'pos', label: t('kind.pos') },
              { id: 'kds', label: t('kind.kds') },
            ]}
          />
          <PairingTicket key={program} program={program} openWindow={openWindow} />
        </div>
      </Card>
      <DeviceList />
    </>
  );
}

function DeviceList(): ReactElement {
  const { t } = useTranslation();
  const { locale, timeZone } = useUiSettings();
  const { link, person } = useStore();
  const status = useSignal(link.status);
  const [devices, setDevices] = useState<StoreDevice[] | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const [leaving, setLeaving] = useState<StoreDevice | null>(null);
  const read = useCallback(async () => {
    try {
      setDevices(await readDevices(link.api));
      setFault(null);
    } catch (problem) {
      setFault(problem);
    }
  }, [link]);
  useEffect(() => {
    void read();
    const timer = setInterval(() => void read(), refreshMs);
    return () => clearInterval(timer);
  }, [read]);
  const revoke = async (device: StoreDevice): Promise<void> => {
    try {
      await revokeDevice(link.api, device.deviceId, person.staffToken);
      await read();
    } catch (problem) {
      toasts.show({ tone: 'danger', message: `${sentenceOf(problem, t)} (${codeOf(problem)})` });
    }
    setLeaving(null);
  };
  const paired = devices?.filter((device) => device.revokedAt === null) ?? [];
  return (
    <Card title={t('devices.title')} flush>
      {fault !== null && devices === null ? (
        <ErrorState title={sentenceOf(fault, t)} supportCode={codeOf(fault)} onRetry={() => void read()} />
      ) : devices === null ? (
        <SkeletonGroup className="flex flex-col gap-2 p-5 pt-0">
          <Skeleton className="h-14 w-full" />
          <Skeleton className="h-14 w-full" />
        </SkeletonGroup>
      ) : paired.length === 0 ? (
        <EmptyState icon={<MonitorSmartphone />} title={t('devices.none')} />
      ) : (
        <ul className="divide-y divide-line">
          {paired.map((device) => {
            const isConnected =
              status?.screens.some((screen) => screen.deviceId === device.deviceId && screen.connected) === true;
            return (
              <li key={device.deviceId} className="flex flex-wrap items-center gap-3 px-5 py-2">
                <span className="min-w-0 grow">
                  <span className="block truncate text-base font-medium" dir="auto">
                    {device.name}
                  </span>
                  <span className="block text-sm text-muted">
                    {t(`kind.${device.kind}`, { defaultValue: device.kind })} ·{' '}
                    {t('devices.since', { time: formatDateTime(device.pairedAt, timeZone, locale) })}
                  </span>
                </span>
                {isConnected && <Badge tone="positive">{t('devices.connected')}</Badge>}
                <Button
                  variant="secondary"
                  onPress={() => setLeaving(device)}
                  aria-label={t('devices.revokeOne', { name: device.name })}
                >
                  {t('devices.revoke')}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
      {leaving !== null && (
        <ConfirmDialog
          isOpen
          title={t('devices.revokeAsk', { name: leaving.name })}
          confirmLabel={t('devices.revokeDo')}
          cancelLabel={t('devices.keep')}
          tone="danger"
          onConfirm={() => revoke(leaving)}
          onCancel={() => setLeaving(null)}
        >
          {t('devices.revokeText')}
        </ConfirmDialog>
      )}
    </Card>
  );
}
