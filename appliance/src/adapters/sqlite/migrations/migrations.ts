import { projections, up as journalAndProjections } from './0001-journal-and-projections.ts';
import { up as rowChecks } from './0002-row-checks.ts';
import { up as settlement } from './0003-settlement.ts';
import { up as epochs } from './0004-epochs.ts';

export interface Migration {
  /** Counts up by one; also what `PRAGMA user_version` says afterwards. */
  version: number;
  name: string;
  sql: string;
}

/** Forward only. A released migration is never edited. */
export const migrations: readonly Migration[] = [
  { version: 1, name: 'journal and projections', sql: journalAndProjections },
  { version: 2, name: 'row checks', sql: rowChecks },
  { version: 3, name: 'what both sides edit', sql: settlement },
  { version: 4, name: 'epochs', sql: epochs },
];

/** The projections as all steps together leave them. A rebuild runs exactly this in a database of its own. */
export const projectionSchema: string = projections + settlement;

/** The oldest database that this version can bring forward. */
export const migrationFloor = 0;
