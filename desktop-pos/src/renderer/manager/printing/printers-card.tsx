import type { Printer as StorePrinter } from '@auraconnect/shared/menu/catalogue.ts';
import { Badge } from '@auraconnect/shared/ui/badge.tsx';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { printerLevel, usePrinterSentence } from '@auraconnect/shared/ui/printers/printer-sentence.ts';
import { StatusDot } from '@auraconnect/shared/ui/status-dot.tsx';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { useUiWords } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';
import { Printer } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTill } from '../../desk/till-context.ts';
import { useCommand } from '../../desk/use-command.ts';
import { useIndex } from '../../desk/use-store.ts';
import { useWords } from '../../words/use-words.ts';

/** Every printer of the store as it is now, with its drawer. */
export function PrintersCard(): ReactElement {
  const t = useWords();
  const { printers } = useIndex().catalogue;
  return (
    <Card title={t('printers')} flush>
      {printers.length === 0 ? (
        <EmptyState icon={<Printer />} title={t('printersNone')} />
      ) : (
        <ul aria-label={t('printers')} className="divide-y divide-line">
          {printers.map((printer) => (
            <PrinterRow key={printer.id} printer={printer} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function PrinterRow({ printer }: { printer: StorePrinter }): ReactElement {
  const t = useWords();
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
    </li>
  );
}
