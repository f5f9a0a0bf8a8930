import type { ChainCheck } from '@auraconnect/shared/journal/hash.ts';
import { replayJournal } from '../store/replay-journal.ts';
import { emptySource, foldOrder } from '../store/state-source.ts';
import type { SalesDay } from '../store/state.ts';
import type { JournalTable } from '../store/storage.ts';
import type { ReportTables } from './report-tables.ts';
import { fromThousandths } from './thousandths.ts';

export interface ReconciledFigures {
  orders: number;
  lines: number;
  quantity: string;
  /** Before tax. */
  revenueMinor: number;
}

/** The same sales counted twice by different ways; they have to be equal to the cent. */
export interface Reconciliation {
  /** Business dates, both inclusive; null: since the beginning. */
  from: string | null;
  to: string | null;
  /** Up to where both were counted. */
  seq: number;
  /** Every event of the journal, folded again from the first one. */
  journal: ReconciledFigures;
  /** The running sums that reports are made of. */
  projections: ReconciledFigures;
  equal: boolean;
  /** Whether the hash chain holds from the first event to the last; otherwise where it breaks. */
  chain: { ok: boolean; brokenAt: number | null };
}

export interface ReconcileParts {
  journal: JournalTable;
  tables: ReportTables;
  throughSeq: number;
  from: string | null;
  to: string | null;
}

const beginning = '0001-01-01';
const end = '9999-12-31';

export function reconcile({ journal, tables, throughSeq, from, to }: ReconcileParts): Reconciliation {
  const days = new Map<string, SalesDay>();
  const check = replayJournal({
    journal,
    throughSeq,
    source: (seqSoFar) => ({
      ...emptySource,
      order: (orderId) => foldOrder(journal.rowsOfOrder(orderId, seqSoFar())).orders.get(orderId),
      salesDay: (key) => days.get(key) ?? null,
    }),
    onGroup: (state) => {
      for (const [date, day] of state.changes().salesDays) if (day !== null) days.set(date, day);
    },
  });
  const first = from ?? beginning;
  const last = to ?? end;
  const counted = figuresOf([...days].filter(([date]) => first <= date && date <= last).map(([, day]) => day));
  const projected = figuresOf(tables.days(first, last));
  return {
    from,
    to,
    seq: check.position.seq,
    journal: counted,
    projections: projected,
    equal: JSON.stringify(counted) === JSON.stringify(projected),
    chain: chainOf(check),
  };
}

const chainOf = (check: ChainCheck): Reconciliation['chain'] =>
  check.ok ? { ok: true, brokenAt: null } : { ok: false, brokenAt: check.brokenAt };

function figuresOf(days: readonly SalesDay[]): ReconciledFigures {
  const sum = (of: (day: SalesDay) => number): number => days.reduce((total, day) => total + of(day), 0);
  return {
    orders: sum((day) => day.orderCount),
    lines: sum((day) => day.lineCount),
    quantity: fromThousandths(sum((day) => day.quantityThousandths)),
    revenueMinor: sum((day) => day.revenueMinor),
  };
}
