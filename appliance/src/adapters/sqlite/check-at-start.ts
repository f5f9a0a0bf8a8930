import type { Database } from 'better-sqlite3';
import type { ScrubRecord } from '../../integrity/scrub-record.ts';
import type { Anchor, Finding } from '../../integrity/store-report.ts';
import { SqliteJournal } from './journal-tables.ts';
import { attempt, beginningOf, walkHistory } from './walk-history.ts';

/** A start reads no more events than these again, which takes it some 20 ms; the scrub begins with the others seconds later. */
const mostEvents = 300;

/**
 * What a store looks at before it serves: that every place of the history that was written down outside the database is still in it,
 * and that what was written since the last pass of the scrub continues the chain.
 */
export function checkAtStart(db: Database, { verified }: ScrubRecord, anchors: readonly Anchor[]): Finding[] {
  const findings: Finding[] = [];
  const journal = new SqliteJournal(db);
  const head = attempt(findings, 0, () => journal.head());
  if (head === undefined) return findings;
  const known = verified === null ? anchors : [...anchors, verified];
  for (const anchor of known) findings.push(...anchorFindings(journal, anchor, head.seq));
  if (findings.length > 0) return findings;
  const beginning = beginningOf(journal);
  if (head.seq - (verified?.seq ?? 0) <= mostEvents)
    return walkHistory(db, { from: verified ?? beginning, throughSeq: head.seq }).findings;
  const fromSeq = head.seq - mostEvents;
  const [before] = attempt(findings, fromSeq, () => journal.rows(fromSeq - 1, 1)) ?? [];
  if (before === undefined) return findings;
  const { epoch, seq, hash } = before;
  return walkHistory(db, { from: { store: beginning.store, epoch, seq, hash }, throughSeq: head.seq }).findings;
}

function anchorFindings(journal: SqliteJournal, { epoch, seq, hash }: Anchor, headSeq: number): Finding[] {
  if (seq === 0) return [];
  if (seq > headSeq) return [{ kind: 'cut-off', seq }];
  const findings: Finding[] = [];
  const [row] = attempt(findings, seq, () => journal.rows(seq - 1, 1)) ?? [];
  if (findings.length === 0 && (row?.epoch !== epoch || row.hash !== hash))
    findings.push({ kind: 'other-than-anchor', seq });
  return findings;
}
