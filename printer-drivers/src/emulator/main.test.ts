import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openPrinter } from '../open-printer.ts';

const program = fileURLToPath(new URL('main.ts', import.meta.url));

interface Ready {
  httpUrl: string;
  printers: { id: string; port: number }[];
}

async function run(args: string[]): Promise<{ child: ChildProcess; ready: Promise<Ready>; stderr: () => string }> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let stderr = '';
  child.stderr!.on('data', (bytes) => (stderr += String(bytes)));
  const ready = once(child.stdout!, 'data').then(([bytes]) => JSON.parse(String(bytes)) as Ready);
  return { child, ready, stderr: () => stderr };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe('the virtual printers as a program', () => {
  it('have every confirmed job in the ledger after SIGKILL in full flight', { timeout: 60_000 }, async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'kill-'));
    onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
    const port = await freePort();
    const args = [
      '--data-dir',
      dataDir,
      '--printers',
      JSON.stringify([{ id: 'grill', name: 'Grill', port, columns: 42 }]),
    ];
    const printer = openPrinter({
      host: '127.0.0.1',
      port,
      columns: 42,
      statusTimeoutMs: 300,
      fenceTimeoutMs: 1000,
      connectTimeoutMs: 300,
    });
    onTestFinished(() => printer.close());
    const outcomes = new Map<string, string>();
    let next = 0;
    for (let round = 0; round < 4; round += 1) {
      const { child, ready } = await run(args);
      await ready;
      const kill = setTimeout(() => child.kill('SIGKILL'), 60 + round * 90);
      for (let type = 'confirmed'; type === 'confirmed';) {
        const words = `Ticket ${(next += 1)} end`;
        const job = await printer.encode({
          kind: 'kitchen-ticket',
          locale: 'en-US',
          title: '',
          blocks: [
            { type: 'text', text: words, align: 'start', emphasis: null },
            { type: 'cut', partial: true },
          ],
        });
        ({ type } = await printer.print(job));
        outcomes.set(words, type);
      }
      clearTimeout(kill);
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    }
    const { ready } = await run(args);
    const { httpUrl } = await ready;
    const ledger = (await (await fetch(`${httpUrl}/printers/grill/ledger`)).text())
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { plainText: string }).plainText);
    const confirmed = [...outcomes].filter(([, type]) => type === 'confirmed').map(([words]) => words);
    const failed = [...outcomes].filter(([, type]) => type === 'failed').map(([words]) => words);
    expect(confirmed.length).toBeGreaterThan(20);
    expect(confirmed.filter((words) => !ledger.includes(words))).toEqual([]);
    expect(failed.filter((words) => ledger.includes(words))).toEqual([]);
    expect(new Set(ledger).size).toBe(ledger.length);
  });

  it('stop cleanly when asked', async () => {
    const { child, ready } = await run(['--printers', '[{"id":"bar","name":"Bar","port":0}]']);
    await ready;
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it.each([
    [['--printers', '{'], 'The list of printers is not JSON.'],
    [['--printers', '[{"id":"a b","name":"x","port":0}]'], 'The list of printers cannot be used'],
    [['--http-port', '70000'], '"70000" is not a port'],
    [
      ['--data-dir', '/dev/null/papers', '--printers', '[{"id":"bar","name":"Bar","port":0}]'],
      'cannot write to /dev/null/papers',
    ],
    [['--what'], '--what'],
  ])('say in a sentence what is wrong with %j', async (args, sentence) => {
    const { child, stderr } = await run(args);
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(1);
    expect(stderr()).toContain(sentence);
    expect(stderr()).not.toContain('    at ');
  });

  it('say which port is in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const { child, stderr } = await run(['--printers', JSON.stringify([{ id: 'bar', name: 'Bar', port }])]);
    await once(child, 'exit');
    expect(stderr()).toBe(
      `Port ${port} is in use: stop the other program, or give the virtual printers another port.\n`,
    );
  });
});
