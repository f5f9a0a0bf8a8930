import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';

const shutdown = pathToFileURL(path.join(import.meta.dirname, 'shutdown.ts')).href;

/** A program that takes a moment to clean up after itself. */
const program = (cleanUpMs: number): string => `
  import { onShutdown } from '${shutdown}';
  import { setTimeout as sleep } from 'node:timers/promises';
  onShutdown(async () => { console.log('stopping'); await sleep(${cleanUpMs}); console.log('stopped'); });
  setInterval(() => undefined, 1000);
  console.log('up', process.pid);
`;

const started: number[] = [];
afterEach(() => {
  for (const pid of started.splice(0)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself, as it should.
    }
  }
});

interface Watched {
  child: ChildProcess;
  up: Promise<number>;
  ended: Promise<{ status: number | null; said: string }>;
}

function watch(child: ChildProcess): Watched {
  let said = '';
  const up = new Promise<number>((resolve) => {
    child.stdout?.on('data', (text) => {
      said += String(text);
      const pid = Number(/up (\d+)/.exec(said)?.[1] ?? 0);
      if (pid > 0) resolve(pid);
    });
  });
  // The output closes when the last process that holds it has ended.
  const ended = new Promise<{ status: number | null; said: string }>((resolve) =>
    child.once('close', (status) => resolve({ status, said })),
  );
  return { child, up: up.then((pid) => (started.push(pid), pid)), ended };
}

const start = (cleanUpMs: number): Watched =>
  watch(
    spawn(process.execPath, ['--input-type=module-typescript', '-e', program(cleanUpMs)], { env: environment({}) }),
  );

function environment(added: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { npm_lifecycle_event: _ours, ...inherited } = process.env;
  return { ...inherited, ...added };
}

describe('a program that is asked to end', () => {
  test('cleans up first, once, though Ctrl-C under npm arrives twice', async () => {
    const { child, up, ended } = start(300);
    await up;
    child.kill('SIGINT');
    child.kill('SIGINT');
    expect(await ended).toEqual({ status: 130, said: expect.stringMatching(/^up \d+\nstopping\nstopped\n$/) });
  });

  test('ends at once when it is asked again later', async () => {
    const { child, up, ended } = start(60_000);
    await up;
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGTERM'), 1_800);
    expect(await ended).toEqual({ status: 143, said: expect.stringMatching(/stopping\n$/) });
  });

  test('ends when the npm that started it was killed and could not say so', async () => {
    const wrapper = `require('node:child_process').spawn(process.execPath,
      ['--input-type=module-typescript', '-e', process.argv[1]], { stdio: ['ignore', 'inherit', 'ignore'] });`;
    const { child, up, ended } = watch(
      spawn(process.execPath, ['-e', wrapper, program(1)], { env: environment({ npm_lifecycle_event: 'start' }) }),
    );
    await up;
    child.kill('SIGKILL');
    expect((await ended).said).toMatch(/stopping\nstopped\n$/);
  });
});
