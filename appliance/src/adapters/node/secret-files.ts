import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Reads a secret of the box, or makes it at the first start: readable by its owner only, whole and durable or not there. Two
 * starts at once cannot happen: the data folder is locked before.
 */
export function readOrMakeSecret(path: string, make: () => Buffer): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const secret = make();
  const unfinished = `${path}.new`;
  const file = openSync(unfinished, 'w', 0o600);
  try {
    writeSync(file, secret);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(unfinished, path);
  const folder = openSync(join(dirname(path), '.'), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
  return secret;
}
