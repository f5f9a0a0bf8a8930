import { Wrench } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { VirtualPrinter } from '@auraconnect/shared/receipt/paper.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { StatusDot, type Status } from '@auraconnect/shared/ui/status-dot.tsx';
import { CashDrawer } from './cash-drawer.tsx';
import { FaultSwitches } from './fault-switches.tsx';
import { paperWidthMm } from './paper-geometry.ts';

/** The printer itself: a box of dark plastic in any theme, with its lamp, its drawer, its switches and the slot. */
export function PrinterMachine({ printer, headingId }: { printer: VirtualPrinter; headingId: string }): ReactElement {
  const { t } = useTranslation();
  const [showFaults, setShowFaults] = useState(false);
  const { faults, columns, port, papers } = printer;
  const panelId = `${headingId}-faults`;
  return (
    <header
      className="machine"
      data-theme="dark"
      data-power={faults.poweredOff ? 'off' : 'on'}
      data-cover={faults.coverOpen ? 'open' : 'closed'}
    >
      <div className="machine-lid" aria-hidden="true" />
      <div className="machine-body">
        <div className="flex items-start gap-3">
          <div className="min-w-0 grow">
            <h2 id={headingId} className="truncate text-base font-semibold text-ink" dir="auto">
              {printer.name}
            </h2>
            <Lamp printer={printer} />
          </div>
          {printer.drawer !== 'none' && <CashDrawer printer={printer} />}
        </div>
        <div className="mt-1 flex items-center gap-2">
          <p className="min-w-0 grow text-xs text-muted">
            {t('paperWidth', { width: paperWidthMm(columns), columns, port })} ·{' '}
            <span className="whitespace-nowrap">{t('printed', { count: papers })}</span>
          </p>
          <Button
            variant="quiet"
            icon={<Wrench />}
            aria-expanded={showFaults}
            aria-controls={panelId}
            onPress={() => setShowFaults(!showFaults)}
            className="-me-2"
          >
            {t('faults')}
          </Button>
        </div>
        {showFaults && <FaultSwitches printer={printer} panelId={panelId} />}
      </div>
      <div className="machine-slot" aria-hidden="true" />
    </header>
  );
}

function Lamp({ printer }: { printer: VirtualPrinter }): ReactElement {
  const { t } = useTranslation();
  const { faults, waitingBytes } = printer;
  const [status, label]: [Status, string] = faults.poweredOff
    ? ['off', t('fault.poweredOff')]
    : faults.coverOpen
      ? ['danger', t('fault.coverOpen')]
      : faults.paperOut
        ? ['danger', t('fault.paperOut')]
        : faults.stalled
          ? ['warning', t('fault.stalled')]
          : faults.resetAfterBytes !== null
            ? ['warning', t('fault.resetAfterBytes')]
            : ['ok', t('ready')];
  const waiting = waitingBytes > 0 && status !== 'ok' ? `, ${t('waiting', { count: waitingBytes })}` : '';
  return <StatusDot status={status} label={label + waiting} className="text-muted" />;
}
