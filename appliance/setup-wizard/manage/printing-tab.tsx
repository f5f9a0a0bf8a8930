import { ChefHat, Plus, Printer as PrinterIcon } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Printer, Station, StoreSettings } from '@auraconnect/shared/menu/catalogue.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { Select } from '@auraconnect/shared/ui/select.tsx';
import { StatusDot } from '@auraconnect/shared/ui/status-dot.tsx';
import {
  printerLevel,
  type PrinterStatus,
  usePrinterSentence,
} from '@auraconnect/shared/ui/printers/printer-sentence.ts';
import { placeOf } from '@auraconnect/shared/ui/printers/connection-draft.ts';
import { usePrinterFormWords } from '@auraconnect/shared/ui/printers/form-words/form-words.ts';
import { PrinterSheet } from '@auraconnect/shared/ui/printers/printer-sheet.tsx';
import { useUiWords } from '@auraconnect/shared/ui/ui-provider.tsx';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { sentenceOf, sentencesOf } from '../link/fault.ts';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';
import { Sentences } from '@auraconnect/shared/ui/notice.tsx';
import { PracticeCard } from '../parts/practice-card.tsx';
import { useStore } from '../store/store-context.ts';
import { useEdit } from '../store/use-edit.ts';
import { PoleCard } from './pole-card.tsx';
import { RowList } from './row-list.tsx';
import { StandInSelect } from './stand-in-select.tsx';
import { StationSheet } from './station-sheet.tsx';
import { usePrinterHands } from './use-printer-hands.ts';

/** Where tickets and receipts come out. */
export function PrintingTab(): ReactElement {
  const { t } = useTranslation();
  const { link, answer } = useStore();
  const { printers, stations } = answer.catalogue;
  const status = useSignal(link.status);
  const [printer, setPrinter] = useState<Printer | 'new' | null>(null);
  const [station, setStation] = useState<Station | 'new' | null>(null);
  const printerName = (id: string | null): string => printers.find((one) => one.id === id)?.name ?? '';
  const sentence = usePrinterSentence();
  const words = useUiWords();
  const stateOf = (id: string): PrinterStatus | undefined => status?.printers.find((one) => one.printerId === id);
  const form = usePrinterFormWords();
  const hands = usePrinterHands();
  const addButton = (label: string, onPress: () => void): ReactElement => (
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
        actions={addButton(form('add'), () => setPrinter('new'))}
      >
        {printers.length === 0 ? (
          <EmptyState icon={<PrinterIcon />} title={t('printer.none')}>
            {t('printer.noneText')}
          </EmptyState>
        ) : (
          <ul aria-label={t('printer.title')} className="divide-y divide-line">
            {printers.map((one) => {
              const state = stateOf(one.id);
              return (
                <li key={one.id} className="flex flex-wrap items-center gap-3 px-5 py-2">
                  <span className="min-w-0 grow basis-40">
                    <span className="block truncate text-base font-medium" dir="auto">
                      {one.name}
                    </span>
                    <span className="block text-sm text-muted tabular-nums">
                      <bdi>{placeOf(one)}</bdi> · {t('printer.columnsOf', { count: one.columns })}
                      {one.hasDrawer && ` · ${form('drawer')}`}
                    </span>
                  </span>
                  <StatusDot
                    status={state === undefined ? 'busy' : printerLevel(state)}
                    label={state === undefined ? words('printerNotAsked') : sentence(state)}
                    className="basis-full text-sm sm:basis-auto"
                  />
                  <TestPrint printer={one} />
                  <Button
                    variant="secondary"
                    onPress={() => setPrinter(one)}
                    aria-label={form('editOne', { name: one.name })}
                  >
                    {form('edit')}
                  </Button>
                </li>
              );
            })}
          </ul>
        )}
      </Card>
      {printers.length > 0 && <ReceiptPrinter />}
      <Card
        title={t('station.title')}
        description={t('station.text')}
        flush
        actions={!answer.claimed && addButton(t('station.add'), () => setStation('new'))}
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
                  : [
                      t(`station.paper.${one.paper}`),
                      printerName(one.printerId),
                      ...(one.backupPrinterId === null
                        ? []
                        : [t('standIn.else', { name: printerName(one.backupPrinterId) })]),
                    ].join(' · '),
            }))}
            onOpen={(id) => setStation(stations.find((one) => one.id === id) ?? null)}
          />
        )}
      </Card>
      {printer !== null && (
        <PrinterSheet printer={printer === 'new' ? null : printer} hands={hands} onClose={() => setPrinter(null)} />
      )}
      {station !== null && (
        <StationSheet station={station === 'new' ? null : station} onClose={() => setStation(null)} />
      )}
      <PoleCard />
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

/** A printer cannot stand in for itself. */
const receiptsOn = (printerId: string | null, { receiptBackupPrinterId }: StoreSettings): Partial<StoreSettings> => ({
  receiptPrinterId: printerId,
  ...(receiptBackupPrinterId === printerId && { receiptBackupPrinterId: null }),
});

/** Which printer has the guests' receipts, and whether each sale prints one. */
function ReceiptPrinter(): ReactElement {
  const { t } = useTranslation();
  const { answer } = useStore();
  const { settings, printers } = answer.catalogue;
  const edit = useEdit();
  const [problems, setProblems] = useState<readonly string[]>([]);
  const save = (part: Partial<typeof settings>): void => void edit.change('settings', 'store', part).then(setProblems);
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
          onChange={(id) => save(receiptsOn(id === nowhere ? null : id, settings))}
          disabled={edit.busy}
        />
        <Select
          label={t('receipts.when')}
          options={[
            { id: 'on-request', label: t('receipts.onRequest') },
            { id: 'always', label: t('receipts.always') },
          ]}
          value={settings.printReceipts}
          onChange={(printReceipts) => save({ printReceipts })}
          disabled={edit.busy || settings.receiptPrinterId === null}
        />
        {settings.receiptPrinterId !== null && printers.length > 1 && (
          <>
            <StandInSelect
              printers={printers}
              printerId={settings.receiptPrinterId}
              value={settings.receiptBackupPrinterId}
              onChange={(receiptBackupPrinterId) => save({ receiptBackupPrinterId })}
              disabled={edit.busy}
            />
            <Select
              label={t('receipts.reports')}
              options={[
                { id: nowhere, label: t('receipts.asReceipts') },
                ...printers.map(({ id, name }) => ({ id, label: name })),
              ]}
              value={settings.reportPrinterId ?? nowhere}
              onChange={(id) => save({ reportPrinterId: id === nowhere ? null : id })}
              disabled={edit.busy}
            />
          </>
        )}
        <Sentences list={problems} />
      </div>
    </Card>
  );
}
