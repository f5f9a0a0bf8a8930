import { Check, Plus, Search } from 'lucide-react';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { FoundPrinter, PrinterSearchState } from '@auraconnect/shared/protocol/printer-search.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { ProgressBar } from '@auraconnect/shared/ui/progress-bar.tsx';
import { sentenceOf } from '../link/fault.ts';
import { findPrinters, readFoundPrinters } from '../link/setup-api.ts';
import { Notice } from '../parts/notice.tsx';
import { useStore } from '../store/store-context.ts';

const askAgainMs = 400;

/** Looks for printers at the appliance and lists them as they are found; one tap takes one. */
export function FindPrinters({ onChoose }: { onChoose(found: FoundPrinter): void }): ReactElement {
  const { t } = useTranslation();
  const { search, fault, start, end } = useSearch();
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
      {fault !== null && <Notice tone="danger">{sentenceOf(fault, t)}</Notice>}
      {search !== null && search.printers.length > 0 && (
        <FoundList
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
      {!searching && (
        <Button variant="secondary" size="lg" icon={<Search aria-hidden="true" />} onPress={() => void start()}>
          {t(search === null ? 'find.do' : 'find.again')}
        </Button>
      )}
    </section>
  );
}

function FoundList({
  printers,
  onChoose,
}: {
  printers: readonly FoundPrinter[];
  onChoose(found: FoundPrinter): void;
}): ReactElement {
  const { t } = useTranslation();
  const { answer } = useStore();
  return (
    <ul aria-label={t('find.found')} aria-live="polite" className="flex flex-col gap-2">
      {printers.map((found) => {
        const place = placeOf(found);
        const name = found.makerAndModel ?? t(found.connection.type === 'serial' ? 'find.serial' : 'find.nameless');
        const owner = answer.catalogue.printers.find(({ id }) => id === found.alreadySetUp)?.name;
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

/** Where it is, as a person would look for it. */
export function placeOf({ connection, host, port }: Pick<FoundPrinter, 'connection' | 'host' | 'port'>): string {
  if (connection.type === 'serial') return connection.line.path;
  if (connection.type === 'usb') {
    const number = (value: number): string => value.toString(16).padStart(4, '0');
    return `USB ${number(connection.vendorId)}:${number(connection.productId)}`;
  }
  return `${host}:${port}`;
}

interface Searching {
  /** Null before the first one of this sheet. */
  search: PrinterSearchState | null;
  fault: unknown;
  start(): Promise<void>;
  /** Puts the list away. */
  end(): void;
}

function useSearch(): Searching {
  const { link, person } = useStore();
  const [search, setSearch] = useState<PrinterSearchState | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const searching = search?.state === 'searching';
  const { staffToken } = person;
  useEffect(() => {
    if (!searching) return;
    let stopped = false;
    const timer = setInterval(() => {
      readFoundPrinters(link.api, staffToken).then(
        (found) => {
          if (!stopped) setSearch(found);
        },
        (thrown: unknown) => {
          if (stopped) return;
          setFault(thrown);
          setSearch(null);
        },
      );
    }, askAgainMs);
    return () => {
      stopped = true;
      clearInterval(timer);
    };
  }, [searching, link, staffToken]);
  const start = async (): Promise<void> => {
    setFault(null);
    try {
      setSearch(await findPrinters(link.api, staffToken));
    } catch (thrown) {
      setSearch(null);
      setFault(thrown);
    }
  };
  return { search, fault, start, end: () => setSearch(null) };
}
