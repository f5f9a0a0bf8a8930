import type { Database } from 'better-sqlite3';
import { type ChainPosition, verifyChain } from '@auraconnect/shared/journal/hash.ts';
import { genesisHash, type JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import type { Anchor, Finding } from '../../integrity/store-report.ts';
import { sha256 } from '../../store/ledger.ts';
import { SqliteJournal } from './journal-tables.ts';
import { uuidToBlob } from './values.ts';

/** What is said of each kind; more of the same helps nobody. */
const mostFindings = 20;
const rowsPerStep = 1_000;

export interface Walk {
  /** Up to where everything is as it was written. */
  position: ChainPosition;
  firstEventAt: string | null;
  lastEventAt: string | null;
  findings: Finding[];
  /** By device and incarnation: the last n of its stream that stands in the journal. */
  lastN: ReadonlyMap<string, number>;
}

export interface WalkOptions {
  /** Everything before it was checked already; the first event's own hash is proven by it. */
  from: ChainPosition;
  throughSeq: number;
  /** Places of the history that were written down outside of it. */
  anchors?: readonly Anchor[];
  /** Called after each step, with how far it has come. */
  onStep?: (position: ChainPosition) => void;
}

/** The place before the first event of the history that lies here. */
export function beginningOf(journal: Pick<SqliteJournal, 'meta'>): ChainPosition {
  return { store: journal.meta('store') ?? '', epoch: journal.meta('epoch') ?? '', seq: 0, hash: genesisHash };
}

/**
 * Walks the journal from a place that is proven and believes nothing: every event's hash continues the chain, every event is found
 * under its order, and the history contains what others saw of it. The one way in which verify, the scrub and a start do so.
 */
export function walkHistory(
  db: Database,
  { from, throughSeq, anchors = [], onStep = () => undefined }: WalkOptions,
): Walk {
  const journal = new SqliteJournal(db);
  const findings: Finding[] = [];
  const lastN = new Map<string, number>();
  let position = from;
  let firstEventAt: string | null = null;
  let lastEventAt: string | null = null;
  const open = new Map(anchors.filter(({ epoch }) => epoch === from.epoch).map((anchor) => [anchor.seq, anchor]));
  const isUnderItsOrder = orderIndex(db);
  while (position.seq < throughSeq) {
    const rows = attempt(findings, position.seq + 1, () =>
      journal.rows(position.seq, Math.min(rowsPerStep, throughSeq - position.seq)),
    );
    if (rows === undefined) break;
    const check = verifyChain(rows, position, sha256);
    for (const row of rows) {
      if (!check.ok && row.seq >= check.brokenAt) break;
      const anchor = open.get(row.seq);
      if (anchor !== undefined) open.delete(row.seq);
      if (anchor !== undefined && anchor.hash !== row.hash) findings.push({ kind: 'other-than-anchor', seq: row.seq });
      if (!isUnderItsOrder(row)) findings.push({ kind: 'order-index', seq: row.seq });
      lastN.set(`${row.device} ${row.incarnation}`, row.n);
      firstEventAt ??= row.occurredAt;
      lastEventAt = row.occurredAt;
    }
    position = check.position;
    if (!check.ok) {
      findings.push({ kind: 'chain', seq: check.brokenAt, reason: check.reason });
      break;
    }
    if (rows.length === 0) {
      findings.push({ kind: 'chain', seq: position.seq + 1, reason: 'gap' });
      break;
    }
    onStep(position);
  }
  findings.push(...notReached([...open.values()], from, position));
  return { position, firstEventAt, lastEventAt, findings: findings.slice(0, mostFindings), lastN };
}

function orderIndex(db: Database): (row: JournalRow) => boolean {
  const entered = db.prepare<[Buffer, number], unknown>(
    `SELECT 1 FROM order_entry JOIN order_key ON key = order_key
     WHERE order_id = ? AND seq = (SELECT max(seq) FROM journal WHERE seq <= ?)`,
  );
  return ({ orderId, seq }) => orderId === null || entered.get(uuidToBlob(orderId), seq) !== undefined;
}

/** Anchors beyond the end; what lies before the walk was checked by an earlier one. */
function notReached(anchors: readonly Anchor[], from: ChainPosition, position: ChainPosition): Finding[] {
  return anchors.flatMap(({ seq, hash }): Finding[] => {
    if (seq > position.seq) return [{ kind: 'cut-off', seq }];
    return seq === from.seq && hash !== from.hash ? [{ kind: 'other-than-anchor', seq }] : [];
  });
}

/** What a damaged database throws is a finding, whatever it is: a page that cannot be read, a blob that cannot be unpacked. */
export function attempt<T>(findings: Finding[], seq: number, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    findings.push({ kind: 'unreadable', seq, what: what.slice(0, 200) });
    return undefined;
  }
}
