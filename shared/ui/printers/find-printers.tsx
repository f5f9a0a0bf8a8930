import { Check, Plus, Search } from 'lucide-react';
import type { ReactElement } from 'react';
import type { FoundPrinter } from '../../src/protocol/printer-search.ts';
import { Button } from '../button.tsx';
import { Notice } from '../notice.tsx';
import { ProgressBar } from '../progress-bar.tsx';
import { placeOf } from './connection-draft.ts';
import { usePrinterFormWords } from './form-words/form-words.ts';
import type { PrinterHands } from './printer-hands.ts';
import { usePrinterSearch } from './use-printer-search.ts';

interface FindPrintersProps {
  hands: PrinterHands;
  onChoose(found: FoundPrinter): void;
}

/** Looks for printers at the appliance and lists them as they are found; one tap takes one. */
export function FindPrinters({ hands, onChoose }: FindPrintersProps): ReactElement {
  const t = usePrinterFormWords();
  const { search, fault, start, end } = usePrinterSearch(hands);
  const searching = search?.state === 'searching';
  return (
    <section aria-label={t('find.do')} className="flex flex-col gap-3 rounded-lg border border-line p-4">
      {search === null ? (
        <p className="text-sm text-muted">{t('find.text')}</p>
      ) : (
        searching && (
          <ProgressBar
            label={t('find.searching')}
            value={search.toAsk === 0 ? null : search.asked}
            max={Math.max(search.toAsk, 1)}
            valueLabel={t('find.asked', { asked: search.asked, count: search.toAsk })}
          />
        )
      )}
      {fault !== null && <Notice tone="danger">{hands.sentenceOf(fault)}</Notice>}
      {search !== null && search.printers.length > 0 && (
        <FoundList
          hands={hands}
          printers={search.printers}
          onChoose={(found) => {
            // What was taken stands in the fields below: they come into sight.
            end();
            onChoose(found);
          }}
        />
      )}
      {search?.state === 'done' && search.printers.length === 0 && (
        <Notice tone="info">
          <p>{t('find.none')}</p>
          <p className="font-normal">{t('find.noneText')}</p>
        </Notice>
      )}
      {hands.cannotLook !== null && <Notice tone="info">{hands.cannotLook}</Notice>}
      {!searching && (
        <Button
          variant="secondary"
          size="lg"
          icon={<Search aria-hidden="true" />}
          disabled={hands.cannotLook !== null}
          onPress={() => void start()}
        >
          {t(search === null ? 'find.do' : 'find.again')}
        </Button>
      )}
    </section>
  );
}

interface FoundListProps extends FindPrintersProps {
  printers: readonly FoundPrinter[];
}

function FoundList({ hands, printers, onChoose }: FoundListProps): ReactElement {
  const t = usePrinterFormWords();
  return (
    <ul aria-label={t('find.found')} aria-live="polite" className="flex flex-col gap-2">
      {printers.map((found) => {
        const place = placeOf(found);
        const name = found.makerAndModel ?? t(found.connection.type === 'serial' ? 'find.serial' : 'find.nameless');
        const owner = hands.catalogue.printers.find(({ id }) => id === found.alreadySetUp)?.name;
        return (
          <li key={place}>
            <button
              type="button"
              onClick={() => onChoose(found)}
              className="flex min-h-14 w-full items-center gap-3 rounded-md border border-line bg-surface px-3 py-2 text-start hover:bg-sunken focus-visible:outline-2 focus-visible:outline-accent"
            >
              <span className="min-w-0 grow">
                <span className="block truncate text-base font-medium" dir="auto">
                  {name}
                </span>
                <span className="block text-sm text-muted">
                  <bdi className="tabular-nums">{place}</bdi> ·{' '}
                  {found.evidence.map((way) => t(`find.way.${way}`)).join(', ')}
                </span>
                {owner !== undefined && (
                  <span className="block text-sm font-medium text-positive">{t('find.known', { name: owner })}</span>
                )}
              </span>
              {owner === undefined ? (
                <Plus className="size-5 shrink-0 text-accent" aria-hidden="true" />
              ) : (
                <Check className="size-5 shrink-0 text-positive" aria-hidden="true" />
              )}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
