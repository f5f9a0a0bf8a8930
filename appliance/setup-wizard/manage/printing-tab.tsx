import { ChefHat, Plus, Printer as PrinterIcon } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Printer, Station } from '@auraconnect/shared/menu/catalogue.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { Select } from '@auraconnect/shared/ui/select.tsx';
import { StatusDot, type Status } from '@auraconnect/shared/ui/status-dot.tsx';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { sentenceOf, sentencesOf } from '../link/fault.ts';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';
import { Sentences } from '../parts/notice.tsx';
import { PracticeCard } from '../parts/practice-card.tsx';
import { useStore } from '../store/store-context.ts';
import { useEdit } from '../store/use-edit.ts';
import { PrinterSheet } from './printer-sheet.tsx';
import { RowList } from './row-list.tsx';
import { StationSheet } from './station-sheet.tsx';

const dots: Readonly<Record<string, Status>> = { ok: 'ok', offline: 'off', attention: 'danger' };

/** Where tickets and receipts come out. */
export function PrintingTab(): ReactElement {
  const { t } = useTranslation();
  const { link, answer } = useStore();
  const { printers, stations } = answer.catalogue;
  const status = useSignal(link.status);
  const [printer, setPrinter] = useState<Printer | 'new' | null>(null);
  const [station, setStation] = useState<Station | 'new' | null>(null);
  const printerName = (id: string | null): string => printers.find((one) => one.id === id)?.name ?? '';
  const stateOf = (id: string): string => status?.printers.find((one) => one.printerId === id)?.state ?? 'unknown';
  const addButton = (label: string, onPress: () => void): ReactElement | false =>
    !answer.claimed && (
      <Button variant="secondary" icon={<Plus aria-hidden="true" />} onPress={onPress}>
        {label}
      </Button>
    );
  return (
    <>
      <Card
        title={t('printer.title')}
        description={t('printer.text')}
        flush
        actions={addButton(t('printer.add'), () => setPrinter('new'))}
      >
        {printers.length === 0 ? (
          <EmptyState icon={<PrinterIcon />} title={t('printer.none')}>
            {t('printer.noneText')}
          </EmptyState>
        ) : (
          <ul aria-label={t('printer.title')} className="divide-y divide-line">
            {printers.map((one) => (
              <li key={one.id} className="flex flex-wrap items-center gap-3 px-5 py-2">
                <span className="min-w-0 grow basis-40">
                  <span className="block truncate text-base font-medium" dir="auto">
                    {one.name}
                  </span>
                  <span className="block text-sm text-muted tabular-nums">
                    <bdi>{`${one.host}:${one.port}`}</bdi> · {t('printer.columnsOf', { count: one.columns })}
                    {one.hasDrawer && ` · ${t('printer.drawer')}`}
                  </span>
                </span>
                <StatusDot status={dots[stateOf(one.id)] ?? 'busy'} label={t(`printer.state.${stateOf(one.id)}`)} />
                <TestPrint printer={one} />
                {!answer.claimed && (
                  <Button
                    variant="secondary"
                    onPress={() => setPrinter(one)}
                    aria-label={t('editOne', { name: one.name })}
                  >
                    {t('edit')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Card>
      {printers.length > 0 && <ReceiptPrinter />}
      <Card
        title={t('station.title')}
        description={t('station.text')}
        flush
        actions={addButton(t('station.add'), () => setStation('new'))}
      >
        {stations.length === 0 ? (
          <EmptyState icon={<ChefHat />} title={t('station.none')} />
        ) : (
          <RowList
            label={t('station.title')}
            rows={stations.map((one) => ({
              id: one.id,
              title: one.name,
              text:
                one.paper === 'never'
                  ? t('station.paper.never')
                  : `${t(`station.paper.${one.paper}`)} · ${printerName(one.printerId)}`,
            }))}
            onOpen={answer.claimed ? undefined : (id) => setStation(stations.find((one) => one.id === id) ?? null)}
          />
        )}
      </Card>
      {printer !== null && (
        <PrinterSheet printer={printer === 'new' ? null : printer} onClose={() => setPrinter(null)} />
      )}
      {station !== null && (
        <StationSheet station={station === 'new' ? null : station} onClose={() => setStation(null)} />
      )}
      <PracticeCard />
    </>
  );
}

function TestPrint({ printer }: { printer: Printer }): ReactElement {
  const { t } = useTranslation();
  const { link, person } = useStore();
  const [busy, setBusy] = useState(false);
  const print = async (): Promise<void> => {
    setBusy(true);
    try {
      const outcome = await link.act({
        type: 'print.test',
        payload: { printerId: printer.id },
        staffToken: person.staffToken,
      });
      const said =
        outcome.status === 'accepted'
          ? [t('printer.testSent', { name: printer.name })]
          : sentencesOf(outcome.refusal, t);
      for (const message of said) toasts.show({ message, tone: outcome.status === 'accepted' ? 'positive' : 'danger' });
    } catch (fault) {
      toasts.show({ message: sentenceOf(fault, t), tone: 'danger' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button
      variant="secondary"
      busy={busy}
      onPress={() => void print()}
      aria-label={t('printer.testOne', { name: printer.name })}
    >
      {t('printer.test')}
    </Button>
  );
}

const nowhere = '';

/** Which printer has the guests' receipts, and whether each sale prints one. */
function ReceiptPrinter(): ReactElement {
  const { t } = useTranslation();
  const { answer } = useStore();
  const { settings, printers } = answer.catalogue;
  const edit = useEdit();
  const [problems, setProblems] = useState<readonly string[]>([]);
  const save = (part: Partial<typeof settings>): void =>
    void edit.put([{ entity: 'settings', id: 'store', payload: { ...settings, ...part } }]).then(setProblems);
  return (
    <Card title={t('receipts.title')}>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Select
          label={t('receipts.printer')}
          options={[
            { id: nowhere, label: t('receipts.nowhere') },
            ...printers.map(({ id, name }) => ({ id, label: name })),
          ]}
          value={settings.receiptPrinterId ?? nowhere}
          onChange={(id) => save({ receiptPrinterId: id === nowhere ? null : id })}
          disabled={answer.claimed || edit.busy}
        />
        <Select
          label={t('receipts.when')}
          options={[
            { id: 'on-request', label: t('receipts.onRequest') },
            { id: 'always', label: t('receipts.always') },
          ]}
          value={settings.printReceipts}
          onChange={(printReceipts) => save({ printReceipts })}
          disabled={answer.claimed || edit.busy || settings.receiptPrinterId === null}
        />
        <Sentences list={problems} />
      </div>
    </Card>
  );
}
