import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for databases, in memory where the machine has such a disk: its sync time does not drift. */
export function scratchFolder(name: string): string {
  const base = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  return mkdtempSync(join(base, `auraconnect-bench-${name}-`));
}
