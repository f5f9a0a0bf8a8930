import type { Database } from 'better-sqlite3';
import { type ChainPosition, verifyChain } from '@auraconnect/shared/journal/hash.ts';
import { genesisHash } from '@auraconnect/shared/journal/journal-row.ts';
import { sha256 } from '../../store/ledger.ts';
import type { Anchor, Finding, StoreReport } from '../../integrity/store-report.ts';
import { rebuildProjections } from './rebuild-projections.ts';
import { SqliteStorage } from './sqlite-storage.ts';

const rowsPerStep = 1_000;
/** What is said of each kind; more of the same helps nobody. */
const mostFindings = 20;

export interface VerifyOptions {
  /** Places of the history that somebody outside wrote down: the cloud, a Z report, an auditor. */
  anchors?: readonly Anchor[];
  /** @param part 0 to 1 */
  onProgress?: (part: number) => void;
}

/**
 * Looks at everything a store's database holds and believes nothing of it: SQLite's own check; every event's hash from the first to
 * the last; the index from orders to events; that answered commands point at events; every projection against one folded anew;
 * and whether the history still contains what others saw of it. A page-level check alone would not notice a flipped bit in a
 * row, the chain alone not a cut-off end.
 * @param db an open connection, only read; the appliance may go on writing.
 */
export function verifyStore(
  db: Database,
  { anchors = [], onProgress = () => undefined }: VerifyOptions = {},
): StoreReport {
  return db
    .transaction((): StoreReport => {
      const { journal, projections } = new SqliteStorage(db);
      const findings: Finding[] = [...pageFindings(db)];
      const head = attempt(findings, 0, () => journal.head()) ?? { seq: 0, hash: genesisHash };
      const first: ChainPosition = {
        store: journal.meta('store') ?? '',
        epoch: journal.meta('epoch') ?? '',
        seq: 0,
        hash: genesisHash,
      };
      const walked = walk(db, first, head.seq, anchors, onProgress);
      findings.push(...walked.findings);
      if (walked.findings.length === 0) {
        findings.push(...commandFindings(db, head.seq));
        findings.push(...projectionFindings(db));
      }
      return {
        store: { id: first.store, name: attempt([], 0, () => projections.store()?.name) ?? '' },
        epoch: first.epoch,
        events: walked.position.seq,
        headHash: walked.position.hash,
        firstEventAt: walked.firstEventAt,
        lastEventAt: walked.lastEventAt,
        findings,
      };
    })
    .deferred();
}

interface Walk {
  position: ChainPosition;
  firstEventAt: string | null;
  lastEventAt: string | null;
  findings: Finding[];
}

function walk(
  db: Database,
  from: ChainPosition,
  throughSeq: number,
  anchors: readonly Anchor[],
  onProgress: (part: number) => void,
): Walk {
  const { journal } = new SqliteStorage(db);
  const findings: Finding[] = [];
  let position = from;
  let firstEventAt: string | null = null;
  let lastEventAt: string | null = null;
  const open = new Map(anchors.filter(({ epoch }) => epoch === from.epoch).map((anchor) => [anchor.seq, anchor]));
  const entered = db.prepare<[Buffer, number], unknown>(
    `SELECT 1 FROM order_entry JOIN order_key ON key = order_key
     WHERE order_id = ? AND seq = (SELECT max(seq) FROM journal WHERE seq <= ?)`,
  );
  while (position.seq < throughSeq) {
    const rows = attempt(findings, position.seq + 1, () => journal.rows(position.seq, rowsPerStep));
    if (rows === undefined) break;
    const check = verifyChain(rows, position, sha256);
    for (const row of rows) {
      if (!check.ok && row.seq >= check.brokenAt) break;
      const anchor = open.get(row.seq);
      if (anchor !== undefined) open.delete(row.seq);
      if (anchor !== undefined && anchor.hash !== row.hash) findings.push({ kind: 'other-than-anchor', seq: row.seq });
      if (row.orderId !== null && entered.get(uuidBlob(row.orderId), row.seq) === undefined)
        findings.push({ kind: 'order-index', seq: row.seq });
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
    onProgress(position.seq / throughSeq);
  }
  for (const [seq, { hash }] of open) {
    if (seq === 0 && hash === genesisHash) continue;
    if (seq > position.seq) findings.push({ kind: 'cut-off', seq });
  }
  return { position, firstEventAt, lastEventAt, findings: findings.slice(0, mostFindings) };
}

const uuidBlob = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');

function pageFindings(db: Database): Finding[] {
  const lines = (attempt([], 0, () => db.pragma('integrity_check(20)')) ?? [
    { integrity_check: 'it cannot be read' },
  ]) as {
    integrity_check: string;
  }[];
  return lines
    .filter(({ integrity_check: line }) => line !== 'ok')
    .map(({ integrity_check: line }) => ({ kind: 'database', what: line.slice(0, 200) }));
}

/** An answer that was given for an event that is not there was given for nothing. */
function commandFindings(db: Database, headSeq: number): Finding[] {
  const beyond = db.prepare('SELECT count(*) FROM command_record WHERE seq > ?').pluck().get(headSeq) as number;
  return beyond === 0 ? [] : [{ kind: 'answers-beyond', count: beyond }];
}

function projectionFindings(db: Database): Finding[] {
  const { differences } = rebuildProjections(db, ':memory:');
  return differences.map(({ table, onlyLive, onlyRebuilt }) => ({ kind: 'projection', table, onlyLive, onlyRebuilt }));
}

/** What a damaged database throws is a finding, whatever it is: a page that cannot be read, a blob that cannot be unpacked. */
function attempt<T>(findings: Finding[], seq: number, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    findings.push({ kind: 'unreadable', seq, what: what.slice(0, 200) });
    return undefined;
  }
}
