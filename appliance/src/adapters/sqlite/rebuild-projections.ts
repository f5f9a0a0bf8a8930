import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { ChainCheck } from '@auraconnect/shared/journal/hash.ts';
import { replayJournal } from '../../store/replay-journal.ts';
import { StoreFault } from '../../store/store-fault.ts';
import { stateSource } from '../../store/state-source.ts';
import { SqliteJournal } from './journal-tables.ts';
import { projectionSchema } from './migrations/migrations.ts';
import { SqliteProjections } from './projection-tables.ts';
import { projectionTables } from './schema.ts';

export interface TableDifference {
  table: string;
  /** Rows that only the live database has, and rows that only the rebuilt one has. */
  onlyLive: number;
  onlyRebuilt: number;
}

export interface Rebuild {
  /** Up to which event. */
  seq: number;
  chain: ChainCheck;
  differences: TableDifference[];
}

/**
 * Makes every projection again from the first event, in a database of its own beside the live one, and compares the two row by row.
 * @param live an open connection; it is only read, as it was when the rebuild began.
 * @param sidePath where the rebuilt projections are left; must not exist. `:memory:` leaves nothing.
 */
export function rebuildProjections(
  live: Database.Database,
  sidePath: string,
  { rowsPerGroup }: { rowsPerGroup?: number } = {},
): Rebuild {
  const side = new Database(sidePath);
  try {
    side.pragma('journal_mode = MEMORY');
    side.pragma('synchronous = OFF');
    side.exec(projectionSchema);
    return live
      .transaction((): Rebuild => {
        const journal = new SqliteJournal(live);
        const rebuilt = new SqliteProjections(side, journal.orders);
        const chain = replayJournal({
          journal,
          throughSeq: journal.head().seq,
          ...(rowsPerGroup === undefined ? {} : { rowsPerGroup }),
          source: (seqSoFar) => stateSource({ journal, projections: rebuilt }, seqSoFar),
          onGroup: (state) => side.transaction(() => rebuilt.write(state.changes()))(),
        });
        return { seq: chain.position.seq, chain, differences: compareProjections(live, side) };
      })
      .deferred();
  } finally {
    side.close();
  }
}

/** Tables in which the two differ. Both have the same schema; rows are compared whole. */
export function compareProjections(live: Database.Database, rebuilt: Database.Database): TableDifference[] {
  return projectionTables.flatMap((table) => {
    // Nearly always the same: then neither is held in memory.
    if (areSame(rowsOf(live, table), rowsOf(rebuilt, table))) return [];
    const liveRows = new Set(rowsOf(live, table));
    const rebuiltRows = new Set(rowsOf(rebuilt, table));
    const onlyLive = [...liveRows].filter((row) => !rebuiltRows.has(row)).length;
    const onlyRebuilt = [...rebuiltRows].filter((row) => !liveRows.has(row)).length;
    return onlyLive === 0 && onlyRebuilt === 0 ? [] : [{ table, onlyLive, onlyRebuilt }];
  });
}

function areSame(ones: Generator<string>, others: Generator<string>): boolean {
  try {
    for (;;) {
      const [one, other] = [ones.next(), others.next()];
      if (one.done === true || other.done === true) return one.done === other.done;
      if (one.value !== other.value) return false;
    }
  } finally {
    // A connection whose rows are still being read does nothing else.
    ones.return(undefined);
    others.return(undefined);
  }
}

/** Each row as one text, blobs in hex; a few hundred bytes each, compared by value. */
function* rowsOf(db: Database.Database, table: string): Generator<string> {
  for (const row of db.prepare(`SELECT * FROM ${table}`).raw().iterate() as IterableIterator<unknown[]>) {
    yield JSON.stringify(row.map((value) => (Buffer.isBuffer(value) ? value.toString('hex') : value)));
  }
}

/**
 * Puts rebuilt projections in the place of the live ones, in one transaction. Only while no appliance runs on the data: a running
 * one has what it replaces in memory.
 */
export function adoptProjections(live: Database.Database, sidePath: string): void {
  live.prepare('ATTACH ? AS rebuilt').run(sidePath);
  try {
    live
      .transaction(() => {
        for (const table of projectionTables) {
          live.exec(`DELETE FROM main.${table}; INSERT INTO main.${table} SELECT * FROM rebuilt.${table}`);
        }
      })
      .immediate();
  } finally {
    live.exec('DETACH rebuilt');
  }
}

/**
 * Makes the projections anew and puts them in the place of those that differ. For a start, before anything is in memory.
 * @returns the tables that differed
 * @throws StoreFault `journal_broken`: from a journal that is damaged nothing can be made
 */
export function repairProjections(live: Database.Database, sidePath: string): string[] {
  rmSync(sidePath, { force: true });
  try {
    const { chain, differences } = rebuildProjections(live, sidePath);
    if (!chain.ok) throw new StoreFault('journal_broken', `The store's journal is damaged at event ${chain.brokenAt}.`);
    if (differences.length > 0) adoptProjections(live, sidePath);
    return differences.map(({ table }) => table);
  } finally {
    rmSync(sidePath, { force: true });
  }
}
