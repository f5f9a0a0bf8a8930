import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** @typedef {{ version?: string, integrity?: string, link?: boolean, optional?: boolean, devOptional?: boolean, os?: string | string[], cpu?: string | string[], libc?: string | string[] }} LockEntry */

const machine = `${process.platform}-${process.arch}`;

/** @param {string} root */
const stampPath = (root) => path.join(root, 'node_modules', '.auraconnect-install');

/** @param {string} root */
function lockHash(root) {
  return createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
}

/**
 * The Node 24 that an earlier, finished installation chose; undefined when the packages are
 * missing, belong to another lock file or to another kind of machine.
 *
 * @param {string} root the checkout
 * @returns {string | undefined} path of the executable
 */
export function readInstalledNode(root) {
  try {
    const stamp = JSON.parse(readFileSync(stampPath(root), 'utf8'));
    if (stamp.lock !== lockHash(root) || stamp.machine !== machine) return undefined;
    const node = path.resolve(root, stamp.node);
    return existsSync(node) ? node : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Remembers a finished installation. A checkout that cannot be written but is complete stays
 * usable: it only takes the long way at every start.
 *
 * @param {string} root
 * @param {string} node path of the chosen executable
 */
export function writeInstalledNode(root, node) {
  // Relative, so that a checkout which was moved or copied whole is still installed.
  const inside = path.relative(root, node);
  const stamp = { lock: lockHash(root), machine, node: inside.startsWith('..') ? node : inside };
  try {
    writeFileSync(stampPath(root), `${JSON.stringify(stamp)}\n`);
  } catch {
    // see above
  }
}

/**
 * @param {string} file
 * @returns {Record<string, LockEntry>} the entries by path, without the root's own
 */
export function readLockPackages(file) {
  const { '': _root, ...packages } = JSON.parse(readFileSync(file, 'utf8')).packages;
  return packages;
}

/**
 * Whether npm unpacks this entry on this machine. Optional packages name the platforms they are
 * for; an optional one that names none is what another platform's package leans on.
 *
 * @param {LockEntry} entry
 */
export function isExpectedHere(entry) {
  if (entry.optional && entry.os === undefined && entry.cpu === undefined) return false;
  return admits(entry.os, process.platform) && admits(entry.cpu, process.arch) && admits(entry.libc, libcFamily());
}

/**
 * Whether npm itself left node_modules just as package-lock.json describes it, for example after
 * somebody's own `npm install`: then nothing needs to be downloaded again. npm writes its hidden
 * lock file last, so that an interrupted installation has none.
 *
 * @param {string} root
 */
export function packagesMatchLock(root) {
  const hidden = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const installed = readLockPackages(hidden);
  return Object.entries(readLockPackages(path.join(root, 'package-lock.json'))).every(([place, wanted]) => {
    const found = installed[place];
    if (found === undefined) return !isExpectedHere(wanted);
    return (
      found.version === wanted.version &&
      found.integrity === wanted.integrity &&
      existsSync(path.join(root, place, 'package.json'))
    );
  });
}

/**
 * @param {string | string[] | undefined} names npm's list: names allowed, or `!name` for those that are not
 * @param {string | undefined} ours
 */
function admits(names, ours) {
  if (names === undefined) return true;
  const list = [names].flat();
  const refused = list.filter((name) => name.startsWith('!')).map((name) => name.slice(1));
  if (refused.length > 0) return ours === undefined || !refused.includes(ours);
  return ours !== undefined && list.includes(ours);
}

/** @type {{ family: string | undefined } | undefined} */
let knownLibc;

function libcFamily() {
  if (process.platform !== 'linux') return undefined;
  if (knownLibc === undefined) {
    const report = /** @type {{ header?: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
    knownLibc = { family: report.header?.glibcVersionRuntime === undefined ? 'musl' : 'glibc' };
  }
  return knownLibc.family;
}
