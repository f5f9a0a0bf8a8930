import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { root } from './root.ts';

/**
 * `npm run test:usb`: the drivers against a USB printer of the kernel's own making, in a virtual machine, because a container or a
 * laptop has no such printer. It needs a Debian-like Linux and leaves nothing installed but what is named below.
 */
const tools = ['qemu-system-x86_64', 'busybox', 'cpio', 'depmod', 'dpkg-deb', 'apt-get'];
const packages = 'apt-get install --no-install-recommends qemu-system-x86 busybox-static cpio kmod';
const folder = path.join(root, '.build', 'usb-guest');
/** Nothing of the host can be written to, so Vitest keeps nothing of what it has worked out. */
const tests = [
  path.join(root, 'node_modules', 'vitest', 'vitest.mjs'),
  'run',
  `--config=${path.join(root, 'tooling', 'usb-guest', 'vitest.config.ts')}`,
  '--configLoader=runner',
  '--no-cache',
  '--no-fsModuleCache',
].join(' ');
const limitMs = 15 * 60_000;

function skip(why: string): never {
  console.log(`SKIPPED: USB was not tested. ${why}`);
  process.exit(process.env['CI'] === undefined ? 0 : 1);
}

if (process.platform !== 'linux' || process.arch !== 'x64') skip('The guest is built on Linux on a 64-bit PC.');
const missing = tools.filter((tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0);
if (missing.length > 0) skip(`Missing: ${missing.join(', ')}. Install with: ${packages}`);
const build = spawnSync(path.join(root, 'tooling', 'usb-guest', 'build-guest.sh'), [folder, process.execPath, tests], {
  stdio: ['ignore', 'inherit', 'inherit'],
});
if (build.status !== 0)
  skip('The guest could not be built, see above (is the package list up to date: apt-get update?).');

console.log('Starting a machine with a USB printer; without hardware virtualisation this takes about a minute.');
const guest = spawn(
  'qemu-system-x86_64',
  [
    ...'-accel tcg,thread=multi -cpu max -smp 2 -m 1536 -nographic -no-reboot -nic none'.split(' '),
    '-append',
    'console=ttyS0 quiet panic=-1',
    '-kernel',
    path.join(folder, 'kernel'),
    '-initrd',
    path.join(folder, 'first.gz'),
    '-virtfs',
    'local,path=/,mount_tag=hostroot,security_model=none,readonly=on,id=host,multidevs=remap',
  ],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
const limit = setTimeout(() => {
  console.error(`The machine did not come to an end within ${limitMs / 60_000} minutes.`);
  guest.kill();
}, limitMs);
let failed = 0;
let passed = 0;
let isDone = false;
const said: string[] = [];
for await (const line of createInterface({ input: guest.stdout })) {
  said.push(line);
  if (line.includes('USB-GUEST ended')) isDone = true;
  // The Test Anything Protocol; the console of the guest ends its lines as a typewriter does.
  const test = /^(?<verdict>ok|not ok) \d+ - (?<name>.*?)(?: # (?<rest>time=.*|SKIP.*))?\r?$/.exec(line)?.groups;
  if (test === undefined) {
    if (failed > 0) console.log(line);
    continue;
  }
  if (test['verdict'] !== 'ok') failed += 1;
  else if (test['rest'] !== 'SKIP') passed += 1;
  console.log(`${test['verdict']} ${test['name']} ${test['rest'] ?? ''}`);
}
clearTimeout(limit);
if (!isDone) console.error(`The guest did not get to its end:\n${said.slice(-30).join('\n')}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && isDone && passed > 0 ? 0 : 1;
