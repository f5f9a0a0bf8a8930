import { spawnSync } from 'node:child_process';

/** What breaks things for real, and the Debian package that brings it. */
const tools: readonly (readonly [tool: string, debianPackage: string])[] = [
  ['strace', 'strace'],
  ['mkfs.xfs', 'xfsprogs'],
  ['xfs_io', 'xfsprogs'],
  ['nft', 'nftables'],
  ['ip', 'iproute2'],
  ['faketime', 'faketime'],
];

const has = (tool: string): boolean => spawnSync('/bin/sh', ['-c', `command -v ${tool}`]).status === 0;

/** Debian packages that are not here. */
function missingPackages(): string[] {
  return [...new Set(tools.filter(([tool]) => !has(tool)).map(([, debianPackage]) => debianPackage))];
}

/** As root it installs what is missing; nobody else's machine is changed. Tests that lack something skip themselves and say so. */
export function ensureFaultTools(): void {
  const missing = missingPackages();
  if (missing.length === 0) return;
  const install = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0 || !has('apt-get')) {
    console.log(`Some faults cannot be made here: ${missing.join(', ')} missing (Debian: ${install}, as root).`);
    return;
  }
  console.log(`Installing what breaks things: ${missing.join(', ')}.`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const command of ['apt-get -o DPkg::Lock::Timeout=60 update', install]) {
    const { status, stderr } = spawnSync('/bin/sh', ['-c', command], { encoding: 'utf8', env });
    if (status !== 0) console.error(stderr.trim());
  }
  const still = missingPackages();
  if (still.length > 0) console.log(`Still missing: ${still.join(', ')}; tests that need them are skipped.`);
}
