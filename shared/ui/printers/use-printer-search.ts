import { useEffect, useState } from 'react';
import type { PrinterSearchState } from '../../src/protocol/printer-search.ts';
import type { PrinterHands } from './printer-hands.ts';

const askAgainMs = 400;

export interface Searching {
  /** Null before the first one of this form. */
  search: PrinterSearchState | null;
  fault: unknown;
  start(): Promise<void>;
  /** Puts the list away. */
  end(): void;
}

/** The search for printers at the appliance, asked how far it is as long as it runs. */
export function usePrinterSearch({ startSearch, readSearch }: PrinterHands): Searching {
  const [search, setSearch] = useState<PrinterSearchState | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const searching = search?.state === 'searching';
  useEffect(() => {
    if (!searching) return;
    let stopped = false;
    const timer = setInterval(() => {
      readSearch().then(
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
  }, [searching, readSearch]);
  const start = async (): Promise<void> => {
    setFault(null);
    try {
      setSearch(await startSearch());
    } catch (thrown) {
      setSearch(null);
      setFault(thrown);
    }
  };
  return { search, fault, start, end: () => setSearch(null) };
}
