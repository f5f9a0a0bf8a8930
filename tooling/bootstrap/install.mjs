import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { explainNpmFailure } from './explain-npm.mjs';
import { takeInstallLock } from './install-lock.mjs';
import {
  isExpectedHere,
  packagesMatchLock,
  readInstalledNode,
  readLockPackages,
  writeInstalledNode,
} from './install-state.mjs';
import { findNode, isNodePackaged, majorOf, nodeIsMissing, wantedMajor } from './node-runtime.mjs';
import { npmCommand } from './npm.mjs';
import { runNeededScripts } from './package-scripts.mjs';
import { PlainFailure } from './plain-failure.mjs';
import { showProgress } from './progress.mjs';

/**
 * Brings node_modules to what package-lock.json says and finds Node 24 in it.
 *
 * @param {string} root the checkout
 * @returns {Promise<string>} path of the Node to run programs on
 * @throws {PlainFailure} with one sentence when a person has to do something first
 */
export async function install(root) {
  const lockFile = path.join(root, 'package-lock.json');
  if (!existsSync(lockFile)) throw new PlainFailure('package-lock.json is missing: this is not a whole checkout.');
  // A person on a Mac with an old Node learns it before the download, not after.
  if (majorOf(process.versions.node) < wantedMajor && !isNodePackaged(readLockPackages(lockFile))) {
    throw new PlainFailure(nodeIsMissing());
  }
  if (packagesMatchLock(root)) return finish(root);

  refuseReadOnly(root);
  const lock = await takeInstallLock(root, () =>
    console.error('Another AuraConnect command is installing the packages; waiting for it.'),
  );
  try {
    const installedMeanwhile = readInstalledNode(root);
    if (installedMeanwhile !== undefined) return installedMeanwhile;
    if (!packagesMatchLock(root)) await downloadPackages(root, lock);
    return await finish(root);
  } finally {
    lock.release();
  }
}

/** @param {string} root */
async function finish(root) {
  await runNeededScripts(root);
  const node = findNode(root);
  if (node === undefined) throw new PlainFailure(nodeIsMissing());
  writeInstalledNode(root, node);
  return node;
}

/** @param {string} root */
function refuseReadOnly(root) {
  for (const folder of [root, path.join(root, 'node_modules')]) {
    if (!existsSync(folder)) continue;
    try {
      accessSync(folder, constants.W_OK);
    } catch {
      throw new PlainFailure(
        `${folder} cannot be written, and AuraConnect has to install its packages there: ` +
          'copy the checkout to a folder of your own, or change its owner, and run the command again.',
      );
    }
  }
}

/**
 * @param {string} root
 * @param {{ include(processId: number): void }} lock
 */
async function downloadPackages(root, lock) {
  const npm = npmCommand(root);
  if (npm === undefined) {
    throw new PlainFailure(
      'npm is not in PATH: install it together with Node from https://nodejs.org and run the command again.',
    );
  }
  const wanted = Object.entries(readLockPackages(path.join(root, 'package-lock.json')))
    .filter(([place, entry]) => place.includes('node_modules/') && !entry.link && isExpectedHere(entry))
    .map(([place]) => path.join(root, place, 'package.json'));
  console.error('AuraConnect: installing its packages (about a minute, and only when they changed).');

  const present = () => wanted.filter((file) => existsSync(file)).length;
  const progress = showProgress(() => `${present()} of ${wanted.length} packages`);
  // Scripts are ignored because npm 10 does not know `allowScripts` and would compile for nothing;
  // NODE_ENV=production must not leave out Node itself, which is a development dependency.
  const options = [
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--no-progress',
    '--no-update-notifier',
    '--loglevel=error',
  ];
  const child = spawn(npm.file, [...npm.leadingArguments, 'ci', ...options], {
    cwd: root,
    env: npm.env,
    shell: npm.shell,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (child.pid !== undefined) lock.include(child.pid);
  const result = await collect(child).finally(() => progress.finish());
  if (result.ending === 'status 0' && packagesMatchLock(root)) {
    console.error(`Installed ${present()} packages in ${progress.elapsed()}.`);
    return;
  }
  const said = result.output.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('npm notice'));
  console.error(said.slice(-20).join('\n'));
  throw new PlainFailure(explainNpmFailure(result.output, result.ending));
}

/**
 * Waits for a child and keeps what it wrote; when a person stops us meanwhile, it stops too.
 *
 * @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>} child
 * @returns {Promise<{ output: string, ending: string }>}
 */
function collect(child) {
  return new Promise((resolve, reject) => {
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => (output += text));
    }
    // npm is waited for, by force if need be: left alone it would write into the next installation.
    let stopped = false;
    const stop = () => {
      stopped = true;
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), 3000).unref();
    };
    /** @type {NodeJS.Signals[]} */
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, stop);
    child.once('error', reject);
    child.once('close', (status, signal) => {
      for (const each of signals) process.off(each, stop);
      if (stopped) reject(new PlainFailure('Stopped while installing: the next start begins again.', 130));
      else resolve({ output, ending: signal ?? `status ${status}` });
    });
  });
}
