import { readFileSync } from 'node:fs';
import path from 'node:path';
import { npmCommand } from '../bootstrap/npm.mjs';
import { root } from '../root.ts';
import { run, type ToolRun } from '../tool.ts';

/**
 * Whether a clean clone could be installed: a lock file can satisfy `npm install` and yet lack
 * another platform's packages, and then `npm ci` fails there.
 */
export async function checkLock(): Promise<ToolRun> {
  const addresses = addressesIn(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  if (addresses.length > 0) {
    return { status: 1, output: `package-lock.json names a registry (npm adds its own): ${addresses[0]}` };
  }
  const npm = npmCommand(root);
  if (npm === undefined) return { status: 1, output: 'npm is not in PATH.' };
  const command = [...npm.leadingArguments, 'ci', '--dry-run', '--ignore-scripts', '--loglevel=error'];
  return run(npm.file, command, { env: npm.env });
}

export function addressesIn(lock: string): string[] {
  return lock.match(/"resolved": "https?:[^"]*"/g) ?? [];
}
