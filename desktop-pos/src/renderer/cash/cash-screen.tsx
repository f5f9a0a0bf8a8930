import type { CashReport } from '@auraconnect/shared/cash/cash.ts';
import { cashReportDocument } from '@auraconnect/shared/receipt/cash-report-document.ts';
import { Badge } from '@auraconnect/shared/ui/badge.tsx';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { ErrorState } from '@auraconnect/shared/ui/error-state.tsx';
import { formatDateTime, formatTime } from '@auraconnect/shared/ui/format.ts';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { Sheet } from '@auraconnect/shared/ui/sheet.tsx';
import { Skeleton, SkeletonGroup } from '@auraconnect/shared/ui/skeleton.tsx';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useQuery } from '@tanstack/react-query';
import { ArrowDownToLine, ArrowUpFromLine, FileText, LockOpen, Printer, Vault } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useCommand } from '../desk/use-command.ts';
import { useDesk, useMay } from '../desk/desk-context.ts';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';
import { useTill } from '../desk/till-context.ts';
import { useIndex, usePicture } from '../desk/use-store.ts';
import { codeOf } from '../parts/fault-code.ts';
import { PaperView } from '../parts/paper-view.tsx';
import { ScreenFrame } from '../parts/screen-frame.tsx';
import { useReceiptColumns } from '../orders/receipt-sheet.tsx';
import { useWords } from '../words/use-words.ts';
import { CountSheet } from './count-sheet.tsx';
import { MovementSheet } from './movement-sheet.tsx';

type Open = 'open' | 'close' | 'in' | 'out' | 'no-sale' | 'report' | null;

/** The drawer of this till: from the float to the count, and the papers about it. */
export function CashScreen(): ReactElement {
  const t = useWords();
  const till = useTill();
  const { person } = useDesk();
  const index = useIndex();
  const { locale, timeZone } = useUiSettings();
  const command = useCommand();
  const mayReport = useMay('cash.report');
  const session = useSignal(till.cashSession);
  const [open, setOpen] = useState<Open>(null);
  const [busy, setBusy] = useState(false);
  /** The Z that was just closed, to be looked at and printed. */
  const [closedId, setClosedId] = useState<string | null>(null);
  const close = (): void => setOpen(null);
  const isOpen = session !== null && session.status === 'open';
  const sessionId = session?.sessionId ?? '';
  const personName = (staffId: string): string => index.staff.get(staffId)?.name ?? staffId;

  async function during(task: () => Promise<void>): Promise<void> {
    setBusy(true);
    try {
      await task();
    } finally {
      setBusy(false);
    }
  }

  const openDrawer = (floatMinor: number): void =>
    void during(async () => {
      const outcome = await command(
        'cash.open_session',
        { sessionId: till.newId(), floatMinor },
        { permission: 'cash.session', what: t('openDrawer') },
      );
      if (outcome === 'done' || outcome === 'later') close();
    });
  const closeDrawer = (countedMinor: number): void =>
    void during(async () => {
      const outcome = await command(
        'cash.close_session',
        { sessionId, countedMinor },
        { permission: 'cash.session', what: t('closeDrawer') },
      );
      if (outcome === 'done') setClosedId(sessionId);
      if (outcome === 'done' || outcome === 'later') close();
    });
  const move = (kind: 'in' | 'out' | 'no-sale', amountMinor: number, reason: string): void => {
    close();
    void (async () => {
      const outcome =
        kind === 'no-sale'
          ? await command('cash.no_sale', { sessionId, reason }, { permission: 'cash.no_sale', what: t('noSale') })
          : await command(
              kind === 'in' ? 'cash.pay_in' : 'cash.pay_out',
              { sessionId, movementId: till.newId(), amountMinor, reason },
              { permission: 'cash.pay_in_out', what: kind === 'in' ? t('payIn') : t('payOut') },
            );
      if (outcome === 'done')
        toasts.show({ tone: 'positive', message: kind === 'no-sale' ? t('drawerOpens') : t('movementDone') });
    })();
  };

  return (
    <ScreenFrame title={t('drawer')}>
      <div className="min-h-0 grow overflow-y-auto p-4">
        {!isOpen ? (
          <EmptyState
            icon={<Vault />}
            title={t('drawerNone')}
            action={
              <Button variant="primary" size="xl" onPress={() => setOpen('open')}>
                {t('openDrawer')}
              </Button>
            }
          >
            {t('drawerNoneDo')}
          </EmptyState>
        ) : (
          <div className="mx-auto flex max-w-4xl flex-col gap-4">
            <Card
              title={t('drawerOpen')}
              description={t('drawerOpenedBy', {
                name: session.openedBy === '' ? person.name : personName(session.openedBy),
                when: formatDateTime(session.openedAt, timeZone, locale),
              })}
            >
              <dl className="grid grid-cols-2 gap-4 sm:grid-cols-3">
                <Figure label={t('float')} amountMinor={session.floatMinor} />
                <Figure label={t('paidIn')} amountMinor={sumOf(session.movements, 'in')} />
                <Figure label={t('paidOut')} amountMinor={sumOf(session.movements, 'out')} />
              </dl>
              <p className="mt-4 text-sm text-muted">{t('blindCount')}</p>
            </Card>
            <div className="grid grid-cols-2 gap-2 sm:grid-cols-4">
              <Button size="lg" icon={<ArrowDownToLine />} onPress={() => setOpen('in')}>
                {t('payIn')}
              </Button>
              <Button size="lg" icon={<ArrowUpFromLine />} onPress={() => setOpen('out')}>
                {t('payOut')}
              </Button>
              <Button size="lg" icon={<LockOpen />} onPress={() => setOpen('no-sale')}>
                {t('noSale')}
              </Button>
              <Button size="lg" icon={<FileText />} disabled={!mayReport} onPress={() => setOpen('report')}>
                {t('xReading')}
              </Button>
            </div>
            <Button size="xl" variant="primary" icon={<Vault />} onPress={() => setOpen('close')}>
              {t('countAndClose')}
            </Button>
            {session.movements.length + session.noSales.length > 0 && (
              <Card title={t('movements')} flush>
                <ul className="divide-y divide-line">
                  {[
                    ...session.movements.map((movement) => ({
                      ...movement,
                      amount: movement.kind === 'in' ? movement.amountMinor : -movement.amountMinor,
                    })),
                    ...session.noSales.map((noSale) => ({
                      ...noSale,
                      movementId: noSale.at,
                      kind: 'no-sale' as const,
                      amount: null,
                    })),
                  ]
                    .toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))
                    .map((movement) => (
                      <li key={movement.movementId} className="flex items-center gap-3 px-5 py-2 text-sm">
                        <span className="w-16 shrink-0 text-muted tabular-nums">
                          {formatTime(movement.at, timeZone, locale)}
                        </span>
                        <span className="min-w-0 grow">
                          {movement.reason} <span className="text-muted">· {personName(movement.by)}</span>
                        </span>
                        {movement.amount === null ? (
                          <Badge>{t('noSale')}</Badge>
                        ) : (
                          <MoneyText amountMinor={movement.amount} showPlus className="font-semibold" />
                        )}
                      </li>
                    ))}
                </ul>
              </Card>
            )}
          </div>
        )}
      </div>

      {open === 'open' && (
        <CountSheet
          title={t('openDrawer')}
          description={t('countFloat')}
          doLabel={t('openDrawer')}
          busy={busy}
          onCounted={openDrawer}
          onClose={close}
        />
      )}
      {open === 'close' && (
        <CountSheet
          title={t('countAndClose')}
          description={t('countBlind')}
          doLabel={t('closeDrawer')}
          busy={busy}
          onCounted={closeDrawer}
          onClose={close}
        />
      )}
      {(open === 'in' || open === 'out' || open === 'no-sale') && (
        <MovementSheet kind={open} onClose={close} onDone={(amountMinor, reason) => move(open, amountMinor, reason)} />
      )}
      {open === 'report' && <ReportSheet sessionId={sessionId} onClose={close} />}
      {closedId !== null && <ReportSheet sessionId={closedId} onClose={() => setClosedId(null)} />}
    </ScreenFrame>
  );
}

