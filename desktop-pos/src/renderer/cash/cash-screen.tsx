import { Badge } from '@auraconnect/shared/ui/badge.tsx';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { formatDateTime, formatTime } from '@auraconnect/shared/ui/format.ts';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { ArrowDownToLine, ArrowUpFromLine, FileText, LockOpen, Vault } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useCommand } from '../desk/use-command.ts';
import { useDesk, useMay } from '../desk/desk-context.ts';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';
import { useTill } from '../desk/till-context.ts';
import { useIndex } from '../desk/use-store.ts';
import { ScreenFrame } from '../parts/screen-frame.tsx';
import { useWords } from '../words/use-words.ts';
import { CountedDrawers } from './counted-drawers.tsx';
import { CountSheet } from './count-sheet.tsx';
import { MovementSheet } from './movement-sheet.tsx';
import { type ReportLook, ReportSheet } from './report-sheet.tsx';

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
  /** The Z that was just closed, or one of before. */
  const [look, setLook] = useState<ReportLook | null>(null);
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
      if (outcome === 'done') setLook({ sessionId, supplement: null });
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
          <>
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
            <CountedDrawers className="mx-auto max-w-4xl" onLook={setLook} />
          </>
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
            <CountedDrawers onLook={setLook} />
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
      {open === 'report' && <ReportSheet look={{ sessionId, supplement: null }} onClose={close} />}
      {look !== null && <ReportSheet look={look} onClose={() => setLook(null)} />}
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
