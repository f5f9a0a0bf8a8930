import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DamageRecord } from '../../integrity/damage.ts';
import type { DamageFiles } from '../../integrity/damage-keeper.ts';
import type { Disk } from '../../ports.ts';
import { writeWhole } from './small-file.ts';

/** The earliest copies are worth the most: later ones show what the damage led to. */
const mostCopies = 3;
/** Whoever repairs a store needs some room to do it. */
const roomLeftBytes = 64 * 1024 * 1024;

/**
 * Run by a process of its own: closing any descriptor of the database drops the locks that SQLite holds on it in this one.
 * Arguments: the folder, then files that may be missing.
 */
const copyProgram = `
const { mkdirSync, copyFileSync, existsSync, openSync, fsyncSync, closeSync, renameSync, constants } = require('node:fs');
const { join, basename, dirname } = require('node:path');
const [folder, ...files] = process.argv.slice(1);
const unfinished = folder + '.new';
mkdirSync(unfinished, { mode: 0o700 });
const sync = (path) => { const file = openSync(path, 'r'); fsyncSync(file); closeSync(file); };
for (const file of files.filter((path) => existsSync(path))) {
  const copy = join(unfinished, basename(file));
  copyFileSync(file, copy, constants.COPYFILE_FICLONE);
  sync(copy);
}
renameSync(unfinished, folder);
sync(dirname(folder));
`;

export interface DamageFolder extends DamageFiles {
  /** The damage is gone: what was written down of it is kept under another name. */
  clear(at: string): void;
}

/** Damage is written down in `damage.json`, and the database is copied to `damaged-<time>`. */
export function damageFolder(dataDir: string, disk: Pick<Disk, 'freeBytes'>): DamageFolder {
  const path = join(dataDir, 'damage.json');
  const files = ['store.db', 'store.db-wal'].map((name) => join(dataDir, name));
  return {
    read: () => (existsSync(path) ? readRecord(readFileSync(path, 'utf8')) : null),
    write: (record) => writeWhole(path, `${JSON.stringify(record, null, 2)}\n`),
    clear: (at) => renameSync(path, join(dataDir, `damage-gone-${fileTime(at)}.json`)),
    keepCopy: async (foundAt) => {
      const copies = readdirSync(dataDir).filter((name) => /^damaged-[^.]+$/.test(name));
      if (copies.length >= mostCopies)
        return { noCopy: `no further copy was kept beside the ${copies.length} in ${dataDir}` };
      const bytes = files.reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0);
      if ((await disk.freeBytes(dataDir)) < bytes + roomLeftBytes)
        return { noCopy: 'no copy was kept: the disk has too little room' };
      const folder = join(dataDir, `damaged-${fileTime(foundAt)}`);
      await promisify(execFile)(process.execPath, ['-e', copyProgram, folder, ...files]);
      return { copy: folder };
    },
  };
}

/** Colons are no part of a file's name everywhere. */
const fileTime = (at: string): string => at.replaceAll(/[:.]/g, '-');

/** A record that cannot be read says all the same that there was damage. */
function readRecord(text: string): DamageRecord {
  try {
    const { foundAt, seq, what, copy, noCopy } = JSON.parse(text) as DamageRecord;
    return { foundAt, seq, what, copy, noCopy };
  } catch {
    const what = ['Damage was found earlier; what was written down of it cannot be read.'];
    return { foundAt: new Date(0).toISOString(), seq: null, what, copy: null, noCopy: 'no copy is known of' };
  }
}
