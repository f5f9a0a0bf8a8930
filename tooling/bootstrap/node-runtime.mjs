import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

export const wantedMajor = 24;

/** @param {string} version such as 24.21.0 */
export const majorOf = (version) => Number(version.split('.')[0]);

/**
 * Node 24 as our node-runtime package brings it; there is one for Linux (x64, arm64) and Windows
 * (x64), elsewhere the person's own Node has to be new enough.
 *
 * @param {string} root
 */
export function packagedNode(root) {
  const executable = process.platform === 'win32' ? 'node.exe' : 'node';
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  return path.join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', executable);
}

/** @param {Record<string, unknown>} lockPackages */
export function isNodePackaged(lockPackages) {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  return `node_modules/node-${platform}-${process.arch}` in lockPackages;
}

/**
 * The Node that runs the programs, tried once: an executable for another C library exists but
 * does not start.
 *
 * @param {string} root
 * @returns {string | undefined}
 */
export function findNode(root) {
  const packaged = packagedNode(root);
  if (existsSync(packaged) && isWanted(packaged)) return packaged;
  return majorOf(process.versions.node) >= wantedMajor ? process.execPath : undefined;
}

/** @param {string} node */
function isWanted(node) {
  const { stdout, status } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return status === 0 && majorOf(stdout.trim().replace(/^v/, '')) >= wantedMajor;
}

export function nodeIsMissing() {
  return (
    `AuraConnect runs on Node ${wantedMajor}; this is Node ${process.versions.node}, and there is no packaged one ` +
    `for ${process.platform}-${process.arch}: install Node ${wantedMajor} or newer from https://nodejs.org ` +
    'and run the command again.'
  );
}
