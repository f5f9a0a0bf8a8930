import { spawnSync } from 'node:child_process';

/** A program, and the Debian package that brings it. */
type Tool = readonly [tool: string, debianPackage: string];

/** What breaks things for real. */
export const faultTools: readonly Tool[] = [
  ['strace', 'strace'],
  ['mkfs.xfs', 'xfsprogs'],
  ['xfs_io', 'xfsprogs'],
  ['nft', 'nftables'],
  ['ip', 'iproute2'],
  ['faketime', 'faketime'],
];
/** Makes the pseudo terminals of serial printers, displays and scales. */
export const wireTools: readonly Tool[] = [['socat', 'socat']];

const has = (tool: string): boolean => spawnSync('/bin/sh', ['-c', `command -v ${tool}`]).status === 0;

/** Debian packages that are not here. */
function missingPackages(tools: readonly Tool[]): string[] {
  return [...new Set(tools.filter(([tool]) => !has(tool)).map(([, debianPackage]) => debianPackage))];
}

/** As root it installs what is missing; nobody else's machine is changed. Tests that lack something skip themselves and say so. */
export function ensureDebianTools(tools: readonly Tool[]): void {
  const missing = missingPackages(tools);
  if (missing.length === 0) return;
  const install = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0 || !has('apt-get')) {
    console.log(`Some tests will be skipped: ${missing.join(', ')} missing (Debian: ${install}, as root).`);
    return;
  }
  console.log(`Installing what tests need: ${missing.join(', ')}.`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const command of ['apt-get -o DPkg::Lock::Timeout=60 update', install]) {
    const { status, stderr } = spawnSync('/bin/sh', ['-c', command], { encoding: 'utf8', env });
    if (status !== 0) console.error(stderr.trim());
  }
  const still = missingPackages(tools);
  if (still.length > 0) console.log(`Still missing: ${still.join(', ')}; tests that need them are skipped.`);
}
