import { rmSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { isDamage } from '../../integrity/damage.ts';
import type { ScrubResult, ScrubTask } from '../../integrity/scrub-pass.ts';
import type { Finding } from '../../integrity/store-report.ts';
import { SqliteJournal } from './journal-tables.ts';
import { openDatabase } from './open-database.ts';
import { rebuildProjections } from './rebuild-projections.ts';
import { registerFindings } from './verify-register.ts';
import { pageFindings, projectionFindings, schemaFindings } from './verify-store.ts';
import { beginningOf, type Walk, walkHistory } from './walk-history.ts';

/** Few enough that a read is over in some milliseconds: a longer one would keep the log from being moved. */
const eventsPerSlice = 200;

/**
 * Runs one walk of the scrub to its end, on a connection of its own that cannot write. Rests between slices so that whoever sells
 * keeps nearly all of the processor.
 */
export function scrubStore(path: string, task: ScrubTask, rest: (ms: number) => void): ScrubResult {
  const startedMs = performance.now();
  const look = (): Omit<ScrubResult, 'tookMs'> => {
    try {
      return task.kind === 'history' ? historyPass(path, task, rest) : projectionPass(path);
    } catch (error) {
      if (!isDamage(error)) throw error;
      const what = error instanceof Error ? error.message : String(error);
      return { checked: null, findings: [{ kind: 'database', what: what.slice(0, 200) }], events: 0 };
    }
  };
  const first = look();
  // A second look, on another connection, before a store is stopped: what was only misread once is not damage.
  const result = first.findings.length === 0 ? first : look();
  return { ...result, tookMs: Math.round(performance.now() - startedMs) };
}

type HistoryTask = Extract<ScrubTask, { kind: 'history' }>;

function historyPass(path: string, task: HistoryTask, rest: (ms: number) => void): Omit<ScrubResult, 'tookMs'> {
  const db = openToRead(path);
  try {
    const journal = new SqliteJournal(db);
    const beginning = task.from ?? beginningOf(journal);
    const lastN = new Map<string, number>();
    let position = beginning;
    const goThrough = (throughSeq: number): Walk => {
      const anchors = task.anchors.filter(({ seq }) => seq > position.seq && seq <= throughSeq);
      const walk = walkHistory(db, { from: position, throughSeq, anchors });
      for (const [stream, n] of walk.lastN) lastN.set(stream, n);
      position = walk.position;
      return walk;
    };
    const done = (findings: Finding[]): Omit<ScrubResult, 'tookMs'> => ({
      checked: position,
      findings,
      events: position.seq - beginning.seq,
    });
    const headSeq = journal.head().seq;
    const beyond = task.anchors.filter(({ seq }) => seq > headSeq);
    if (beyond.length > 0) return done(beyond.map(({ seq }) => ({ kind: 'cut-off', seq })));
    while (headSeq - position.seq > eventsPerSlice) {
      const sliceMs = performance.now();
      const { findings } = db.transaction(() => goThrough(position.seq + eventsPerSlice)).deferred();
      if (findings.length > 0) return done(findings);
      rest((performance.now() - sliceMs) * task.restsPerWork);
    }
    return db
      .transaction(() => {
        const { seq } = journal.head();
        const { findings } = goThrough(seq);
        if (findings.length > 0 || task.from !== null) return done(findings);
        return done([...registerFindings(db, seq, lastN), ...schemaFindings(db), ...pageFindings(db)]);
      })
      .deferred();
  } finally {
    db.close();
  }
}

function projectionPass(path: string): Omit<ScrubResult, 'tookMs'> {
  const side = `${path}-side`;
  rmSync(side, { force: true });
  const db = openToRead(path);
  try {
    const { chain, differences, seq } = rebuildProjections(db, side);
    const findings: Finding[] = chain.ok
      ? projectionFindings(differences)
      : [{ kind: 'chain', seq: chain.brokenAt, reason: chain.reason }];
    return { checked: null, findings, events: seq };
  } finally {
    db.close();
    rmSync(side, { force: true });
  }
}

/** Each page is read once: there is nothing to keep of it. */
function openToRead(path: string): Database {
  const db = openDatabase({ path, synchronous: 'NORMAL', readonly: true });
  db.pragma('cache_size = -2000');
  return db;
}
