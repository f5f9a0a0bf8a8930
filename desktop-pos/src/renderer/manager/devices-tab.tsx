import type { PairingWindow } from '@auraconnect/shared/protocol/store-api.ts';
import { Badge } from '@auraconnect/shared/ui/badge.tsx';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { ConfirmDialog } from '@auraconnect/shared/ui/confirm-dialog.tsx';
import { ErrorState } from '@auraconnect/shared/ui/error-state.tsx';
import { formatAge, formatDateTime } from '@auraconnect/shared/ui/format.ts';
import { RadioGroup } from '@auraconnect/shared/ui/radio-group.tsx';
import { Skeleton, SkeletonGroup } from '@auraconnect/shared/ui/skeleton.tsx';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { QrCode as QrIcon } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useDesk, useMay } from '../desk/desk-context.ts';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';
import { useTill } from '../desk/till-context.ts';
import { codeOf } from '../parts/fault-code.ts';
import { QrCode } from '../parts/qr-code.tsx';
import { useStoreNow } from '../parts/use-store-now.ts';
import { useWords, type WordKey, type Words } from '../words/use-words.ts';
import { readDevices, revokeDevice, type StoreDevice } from './store-admin.ts';

/** Tills and screens of the store: who is there, how another one joins, and how one is sent away. */
export function DevicesTab(): ReactElement {
  const t = useWords();
  const mayPair = useMay('device.pair');
  if (!mayPair) return <p className="rounded-lg bg-sunken p-4 text-sm text-muted">{t('noPermission')}</p>;
  return (
    <div className="flex flex-col gap-4">
      <PairCard />
      <DeviceList />
    </div>
  );
}

function PairCard(): ReactElement {
  const t = useWords();
  const till = useTill();
  const { person } = useDesk();
  const { locale } = useUiSettings();
  const nowMs = useStoreNow();
  const [program, setProgram] = useState<'pos' | 'kds'>('pos');
  const open = useMutation({ mutationFn: () => till.api.openPairingWindow({ staffToken: person.staffToken }) });
  const window = open.data !== undefined && Date.parse(open.data.expiresAt) > nowMs ? open.data : null;
  const address = window === null ? '' : pairingAddress(till.api.baseUrl, program, window);
  return (
    <Card title={t('pairAnother')} description={t('pairAnotherHow')}>
      {window === null ? (
        <div className="flex flex-col gap-3">
          {open.isError && <ErrorState title={t('pairFailed')} supportCode={codeOf(open.error)} className="p-0" />}
          <Button
            variant="primary"
            size="lg"
            icon={<QrIcon />}
            busy={open.isPending}
            onPress={() => open.mutate()}
            className="self-start"
          >
            {t('pairOpen')}
          </Button>
        </div>
      ) : (
        <div className="grid items-start gap-5 sm:grid-cols-[14rem_1fr]">
          <QrCode text={address} label={t('pairQr')} />
          <div className="flex min-w-0 flex-col gap-3">
            <RadioGroup
              label={t('pairAs')}
              value={program}
              onChange={setProgram}
              options={[
                { id: 'pos', label: t('pairPos') },
                { id: 'kds', label: t('pairKds') },
              ]}
            />
            <div>
              <p className="text-sm text-muted">{t('pairCode')}</p>
              <p className="font-mono text-2xl font-semibold tracking-widest select-all">{window.code}</p>
            </div>
            <p className="text-sm break-all text-muted select-all">{address}</p>
            <p className="text-sm text-muted tabular-nums">
              {t('pairEnds', { age: formatAge(Date.parse(window.expiresAt) - nowMs, locale) })}
            </p>
          </div>
        </div>
      )}
    </Card>
  );
}

function pairingAddress(baseUrl: string, program: 'pos' | 'kds', window: PairingWindow): string {
  return `${baseUrl}/${program}/#pair=${encodeURIComponent(window.code)}`;
}

const kindWords: Partial<Record<string, WordKey>> = {
  pos: 'pairPos',
  kds: 'pairKds',
  setup: 'pairSetup',
  importer: 'pairImporter',
  api: 'pairApi',
};

/** A kind that this version does not know is shown as the appliance names it. */
function kindName(kind: string, t: Words): string {
  const word = kindWords[kind];
  return word === undefined ? kind : t(word);
}

function DeviceList(): ReactElement {
  const t = useWords();
  const till = useTill();
  const { person } = useDesk();
  const { locale, timeZone } = useUiSettings();
  const queries = useQueryClient();
  const status = useSignal(till.status);
  const [leaving, setLeaving] = useState<StoreDevice | null>(null);
  const devices = useQuery({
    queryKey: ['devices'],
    queryFn: () => readDevices(till.api, person.staffToken),
    refetchInterval: 10_000,
  });

  async function revoke(device: StoreDevice): Promise<void> {
    try {
      await revokeDevice(till.api, person.staffToken, device.deviceId);
      await queries.invalidateQueries({ queryKey: ['devices'] });
    } catch (fault) {
      toasts.show({ tone: 'danger', message: t('revokeFailed', { code: codeOf(fault) }) });
    }
    setLeaving(null);
  }

  return (
    <Card title={t('devices')} flush>
      {devices.isPending ? (
        <SkeletonGroup className="flex flex-col gap-2 p-4">
          <Skeleton className="h-14 w-full" />
          <Skeleton className="h-14 w-full" />
        </SkeletonGroup>
      ) : devices.isError ? (
        <ErrorState
          title={t('devicesFailed')}
          supportCode={codeOf(devices.error)}
          onRetry={() => void devices.refetch()}
        />
      ) : (
        <ul className="divide-y divide-line">
          {devices.data
            .filter((device) => device.revokedAt === null)
            .map((device) => {
              const screen = status?.screens.find((one) => one.deviceId === device.deviceId);
              const isThis = device.deviceId === till.deviceId;
              return (
                <li key={device.deviceId} className="flex min-h-16 items-center gap-3 px-5 py-2">
                  <span className="min-w-0 grow">
                    <span className="block truncate text-sm font-semibold">
                      {device.name} {isThis && <span className="font-normal text-muted">({t('thisDevice')})</span>}
                    </span>
                    <span className="block text-xs text-muted">
                      {kindName(device.kind, t)} ·{' '}
                      {t('pairedAt', { when: formatDateTime(device.pairedAt, timeZone, locale) })}
                    </span>
                  </span>
                  {screen !== undefined && (
                    <Badge tone={screen.connected ? 'positive' : 'warning'}>
                      {screen.connected ? t('connected') : t('away')}
                    </Badge>
                  )}
                  {!isThis && (
                    <Button variant="quiet" className="text-danger!" onPress={() => setLeaving(device)}>
                      {t('revoke')}
                    </Button>
                  )}
                </li>
              );
            })}
        </ul>
      )}
      {leaving !== null && (
        <ConfirmDialog
          isOpen
          title={t('revokeTitle', { name: leaving.name })}
          confirmLabel={t('revoke')}
          cancelLabel={t('revokeKeep')}
          onConfirm={() => revoke(leaving)}
          onCancel={() => setLeaving(null)}
        >
          {t('revokeMeans')}
        </ConfirmDialog>
      )}
    </Card>
  );
}
