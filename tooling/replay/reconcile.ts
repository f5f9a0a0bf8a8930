import { setTimeout as delay } from 'node:timers/promises';
import { createHash } from 'node:crypto';
import { verifyChain, type ChainPosition } from '@auraconnect/shared/journal/hash.ts';
import { genesisHash, type JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import { addDecimal } from '@auraconnect/shared/money/decimal.ts';
import type { Reconciliation, SalesSeries } from '@auraconnect/shared/protocol/portal-api.ts';
import type { SalesReport } from '@auraconnect/shared/protocol/store-api.ts';
import type { StoreStatus } from '@auraconnect/shared/protocol/stream.ts';
import type { PrintJob } from '@auraconnect/shared/receipt/print-job.ts';
import { call } from '../programs/call.ts';
import { signInToCloud } from '../programs/store-access.ts';
import { sameFigures } from './figures.ts';
import type { Figures } from './order-file.ts';
import { figuresOfPaper, readSlip, type LedgerPaper, type PaperSlip } from './read-paper.ts';
import type { ReplayedStore } from './replayed-store.ts';

/** What one place says about the orders; null where it cannot know (a kitchen screen knows no money). */
export interface Place {
  name: string;
  orders: number | null;
  lines: number | null;
  quantity: string | null;
  revenueMinor: number | null;
  /** What is wrong besides the figures: printed twice, a broken chain. */
  faults: string[];
}

const key = (store: ReplayedStore) => {
  if (!store.manager) throw new Error('the store is not set up');
  const { device, staff } = store.manager;
  return { token: device.deviceToken, staffToken: staff.staffToken };
};

/** What still has to happen before the figures can be final. */
export interface Backlog {
  events: number;
  papers: number;
  unknownPapers: number;
  tickets: number;
}

export async function backlogOf(store: ReplayedStore): Promise<Backlog> {
  const status = await call<StoreStatus>(`${store.programs.applianceUrl}/api/v1/status`, key(store));
  const printers = status.printers;
  return {
    events: status.cloud.pendingEvents,
    papers: printers.reduce((sum, printer) => sum + printer.waiting, 0),
    unknownPapers: printers.reduce((sum, printer) => sum + printer.unknown, 0),
    tickets: store.kitchen?.openCount ?? 0,
  };
}

/** Waits until nothing is on its way any more; unknown papers are decided as a person who looks at the paper would. */
export async function settle(store: ReplayedStore, onProgress: (backlog: Backlog) => void): Promise<void> {
  for (let quiet = 0; quiet < 3;) {
    const backlog = await backlogOf(store).catch(() => null);
    if (backlog) onProgress(backlog);
    if (backlog && backlog.unknownPapers > 0) await decideUnknownPapers(store);
    const still = !backlog || Object.values(backlog).some((count) => count > 0);
    quiet = still ? 0 : quiet + 1;
    await delay(100);
  }
}

async function decideUnknownPapers(store: ReplayedStore): Promise<void> {
  const jobs = await call<PrintJob[]>(`${store.programs.applianceUrl}/api/v1/print-jobs`, key(store));
  for (const job of jobs.filter(({ state }) => state === 'unknown')) {
    const decision =
      job.document === 'drawer-kick' || job.document === 'cash-report'
        ? 'give-up'
        : (await cameOut(store, job))
          ? 'printed'
          : 'reprint';
    await store.desk?.send(
      [{ type: 'print.resolve', payload: { jobId: job.jobId, decision } }],
      new Date(0).toISOString(),
    );
  }
}

async function cameOut(store: ReplayedStore, job: PrintJob): Promise<boolean> {
  const reference =
    job.subject.type === 'receipt'
      ? job.subject.orderId
      : job.subject.type === 'kitchen-ticket'
        ? job.subject.ticketId
        : null;
  const slips = await slipsOf(store, job.printerId);
  return slips.some((slip) => slip.reference === reference);
}

async function slipsOf(store: ReplayedStore, printerId: string): Promise<PaperSlip[]> {
  const response = await fetch(`${store.programs.paperUrl}/printers/${printerId}/ledger`);
  const text = await response.text();
  const papers = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LedgerPaper);
  return papers.map(readSlip).filter((slip) => slip !== null);
}

