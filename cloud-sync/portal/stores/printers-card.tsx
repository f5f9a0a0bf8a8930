import { Printer } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreDetail } from '@auraconnect/shared/protocol/portal-api.ts';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { printerLevel, printerSentence } from '@auraconnect/shared/ui/printers/printer-sentence.ts';
import { StatusDot } from '@auraconnect/shared/ui/status-dot.tsx';
import { useUiWords } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useMoments } from '../parts/moments.ts';

/** The printers of a store as it last told of them: what they lack and since when. What is done about it is done in the store. */
export function PrintersCard({ store }: { store: StoreDetail }): ReactElement {
  const { t } = useTranslation();
  const words = useUiWords();
  const moments = useMoments(store.timeZone);
  const { printers } = store;
  const say = {
    t: words as unknown as (key: string, values?: Record<string, string | number>) => string,
    time: (at: string) => moments.dateTime(at),
  };
  return (
    <Card
      title={t('stores.printers')}
      description={
        printers === null
          ? t('stores.printersHint')
          : t('stores.printersAsOf', { time: moments.dateTime(printers.asOf) })
      }
      flush
    >
      {printers === null || printers.printers.length === 0 ? (
        <EmptyState icon={<Printer />} title={t(printers === null ? 'stores.printersUnknown' : 'stores.noPrinters')} />
      ) : (
        <ul aria-label={t('stores.printers')} className="border-t border-line">
          {printers.printers.map((printer) => (
            <li
              key={printer.printerId}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-5 py-3 text-sm last:border-b-0"
            >
              <Printer className="size-5 shrink-0 text-muted" aria-hidden="true" />
              <span className="min-w-32 grow basis-0">
                <span className="block truncate font-medium" dir="auto">
                  {printer.name}
                </span>
                <StatusDot
                  status={printerLevel(printer)}
                  label={printerSentence(printer, 'papers', say)}
                  className="text-xs text-muted"
                />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
