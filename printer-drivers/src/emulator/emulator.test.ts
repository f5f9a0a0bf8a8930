import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Paper, PaperPage, VirtualPrinter } from '@auraconnect/shared/receipt/paper.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startEmulator } from './emulator.ts';
import type { Emulator, EmulatorOptions } from './emulator.ts';

const counter = { id: 'counter', name: 'Counter', port: 0, columns: 32, hasDrawer: true };
const grill = { id: 'grill', name: 'Grill', port: 0, columns: 32, hasDrawer: false };
const fence = Buffer.from([0x1d, 0x28, 0x48, 6, 0, 0x30, 0x30, 0x41, 0x42, 0x43, 0x44]);
const fenceAnswer = Buffer.from([0x37, 0x22, 0x41, 0x42, 0x43, 0x44, 0]);
const cut = '\u001dVB\u0000';

async function started(options: Partial<EmulatorOptions> = {}): Promise<Emulator> {
  const emulator = await startEmulator({ printers: [counter, grill], ...options });
  onTestFinished(() => emulator.stop());
  return emulator;
}

async function client(emulator: Emulator, index = 0): Promise<Socket> {
  const socket = connect(emulator.printers[index]!.port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  onTestFinished(() => void socket.destroy());
  return socket;
}

/** Sends a job with a fence and waits until the printer says that it is printed. */
async function printFenced(socket: Socket, job: string): Promise<void> {
  const answered = new Promise<void>((resolve) => {
    socket.on('data', (bytes) => {
      if (bytes.includes(fenceAnswer)) resolve();
    });
  });
  socket.write(Buffer.concat([Buffer.from(job, 'latin1'), fence]));
  await answered;
}

async function get(emulator: Emulator, path: string): Promise<unknown> {
  return (await fetch(`${emulator.httpUrl}${path}`)).json();
}

async function papersOf(emulator: Emulator, id = 'counter', query = ''): Promise<Paper[]> {
  return PaperPage.parse(await get(emulator, `/printers/${id}/papers${query}`)).papers;
}

async function post(emulator: Emulator, path: string, body: unknown): Promise<Response> {
  return fetch(`${emulator.httpUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (await condition()) return;
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
  expect.unreachable('it never happened');
}

describe('the virtual printers', () => {
  it('have printed what they confirm', async () => {
    const emulator = await started();
    await printFenced(
      await client(emulator),
      `\u001b@\u001bE\u0001Hello\u001bE\u0000 there\n${cut}\u001bp\u0000\u0019\u00fa`,
    );
    const [paper] = await papersOf(emulator);
    expect(paper).toMatchObject({
      n: 1,
      printerId: 'counter',
      plainText: 'Hello there',
      drawerKicks: 1,
      cut: 'partial',
    });
    expect(paper!.lines[0]!.runs.map((run) => [run.text, run.bold])).toEqual([
      ['Hello', true],
      [' there', false],
    ]);
  });

  it('keep yesterday’s papers through a restart', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'emulator-'));
    onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
    const first = await startEmulator({ printers: [counter], dataDir });
    await printFenced(await client(first), `one\n${cut}`);
    await first.stop();
    const second = await started({ printers: [counter], dataDir });
    await printFenced(await client(second), `two\n${cut}`);
    expect((await papersOf(second)).map((paper) => [paper.n, paper.plainText])).toEqual([
      [1, 'one'],
      [2, 'two'],
    ]);
  });

  it('list every paper in the ledger', async () => {
    const emulator = await started();
    const socket = await client(emulator);
    await printFenced(socket, Array.from({ length: 120 }, (_, index) => `paper ${index}\n${cut}`).join(''));
    const lines = (await (await fetch(`${emulator.httpUrl}/printers/counter/ledger`)).text()).trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as Paper).plainText)).toEqual(
      Array.from({ length: 120 }, (_, index) => `paper ${index}`),
    );
    const rest = await (await fetch(`${emulator.httpUrl}/api/printers/counter/ledger?after=118`)).text();
    expect(rest.trim().split('\n')).toHaveLength(2);
    expect((await papersOf(emulator, 'counter', '?after=100&limit=5')).map((paper) => paper.n)).toEqual([
      101, 102, 103, 104, 105,
    ]);
  });

  it('tell pages about new papers and changes as they happen', async () => {
    const emulator = await started();
    const abort = new AbortController();
    onTestFinished(() => abort.abort());
    const response = await fetch(`${emulator.httpUrl}/api/events`, { signal: abort.signal });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const events: { type: string; data: unknown }[] = [];
    void (async () => {
      let text = '';
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        text += chunk;
        for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
          const [, type, data] = /event: (.+)\n(?:id: .+\n)?data: (.+)/.exec(text.slice(0, end)) ?? [];
          if (type !== undefined) events.push({ type, data: JSON.parse(data!) });
          text = text.slice(end + 2);
        }
      }
    })().catch(() => {});
    await printFenced(await client(emulator), `hello\n${cut}\u001bp\u0000\u0019\u00fa`);
    await until(
      async () => events.some((event) => event.type === 'paper') && events.some((event) => event.type === 'printer'),
    );
    expect(Paper.parse(events.find((event) => event.type === 'paper')!.data).plainText).toBe('hello');
    const printers = events
      .filter((event) => event.type === 'printer')
      .map((event) => VirtualPrinter.parse(event.data));
    expect(printers.at(-1)).toMatchObject({ id: 'counter', drawer: 'open', papers: 1, drawerKicks: 1 });
  });

  it('keep a drawer open until someone pushes it shut', async () => {
    const emulator = await started();
    await printFenced(await client(emulator), '\u001b@\u001bp\u0000\u0019\u00fa');
    expect(await get(emulator, '/printers')).toMatchObject({
      printers: [
        { id: 'counter', drawer: 'open', drawerKicks: 1 },
        { id: 'grill', drawer: 'none' },
      ],
    });
    expect(await (await post(emulator, '/printers/counter/drawer', { open: false })).json()).toMatchObject({
      drawer: 'closed',
    });
  });

  it('stop in the middle when the paper runs out, and go on with a new roll', async () => {
    const emulator = await started();
    const socket = await client(emulator);
    await post(emulator, '/printers/counter/faults', { paperOut: true });
    let answers = 0;
    socket.on('data', (bytes) => (answers += bytes.length));
    socket.write(Buffer.concat([Buffer.from(`waiting\n${cut}`, 'latin1'), fence]));
    await until(
      async () =>
        ((await get(emulator, '/printers')) as { printers: { waitingBytes: number }[] }).printers[0]!.waitingBytes > 0,
    );
    expect([answers, await papersOf(emulator)]).toEqual([0, []]);
    await post(emulator, '/printers/counter/faults', { paperOut: false });
    await until(async () => answers === fenceAnswer.length);
    expect((await papersOf(emulator)).map((paper) => paper.plainText)).toEqual(['waiting']);
  });

  it('print what had arrived when the line breaks', async () => {
    const emulator = await started();
    await post(emulator, '/printers/counter/faults', { resetAfterBytes: 12 });
    const socket = await client(emulator);
    const closed = new Promise((resolve) => {
      socket.once('close', resolve);
    });
    socket.write(`line one\nline two\nline three\n${cut}`);
    await closed;
    await until(async () => (await papersOf(emulator)).length === 1);
    expect((await papersOf(emulator))[0]).toMatchObject({ plainText: 'line one\nlin', cut: 'none' });
    expect(await get(emulator, '/printers')).toMatchObject({ printers: [{ faults: { resetAfterBytes: null } }, {}] });
  });

  it('serve one client at a time, in the order they came', async () => {
    const emulator = await started();
    const first = await client(emulator);
    await printFenced(first, `first\n${cut}`);
    const second = await client(emulator);
    const secondPrinted = printFenced(second, `second\n${cut}`);
    await printFenced(first, `first again\n${cut}`);
    first.end();
    await secondPrinted;
    expect((await papersOf(emulator)).map((paper) => paper.plainText)).toEqual(['first', 'first again', 'second']);
  });

  it('let the others work when one is switched off, and answer again when it is switched on', async () => {
    const emulator = await started();
    await post(emulator, '/printers/counter/faults', { poweredOff: true });
    const refused = connect(emulator.printers[0]!.port, '127.0.0.1');
    await expect(once(refused, 'connect')).rejects.toThrow('ECONNREFUSED');
    await printFenced(await client(emulator, 1), `grill\n${cut}`);
    await post(emulator, '/printers/counter/faults', { poweredOff: false });
    await printFenced(await client(emulator), `counter\n${cut}`);
    expect((await papersOf(emulator)).map((paper) => paper.plainText)).toEqual(['counter']);
  });

  it('answer real-time questions while they are out of paper, and send automatic status when asked', async () => {
    const emulator = await started();
    const socket = await client(emulator);
    const answers: number[] = [];
    socket.on('data', (bytes) => answers.push(...bytes));
    socket.write(Buffer.from([0x1d, 0x61, 0x0f]));
    await until(async () => answers.length === 4);
    await post(emulator, '/printers/counter/faults', { paperOut: true });
    await until(async () => answers.length === 8);
    socket.write(Buffer.from([0x10, 0x04, 4]));
    await until(async () => answers.length === 9);
    expect(answers).toEqual([0x10, 0, 0, 0x0f, 0x18, 0, 0x0c, 0x0f, 0x7e]);
  });

  it('live through noise on every port', async () => {
    const emulator = await started();
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const socket = await client(emulator);
      socket.write(
        Uint8Array.from({ length: 60_000 }, (_, index) => (index * 7919 * (attempt + 3) + (index >> 3)) % 256),
      );
      socket.resetAndDestroy();
    }
    await printFenced(await client(emulator), `\u001b@alive\n${cut}`);
    expect((await papersOf(emulator)).at(-1)!.plainText).toBe('alive');
  });

  it.each([
    ['GET', '/printers/cellar/papers', undefined, 404, 'emulator.unknown_printer'],
    ['GET', '/printers/counter/papers?after=-1', undefined, 400, 'emulator.invalid_request'],
    ['GET', '/printers/counter/papers?limit=9999', undefined, 400, 'emulator.invalid_request'],
    ['POST', '/printers/counter/faults', '{"paperOut":"yes"}', 400, 'emulator.invalid_request'],
    ['POST', '/printers/counter/faults', '{"fire":true}', 400, 'emulator.invalid_request'],
    ['POST', '/printers/counter/faults', '{', 400, 'emulator.invalid_request'],
    ['POST', '/printers/counter/faults', `{"x":"${'x'.repeat(9000)}"}`, 413, 'emulator.invalid_request'],
    ['GET', '/nowhere', undefined, 404, 'emulator.not_found'],
    ['GET', '/printers/%zz/papers', undefined, 400, 'emulator.invalid_request'],
  ])('refuse %s %s with a problem document', async (method, path, body, status, code) => {
    const emulator = await started();
    const response = await fetch(`${emulator.httpUrl}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body }),
    });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ status, code });
  });

  it('do not take a form of another page for a switch', async () => {
    const emulator = await started();
    const response = await fetch(`${emulator.httpUrl}/printers/counter/faults`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{"paperOut":true}',
    });
    expect(response.status).toBe(400);
    expect(await get(emulator, '/printers')).toMatchObject({ printers: [{ faults: { paperOut: false } }, {}] });
  });

  it('start all together or not at all', async () => {
    const emulator = await started();
    const taken = emulator.printers[0]!.port;
    await expect(
      startEmulator({
        printers: [
          { ...grill, port: 0 },
          { ...counter, port: taken },
        ],
      }),
    ).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
