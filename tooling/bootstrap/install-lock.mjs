import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Lets one installation at a time into a checkout: `npm start` and `npm test` in two windows of a
 * fresh clone would otherwise delete each other's packages.
 *
 * @param {string} root
 * @param {() => void} onWait said once when another one is at work
 * @returns {Promise<{ release(): void, include(processId: number): void }>} `include` keeps the lock closed while
 *   that process lives, even when we are killed
 */
export async function takeInstallLock(root, onWait) {
  const file = path.join(root, '.build', 'install.lock');
  mkdirSync(path.dirname(file), { recursive: true });
  for (let waited = false; ; waited = true) {
    try {
      writeFileSync(file, `${process.pid}\n`, { flag: 'wx' });
      return {
        release: () => rmSync(file, { force: true }),
        include: (processId) => appendFileSync(file, `${processId}\n`),
      };
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
    // The holder may have been killed with the lock in its hand.
    if (!isHeld(file)) rmSync(file, { force: true });
    else if (!waited) onWait();
    await sleep(300);
  }
}

/** @param {string} file */
function isHeld(file) {
  try {
    const holders = readFileSync(file, 'utf8').split('\n').filter(Boolean).map(Number);
    // An empty file belongs to somebody who is about to write into it.
    return holders.length === 0 || holders.some(isAlive);
  } catch {
    return false;
  }
}

/** @param {number} processId */
function isAlive(processId) {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
