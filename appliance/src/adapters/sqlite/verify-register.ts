import type { Database } from 'better-sqlite3';
import type { Finding } from '../../integrity/store-report.ts';
import { checkedTables, type CheckedValue, rowCheck } from './row-check.ts';
import { blobToUuid } from './values.ts';

/** The versions of the database from which on rows carry their sum, and from which on events are adopted. */
const sumsSince = 2;
const adoptsSince = 4;
const versionOf = (db: Database): number => Number(db.pragma('user_version', { simple: true }));

/**
 * What no hash of the journal covers: rows that carry their own sum, and that the register of answered commands has an answer for
 * every place of every device's stream.
 * @param lastN by device and incarnation, as the journal has it
 */
export function registerFindings(db: Database, headSeq: number, lastN: ReadonlyMap<string, number>): Finding[] {
  return [...beyondFindings(db, headSeq), ...sumFindings(db), ...streamFindings(db, lastN)];
}

/** An answer that was given for an event that is not there was given for nothing. */
function beyondFindings(db: Database, headSeq: number): Finding[] {
  const beyond = db.prepare('SELECT count(*) FROM command_record WHERE seq > ?').pluck().get(headSeq) as number;
  return beyond === 0 ? [] : [{ kind: 'answers-beyond', count: beyond }];
}

function sumFindings(db: Database): Finding[] {
  if (versionOf(db) < sumsSince) return [];
  return Object.entries(checkedTables).flatMap(([table, columns]): Finding[] => {
    if ((table === 'epoch' || table === 'adopted_event') && versionOf(db) < adoptsSince) return [];
    let count = 0;
    const rows = db
      .prepare(`SELECT row_check, ${columns.join(', ')} FROM ${table}`)
      .raw()
      .iterate();
    for (const [sum, ...values] of rows as IterableIterator<CheckedValue[]>) if (rowCheck(values) !== sum) count += 1;
    return count === 0 ? [] : [{ kind: 'row-sum', table, count }];
  });
}

interface StreamRow {
  device: Buffer;
  incarnation: Buffer;
  last_n: number;
  answers: number | null;
  newest: number | null;
  adopted: number | null;
}

/**
 * A device's stream has no gaps: as many answers as its last n. The appliance's own has none, and ends where its events do. Of what was
 * adopted the other history has the answers.
 */
function streamFindings(db: Database, lastN: ReadonlyMap<string, number>): Finding[] {
  const adopted =
    versionOf(db) < adoptsSince ? 'NULL' : '(SELECT max(n) FROM adopted_event WHERE adopted_event.stream = key)';
  const streams = db
    .prepare(
      `SELECT device, incarnation, last_n, answers, newest, ${adopted} AS adopted FROM device_stream
       LEFT JOIN (SELECT stream, count(*) AS answers, max(n) AS newest FROM command_record GROUP BY stream) ON stream = key`,
    )
    .all() as StreamRow[];
  const count = streams.filter(({ device, incarnation, last_n: last, answers, newest, adopted: through }) => {
    if (through !== null) return Math.max(newest ?? 0, through) !== last;
    if (answers !== null) return answers !== last || newest !== last;
    return (lastN.get(`${blobToUuid(device)} ${blobToUuid(incarnation)}`) ?? 0) !== last;
  }).length;
  return count === 0 ? [] : [{ kind: 'streams', count }];
}
