import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const tooling = path.resolve(import.meta.dirname, '..');

let checkout: string;

/** A small checkout with one local package, so that npm has something to install and nothing to download. */
beforeEach(() => {
  checkout = mkdtempSync(path.join(tmpdir(), 'bootstrap-'));
  for (const name of ['bootstrap.mjs', 'bootstrap']) {
    cpSync(path.join(tooling, name), path.join(checkout, 'tooling', name), { recursive: true });
  }
  mkdirSync(path.join(checkout, 'lamp'));
  write('lamp/package.json', JSON.stringify({ name: 'lamp', version: '1.0.0' }));
  writePackages({ lamp: 'file:lamp' });
  write(
    'say.ts',
    `const words: string[] = process.argv.slice(2);\nconsole.log('said', ...words);\nprocess.exitCode = Number(words[0] ?? 0);`,
  );
});

afterEach(() => rmSync(checkout, { recursive: true, force: true }));

function write(file: string, text: string): void {
  writeFileSync(path.join(checkout, file), text);
}

function writePackages(dependencies: Record<string, string>, version = '1.0.0'): void {
  write('package.json', JSON.stringify({ name: 'shop', version, dependencies }));
  const packages = {
    '': { name: 'shop', version, dependencies },
    lamp: { version: '1.0.0' },
    'node_modules/lamp': { resolved: 'lamp', link: true },
  };
  write('package-lock.json', JSON.stringify({ name: 'shop', version, lockfileVersion: 3, requires: true, packages }));
}

const asRoot = process.getuid?.() === 0;
const nobody = 65_534;

function reachableByNobody(file: string): boolean {
  const parent = path.dirname(file);
  return (statSync(file).mode & 0o001) !== 0 && (parent === file || reachableByNobody(parent));
}

interface Ran {
  status: number | null;
  stdout: string;
  stderr: string;
}

function start(
  words: readonly string[],
  env: NodeJS.ProcessEnv = {},
  nodeOptions: readonly string[] = [],
  user: { uid?: number; gid?: number } = {},
): Ran {
  const command = [...nodeOptions, path.join(checkout, 'tooling', 'bootstrap.mjs'), ...words];
  const cache = { npm_config_cache: path.join(checkout, '.cache') };
  return spawnSync(process.execPath, command, { encoding: 'utf8', env: { ...process.env, ...cache, ...env }, ...user });
}

