import type { Database } from 'better-sqlite3';
import { genesisHash } from '@auraconnect/shared/journal/journal-row.ts';
import type { Anchor, Finding, StoreReport } from '../../integrity/store-report.ts';
import { schemaDifferences } from './migrate.ts';
import { rebuildProjections, type TableDifference } from './rebuild-projections.ts';
import { SqliteStorage } from './sqlite-storage.ts';
import { registerFindings } from './verify-register.ts';
import { attempt, beginningOf, walkHistory } from './walk-history.ts';

export interface VerifyOptions {
  /** Places of the history that somebody outside wrote down: the cloud, a Z report, an auditor. */
  anchors?: readonly Anchor[];
  /** @param part 0 to 1 */
  onProgress?: (part: number) => void;
}

/**
 * Looks at everything a store's database holds and believes nothing of it: SQLite's own check; every event's hash from the first to
 * the last; the index from orders to events; that answered commands point at events, and the sum of every row that no hash covers; every
 * projection against one folded anew; and whether the history still contains what others saw of it. A page-level check alone
 * would not notice a flipped bit in a row, the chain alone not a cut-off end.
 * @param db an open connection, only read; the appliance may go on writing.
 */
export function verifyStore(
  db: Database,
  { anchors = [], onProgress = () => undefined }: VerifyOptions = {},
): StoreReport {
  return db
    .transaction((): StoreReport => {
      const { journal, projections } = new SqliteStorage(db);
      const findings: Finding[] = [...pageFindings(db), ...schemaFindings(db)];
      const head = attempt(findings, 0, () => journal.head()) ?? { seq: 0, hash: genesisHash };
      const first = beginningOf(journal);
      const walked = walkHistory(db, {
        from: first,
        throughSeq: head.seq,
        anchors,
        onStep: ({ seq }) => onProgress(seq / head.seq),
      });
      findings.push(...walked.findings);
      if (walked.findings.length === 0) {
        findings.push(...(attempt(findings, 0, () => registerFindings(db, head.seq, walked.lastN)) ?? []));
        findings.push(...projectionFindings(rebuildProjections(db, ':memory:').differences));
      }
      return {
        store: { id: first.store, name: attempt([], 0, () => projections.store()?.name) ?? '' },
        epoch: walked.position.epoch,
        events: walked.position.seq,
        headHash: walked.position.hash,
        firstEventAt: walked.firstEventAt,
        lastEventAt: walked.lastEventAt,
        findings,
      };
    })
    .deferred();
}

export function pageFindings(db: Database): Finding[] {
  const lines = (attempt([], 0, () => db.pragma('integrity_check(20)')) ?? [
    { integrity_check: 'it cannot be read' },
  ]) as {
    integrity_check: string;
  }[];
  return lines
    .filter(({ integrity_check: line }) => line !== 'ok')
    .map(({ integrity_check: line }) => ({ kind: 'database', what: line.slice(0, 200) }));
}

export function schemaFindings(db: Database): Finding[] {
  return (attempt([], 0, () => schemaDifferences(db)) ?? ['it']).map((name) => ({
    kind: 'database',
    what: `its schema of ${name.slice(0, 100)} is not what a migration made`,
  }));
}

export const projectionFindings = (differences: readonly TableDifference[]): Finding[] =>
  differences.map(({ table, onlyLive, onlyRebuilt }) => ({ kind: 'projection', table, onlyLive, onlyRebuilt }));
