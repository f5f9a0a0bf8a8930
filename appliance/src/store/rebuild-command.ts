import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openDataFolder } from '../adapters/node/data-folder.ts';
import { migrate } from '../adapters/sqlite/migrate.ts';
import { openDatabase } from '../adapters/sqlite/open-database.ts';
import { adoptProjections, rebuildProjections } from '../adapters/sqlite/rebuild-projections.ts';
import { StoreFault } from './store-fault.ts';

/**
 * Folds the whole journal again and says whether the projections are what it says: exit status 0 when they are. `--repair` puts the
 * rebuilt ones in their place. Run while the appliance is stopped.
 */
function main(): number {
  const repair = process.argv.includes('--repair');
  const dataDir = resolve(process.env['DATA_DIR'] ?? 'data', 'appliance');
  const folder = openDataFolder(dataDir);
  const side = join(dataDir, 'rebuilt.db');
  rmSync(side, { force: true });
  try {
    const db = openDatabase({ path: folder.database, synchronous: 'FULL' });
    migrate(db);
    const { seq, chain, differences } = rebuildProjections(db, side);
    if (!chain.ok) {
      process.stdout.write(
        `The journal is damaged at entry ${chain.brokenAt} (${chain.reason}). Bring back a backup.\n`,
      );
      return 2;
    }
    for (const { table, onlyLive, onlyRebuilt } of differences) {
      process.stdout.write(`${table}: ${onlyLive} rows differ, ${onlyRebuilt} rebuilt\n`);
    }
    if (differences.length === 0) process.stdout.write(`All projections are what ${seq} entries of the journal say.\n`);
    else if (repair) {
      adoptProjections(db, side);
      process.stdout.write('The rebuilt projections are in their place now.\n');
    }
    db.close();
    return differences.length === 0 || repair ? 0 : 1;
  } finally {
    rmSync(side, { force: true });
    folder.unlock();
  }
}

try {
  process.exitCode = main();
} catch (error) {
  process.stderr.write(
    `${error instanceof StoreFault ? error.message : `The projections could not be rebuilt: ${String(error)}`}\n`,
  );
  process.exitCode = 1;
}
