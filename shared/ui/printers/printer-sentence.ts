import type { StoreStatus } from '../../src/protocol/stream.ts';
import { paperProblemCode } from '../../src/receipt/paper-problem.ts';
import { formatTime } from '../format.ts';
import type { Status } from '../status-dot.tsx';
import { useUiSettings, useUiWords } from '../ui-provider.tsx';

export type PrinterStatus = StoreStatus['printers'][number];

interface Say {
  t: (key: string, values?: Record<string, string | number>) => string;
  time: (at: string) => string;
}

/** `tickets`: as a kitchen says it, where all that prints is tickets. */
export type PapersNamed = 'papers' | 'tickets';

/** How a printer is, in the reader's words and without its name: "out of paper, 3 waiting, since 18:42". */
export function printerSentence(printer: PrinterStatus, named: PapersNamed, say: Say): string {
  const { state, waiting, since, drawer, paperLow } = printer;
  const unknown = named === 'tickets' ? (printer.unknownTickets ?? printer.unknown) : printer.unknown;
  const { t, time } = say;
  const said: string[] = [];
  if (state !== 'ok') said.push(problemWord(printer, t));
  if (unknown > 0) said.push(t(named === 'tickets' ? 'printerUnknownTickets' : 'printerUnknown', { count: unknown }));
  if (waiting > 0) said.push(t(named === 'tickets' ? 'printerTickets' : 'printerWaits', { count: waiting }));
  if (state !== 'ok' && since !== null) said.push(t('printerSince', { time: time(since) }));
  if (drawer?.alarm === true) said.push(t('printerDrawerForgotten', { time: time(drawer.since) }));
  if (paperLow === true) said.push(t('printerPaperLow'));
  return said.length === 0 ? t('printerReady') : said.join(t('printerComma'));
}

/** The code in the reader's words; what an older or newer appliance says stands as it came. */
function problemWord(
  { code, reason }: { code?: string | null | undefined; reason: string | null },
  t: Say['t'],
): string {
  const known = paperProblemCode(code);
  return known === null ? (reason ?? t('printerAttention')) : t(`printer_${known}`);
}

/** What has to be seen first. */
export function printerLevel({ state, unknown, drawer, paperLow }: PrinterStatus): Status {
  if (unknown > 0 || state === 'offline') return 'danger';
  return state === 'attention' || drawer?.alarm === true || paperLow === true ? 'warning' : 'ok';
}

/** The words are looked up by keys that are put together from codes, which their types do not know. */
const useWordsByKey = (): Say['t'] => useUiWords() as unknown as Say['t'];

/** Why a printer or a paper needs somebody, in the reader's words. */
export function useProblemWord(): (problem: Parameters<typeof problemWord>[0]) => string {
  const t = useWordsByKey();
  return (problem) => problemWord(problem, t);
}

export function usePrinterSentence(named: PapersNamed = 'papers'): (printer: PrinterStatus) => string {
  const { locale, timeZone } = useUiSettings();
  const t = useWordsByKey();
  return (printer) => printerSentence(printer, named, { t, time: (at) => formatTime(at, timeZone, locale) });
}