/** Every place that holds the orders, asked through its own public door. */
export async function placesOf(store: ReplayedStore, from: string, to: string): Promise<Place[]> {
  const { applianceUrl, cloudUrl } = store.programs;
  const report = await call<SalesReport>(`${applianceUrl}/api/v1/reports/sales?from=${from}&to=${to}`, key(store));
  const { accessToken } = await signInToCloud(cloudUrl, store.cloudOwner);
  const cloud = await call<Reconciliation>(`${cloudUrl}/api/v1/reconciliation`, { token: accessToken });
  const series = await call<SalesSeries>(`${cloudUrl}/api/v1/sales/series?by=day&from=${from}&to=${to}`, {
    token: accessToken,
  });
  const screen = store.kitchen?.figures();
  return [
    await journalPlace(store),
    {
      name: "The appliance's projections",
      orders: report.orderCount,
      lines: report.lineCount,
      quantity: report.quantity,
      revenueMinor: report.revenueMinor,
      faults: [],
    },
    {
      name: 'Kitchen screens',
      orders: screen?.orders ?? 0,
      lines: screen?.lines ?? 0,
      quantity: screen?.quantity ?? '0',
      revenueMinor: null,
      faults: [],
    },
    paperPlace('Kitchen paper', await slipsOf(store, 'kitchen'), false),
    paperPlace('Receipts on paper', await slipsOf(store, 'receipt'), true),
    {
      name: "The cloud's journal",
      ...cloud.journal,
      faults: cloud.quarantinedCount > 0 ? [`${cloud.quarantinedCount} events set aside`] : [],
    },
    { name: "The cloud's read models", ...cloud.readModels, faults: [] },
    {
      name: 'The portal',
      orders: series.totals.orderCount,
      lines: series.totals.lineCount,
      quantity: series.totals.quantity,
      revenueMinor: series.totals.revenueMinor,
      faults: [],
    },
  ];
}

/** The figures of slips; a paper of a cash report is no slip of an order. */
function paperPlace(name: string, slips: PaperSlip[], receipts: boolean): Place {
  const own = slips.filter((slip) => (slip.revenueMinor !== null) === receipts);
  const { figures, twice } = figuresOfPaper(own, new Set(own.map(({ reference }) => reference)).size);
  const faults = twice.length === 0 ? [] : [`${twice.length} came out twice`];
  return { name, ...figures, revenueMinor: receipts ? figures.revenueMinor : null, faults };
}

/** Reads the journal row by row, checks its chain, and counts by the facts alone. */
async function journalPlace(store: ReplayedStore): Promise<Place> {
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  const figures: Figures = { orders: 0, lines: 0, quantity: '0', revenueMinor: 0 };
  const faults: string[] = [];
  let position: ChainPosition | null = null;
  for (;;) {
    const rows: JournalRow[] = await journalAfter(store, position?.seq ?? 0);
    const [first] = rows;
    if (!first) break;
    const from: ChainPosition = position ?? { store: first.store, epoch: first.epoch, seq: 0, hash: genesisHash };
    const check = verifyChain(rows, from, sha256);
    position = check.position;
    for (const row of rows) count(figures, row);
    if (check.ok) continue;
    faults.push(`the chain breaks at event ${check.brokenAt} (${check.reason})`);
    break;
  }
  return { name: "The appliance's journal", ...figures, faults };
}

const journalAfter = (store: ReplayedStore, after: number): Promise<JournalRow[]> =>
  call<JournalRow[]>(`${store.programs.applianceUrl}/api/v1/journal?after=${after}&limit=1000`, key(store));

function count(figures: Figures, row: JournalRow): void {
  if (row.type === 'order.line_added') {
    const { line } = JSON.parse(row.bytes) as { line: { quantity: string } };
    figures.lines += 1;
    figures.quantity = addDecimal(figures.quantity, line.quantity);
  } else if (row.type === 'order.closed') {
    const { totals } = JSON.parse(row.bytes) as { totals: { revenueMinor: number } };
    figures.orders += 1;
    figures.revenueMinor += totals.revenueMinor;
  }
}

/** Whether a place says exactly what the file says, as far as it can know. */
export function agrees(place: Place, file: Figures): boolean {
  const known: Figures = {
    orders: place.orders ?? file.orders,
    lines: place.lines ?? file.lines,
    quantity: place.quantity ?? file.quantity,
    revenueMinor: place.revenueMinor ?? file.revenueMinor,
  };
  return sameFigures(known, file) && place.faults.length === 0;
}

export function table(file: Figures, places: readonly Place[], currency: string): string {
  const digits =
    new Intl.NumberFormat('en-US', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const money = (minor: number | null): string =>
    minor === null
      ? '-'
      : (minor / 10 ** digits).toLocaleString('en-US', {
          minimumFractionDigits: digits,
          maximumFractionDigits: digits,
        });
  const number = (value: number | string | null): string =>
    value === null ? '-' : Number(value).toLocaleString('en-US');
  const rows = [
    ['', 'orders', 'lines', 'quantity', `revenue (${currency})`, ''],
    ['The file', number(file.orders), number(file.lines), number(file.quantity), money(file.revenueMinor), ''],
    ...places.map((place) => [
      place.name,
      number(place.orders),
      number(place.lines),
      number(place.quantity),
      money(place.revenueMinor),
      agrees(place, file) ? 'equal' : `DIFFERS ${place.faults.join(', ')}`.trim(),
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 || column === 5 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