function sumOf(movements: readonly { kind: 'in' | 'out'; amountMinor: number }[], kind: 'in' | 'out'): number {
  return movements
    .filter((movement) => movement.kind === kind)
    .reduce((sum, movement) => sum + movement.amountMinor, 0);
}

function Figure({ label, amountMinor }: { label: string; amountMinor: number }): ReactElement {
  return (
    <div>
      <dt className="text-sm text-muted">{label}</dt>
      <dd className="text-lg font-semibold">
        <MoneyText amountMinor={amountMinor} />
      </dd>
    </div>
  );
}

/** An X reading of an open drawer, or the numbered Z of a closed one, as it is printed. */
function ReportSheet({ sessionId, onClose }: { sessionId: string; onClose: () => void }): ReactElement {
  const t = useWords();
  const till = useTill();
  const { person } = useDesk();
  const command = useCommand();
  const report = useQuery({
    queryKey: ['cash-report', sessionId],
    queryFn: () => till.api.cashReport(sessionId, { staffToken: person.staffToken }),
    staleTime: 0,
    gcTime: 0,
  });
  const print = (): void =>
    void command('cash.print_x', { sessionId }, { permission: 'cash.report', what: t('xReading') });
  return (
    <Sheet
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={
        report.data === undefined || report.data.zNumber === null
          ? t('xReading')
          : t('zReport', { number: report.data.zNumber })
      }
      size="lg"
      footer={
        report.data?.zNumber === null ? (
          <Button icon={<Printer />} onPress={print}>
            {t('print')}
          </Button>
        ) : undefined
      }
    >
      {report.isPending ? (
        <SkeletonGroup className="flex flex-col gap-3">
          <Skeleton className="h-24 w-full" />
          <Skeleton className="h-96 w-full" />
        </SkeletonGroup>
      ) : report.isError ? (
        <ErrorState
          title={t('reportFailed')}
          stillWorks={t('reportFailedStill')}
          supportCode={codeOf(report.error)}
          onRetry={() => void report.refetch()}
        />
      ) : (
        <ReportView report={report.data} />
      )}
    </Sheet>
  );
}

function ReportView({ report }: { report: CashReport }): ReactElement {
  const t = useWords();
  const index = useIndex();
  const { deviceId, deviceName } = usePicture();
  const columns = useReceiptColumns();
  const difference = report.differenceMinor;
  return (
    <div className="flex flex-col gap-4">
      {difference !== null && (
        <p
          role="status"
          className={`flex items-baseline justify-between gap-4 rounded-lg p-4 text-lg font-semibold ${difference === 0 ? 'bg-positive-soft text-positive' : 'bg-warning-soft text-warning'}`}
        >
          {difference === 0 ? t('drawerExact') : difference > 0 ? t('drawerOver') : t('drawerShort')}
          {difference !== 0 && <MoneyText amountMinor={difference} showPlus />}
        </p>
      )}
      <PaperView
        document={cashReportDocument(report, index, {
          copy: false,
          deviceName: report.deviceId === deviceId ? deviceName : report.deviceId.slice(0, 8),
        })}
        columns={columns}
      />
    </div>
  );
}