/** Makes the bootstrap believe that it runs on another Node. */
function pretendNode(version: string): string[] {
  const pretence = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`;
  return ['--import', `data:text/javascript,${encodeURIComponent(pretence)}`];
}

describe('a fresh clone', () => {
  test('installs once, runs the script with its arguments and ends with its status', () => {
    const first = start(['say.ts', '3', 'two words']);
    expect(first).toMatchObject({ status: 3, stdout: 'said 3 two words\n' });
    expect(first.stderr).toMatch(/installing its packages[\s\S]*Installed 0 packages in \d+ s/);
    expect(existsSync(path.join(checkout, 'node_modules', 'lamp', 'package.json'))).toBe(true);

    expect(start(['say.ts', '0'])).toEqual(expect.objectContaining({ status: 0, stdout: 'said 0\n', stderr: '' }));
  });

  test('installs again when package-lock.json changed', () => {
    start(['say.ts']);
    rmSync(path.join(checkout, 'node_modules', 'lamp'));
    writePackages({ lamp: 'file:lamp' }, '1.1.0');
    expect(start(['say.ts']).stderr).toContain('installing its packages');
    expect(existsSync(path.join(checkout, 'node_modules', 'lamp'))).toBe(true);
  });

  test('keeps what npm itself has installed just so', () => {
    start(['say.ts']);
    const stamp = path.join(checkout, 'node_modules', '.auraconnect-install');
    rmSync(stamp);
    expect(start(['say.ts'])).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(readFileSync(stamp, 'utf8'))).toMatchObject({ machine: `${process.platform}-${process.arch}` });
  });

  test('lets two starts at once install one after the other', async () => {
    const both = await Promise.all(
      ['1', '2'].map(
        (word) =>
          new Promise<Ran>((resolve) => {
            const child = spawn(
              process.execPath,
              [path.join(checkout, 'tooling', 'bootstrap.mjs'), 'say.ts', '0', word],
              {
                env: { ...process.env, npm_config_cache: path.join(checkout, '.cache') },
              },
            );
            const ran: Ran = { status: null, stdout: '', stderr: '' };
            child.stdout.on('data', (text) => (ran.stdout += String(text)));
            child.stderr.on('data', (text) => (ran.stderr += String(text)));
            child.once('close', (status) => resolve({ ...ran, status }));
          }),
      ),
    );
    expect(both.map(({ status }) => status)).toEqual([0, 0]);
    expect(both.map(({ stdout }) => stdout)).toEqual(['said 0 1\n', 'said 0 2\n']);
    expect(both.filter(({ stderr }) => stderr.includes('Installed')).length).toBe(1);
    expect(existsSync(path.join(checkout, '.build', 'install.lock'))).toBe(false);
  });

  test('is not held up by the lock of an installation that was killed', () => {
    mkdirSync(path.join(checkout, '.build'));
    const { pid } = spawnSync(process.execPath, ['-e', '0']);
    write('.build/install.lock', `${pid}\n`);
    expect(start(['say.ts'])).toMatchObject({ status: 0 });
  });
});

describe('a start that cannot work says so in one sentence', () => {
  const sentence = ({ stderr }: Ran): string => stderr.trim().split('\n').at(-1) ?? '';

  test('on a Node that is too old', () => {
    const ran = start(['say.ts'], {}, pretendNode('18.20.4'));
    expect(ran.status).toBe(1);
    expect(ran.stderr.trim()).toBe(
      'AuraConnect needs Node 20 or newer to start, and this is Node 18.20.4: install a newer one from https://nodejs.org and run the command again.',
    );
  });

  test('on Node 20 where no Node 24 comes with the packages, before anything is downloaded', () => {
    const ran = start(['say.ts'], {}, pretendNode('20.20.2'));
    expect(ran.status).toBe(1);
    expect(ran.stderr.trim()).toMatch(/^AuraConnect runs on Node 24; this is Node 20\.20\.2.*install Node 24/);
    expect(existsSync(path.join(checkout, 'node_modules'))).toBe(false);
  });

  test('without npm', () => {
    const ran = start(['say.ts'], { PATH: checkout, npm_execpath: '' });
    expect(ran).toMatchObject({ status: 1, stdout: '' });
    expect(sentence(ran)).toMatch(/^npm is not in PATH/);
  });

  test('with a lock file that does not fit package.json', () => {
    write(
      'package.json',
      JSON.stringify({ name: 'shop', version: '1.0.0', dependencies: { lamp: 'file:lamp', sofa: 'file:sofa' } }),
    );
    const ran = start(['say.ts']);
    expect(ran.status).toBe(1);
    expect(sentence(ran)).toMatch(/^package\.json and package-lock\.json do not agree/);
  });

  test.skipIf(asRoot && !reachableByNobody(process.execPath))('in a folder that cannot be written', () => {
    chmodSync(checkout, 0o555);
    // Root may write everywhere; it has to be somebody else.
    const ran = start(['say.ts'], {}, [], asRoot ? { uid: nobody, gid: nobody } : {});
    chmodSync(checkout, 0o755);
    expect(ran.status).toBe(1);
    expect(ran.stderr.trim()).toMatch(/cannot be written, and AuraConnect has to install its packages there/);
  });

  test('for a script that is not there', () => {
    expect(start(['sing.ts'])).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/There is no sing\.ts in this checkout\.\n$/),
    });
  });
});

test('a signal reaches the script, which ends in its own way', async () => {
  start(['say.ts']);
  write(
    'wait.ts',
    `process.on('SIGTERM', () => process.exit(9));\nsetInterval(() => undefined, 1000);\nconsole.log('ready');`,
  );
  const child = spawn(process.execPath, [path.join(checkout, 'tooling', 'bootstrap.mjs'), 'wait.ts']);
  child.stdout.once('data', () => child.kill('SIGTERM'));
  const status = await new Promise((resolve) => child.once('close', resolve));
  expect(status).toBe(9);
});
