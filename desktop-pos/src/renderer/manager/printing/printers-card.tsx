import type { Printer as StorePrinter } from '@auraconnect/shared/menu/catalogue.ts';
import { Badge } from '@auraconnect/shared/ui/badge.tsx';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { usePrinterFormWords } from '@auraconnect/shared/ui/printers/form-words/form-words.ts';
import { PrinterSheet } from '@auraconnect/shared/ui/printers/printer-sheet.tsx';
import { printerLevel, usePrinterSentence } from '@auraconnect/shared/ui/printers/printer-sentence.ts';
import { StatusDot } from '@auraconnect/shared/ui/status-dot.tsx';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { useUiWords } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';
import { Plus, Printer } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTill } from '../../desk/till-context.ts';
import { useCommand } from '../../desk/use-command.ts';
import { useIndex } from '../../desk/use-store.ts';
import { useWords } from '../../words/use-words.ts';
import { usePrinterHands } from './use-printer-hands.ts';

/** Every printer of the store as it is now, with its drawer; each can be changed, and another one added. */
export function PrintersCard(): ReactElement {
  const t = useWords();
  const form = usePrinterFormWords();
  const hands = usePrinterHands();
  const isAlone = useSignal(useTill().alone);
  const { printers } = useIndex().catalogue;
  const [open, setOpen] = useState<StorePrinter | 'new' | null>(null);
  return (
    <Card
      title={t('printers')}
      description={isAlone ? t('printersAlone') : undefined}
      flush
      actions={
        <Button icon={<Plus aria-hidden="true" />} disabled={isAlone} onPress={() => setOpen('new')}>
          {form('add')}
        </Button>
      }
    >
      {printers.length === 0 ? (
        <EmptyState icon={<Printer />} title={t('printersNone')} />
      ) : (
        <ul aria-label={t('printers')} className="divide-y divide-line">
          {printers.map((printer) => (
            <PrinterRow key={printer.id} printer={printer} onEdit={isAlone ? undefined : () => setOpen(printer)} />
          ))}
        </ul>
      )}
      {open !== null && (
        <PrinterSheet printer={open === 'new' ? null : open} hands={hands} onClose={() => setOpen(null)} />
      )}
    </Card>
  );
}

interface PrinterRowProps {
  printer: StorePrinter;
  /** Undefined: not now. */
  onEdit: (() => void) | undefined;
}

function PrinterRow({ printer, onEdit }: PrinterRowProps): ReactElement {
  const t = useWords();
  const form = usePrinterFormWords();
  const words = useUiWords();
  const command = useCommand();
  const sentence = usePrinterSentence();
  const status = useSignal(useTill().status);
  const state = status?.printers.find((one) => one.printerId === printer.id);
  const drawer = state?.drawer ?? null;
  async function test(): Promise<void> {
    const outcome = await command(
      'print.test',
      { printerId: printer.id },
      { permission: 'print.resolve', what: t('testPrint') },
    );
    if (outcome === 'done') toasts.show({ message: t('printQueued') });
  }
  return (
    <li className="flex min-h-16 flex-wrap items-center gap-3 px-5 py-2">
      <span className="min-w-40 grow basis-0">
        <span className="block text-sm font-semibold" dir="auto">
          {printer.name}
        </span>
        <StatusDot
          status={state === undefined ? 'off' : printerLevel(state)}
          label={state === undefined ? t('healthUnknown') : sentence(state)}
          className="text-sm text-muted"
        />
      </span>
      {drawer !== null && (
        <Badge tone={drawer.alarm ? 'danger' : drawer.state === 'open' ? 'warning' : 'neutral'}>
          {words(drawer.state === 'open' ? 'printerDrawerOpen' : 'printerDrawerClosed')}
        </Badge>
      )}
      <Button onPress={() => void test()} aria-label={`${t('testPrint')}: ${printer.name}`}>
        {t('testPrint')}
      </Button>
      <Button
        onPress={() => onEdit?.()}
        disabled={onEdit === undefined}
        aria-label={form('editOne', { name: printer.name })}
      >
        {form('edit')}
      </Button>
    </li>
  );
}
