import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultSettings } from '@auraconnect/shared/menu/read-entry.ts';
import { freePort } from '../tooling/programs/free-port.ts';
import { projectRoot } from '../tooling/programs/program.ts';
import { setUpStore } from '../tooling/programs/store-access.ts';
import { until } from './support/counter.ts';

/** One run of a program of ours, with what it said. */
class Run {
  said = '';
  readonly #child: ChildProcess;
  readonly ended: Promise<number | null>;

  constructor(entry: string, args: string[], env: Record<string, string>) {
    this.#child = spawn(process.execPath, [join(projectRoot, entry), ...args], {
      cwd: projectRoot,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.stdout?.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
    this.#child.stderr?.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
    this.ended = new Promise((resolve) => this.#child.once('close', resolve));
  }

  interrupt(): void {
    this.#child.kill('SIGINT');
  }
}

const folder = mkdtempSync(join(tmpdir(), 'auraconnect-one-real-store-'));
let port: number;
const start = (env: Record<string, string> = {}): Run =>
  new Run('tooling/run-appliance.ts', [], { APPLIANCE_PORT: String(port), DATA_DIR: join(folder, 'store'), ...env });
const running: Run[] = [];
beforeAll(async () => {
  port = await freePort();
});
afterAll(async () => {
  for (const run of running) run.interrupt();
  await Promise.all(running.map((run) => run.ended));
  rmSync(folder, { recursive: true, force: true });
});

test('a real store starts without the demo, says where it is, and is stopped by Ctrl-C', async () => {
  const run = start();
  running.push(run);
  await until('it is up', async () => run.said.includes('Ctrl-C stops it.'), 300_000);
  expect(run.said).toContain('This store is new. Open the setup page first.');
  expect(run.said).toMatch(
    new RegExp(`http://127\\.0\\.0\\.1:${port}/setup/ +\\(from another machine with the code \\w+\\)`),
  );
  const { currency, locale, timeZone, dayCutOff } = defaultSettings;
  const manager = await setUpStore(`http://127.0.0.1:${port}`, {
    storeName: 'Corner Grill',
    settings: { currency, locale, timeZone, dayCutOff },
    owner: { name: 'Anna', pin: '4711' },
  });
  expect(manager.device.storeName).toBe('Corner Grill');

  const second = start();
  expect(await second.ended).toBe(1);
  expect(second.said.trim().split('\n').at(-1)).toMatch(new RegExp(`^Port ${port} is in use`));

  run.interrupt();
  expect(await run.ended).toBe(130);
  expect(await fetch(`http://127.0.0.1:${port}/health`).catch(() => null)).toBeNull();
});

test('a backup of it, brought back elsewhere, opens as the same store', async () => {
  const file = join(folder, 'store.tar.gz');
  const backup = new Run('appliance/src/backup/backup-command.ts', ['--data', join(folder, 'store'), '--to', file], {});
  expect(await backup.ended).toBe(0);
  const restore = new Run('appliance/src/backup/restore-command.ts', [file, '--data', join(folder, 'second')], {});
  expect(await restore.ended).toBe(0);
  expect(restore.said).toMatch(/^Restored Corner Grill .* up to event \d+/m);
  const run = start({ DATA_DIR: join(folder, 'second') });
  running.push(run);
  await until('it is up', async () => run.said.includes('Ctrl-C stops it.'), 300_000);
  expect(run.said).toContain('Corner Grill is open.');
  run.interrupt();
  await run.ended;
});

test('a data folder that cannot be written is said in one sentence', async () => {
  const inTheWay = join(folder, 'a-file');
  writeFileSync(inTheWay, '');
  const run = start({ DATA_DIR: join(inTheWay, 'store') });
  expect(await run.ended).toBe(1);
  expect(run.said.trim().split('\n')).toEqual([
    `The data folder ${join(inTheWay, 'store')} cannot be written to: make it writable or name another one with DATA_DIR.`,
  ]);
  expect(existsSync(join(inTheWay, 'store'))).toBe(false);
});
