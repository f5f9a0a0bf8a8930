import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { systemPorts } from '@auraconnect/appliance/adapters/node/system-ports.ts';
import { createLog } from '@auraconnect/appliance/adapters/pino/log.ts';
import { buildAppliance, bundledAppliance } from '../../build-appliance.ts';
import { freePort } from '../../programs/free-port.ts';
import { root } from '../../root.ts';
import { residentBytesOf } from '../harness/child.ts';
import type { Bench, Check, Figure } from '../harness/figure.ts';
import { scratchFolder } from '../harness/scratch.ts';
import { about, inTurns, paired } from '../harness/turns.ts';
import { checkNoticesLoss, checkStore } from '../store/check-store.ts';
import { HttpTill, send } from '../store/http-till.ts';
import { largeFixture } from '../store/large-fixture.ts';
import { databaseOf, seedStore, type SeededDevice } from '../store/seed-store.ts';

const turns = 7;
const ordersBeforeWeighing = 300;
const megabyte = 1_000_000;

/** How a program is started, from the root of the checkout. */
interface Start {
  entry: string;
  nodeOptions: readonly string[];
  env: Record<string, string>;
}

interface Subject extends Start {
  portEnv: (port: number) => Record<string, string>;
  /** Sends one order. @throws while the server is not there or says no. */
  order: (baseUrl: string) => Promise<void>;
}

/** From the start of the process to the first accepted order, and the memory it then holds, against a bare Node server. */
export const start: Bench = {
  ids: ['C1'],
  async run(options) {
    const { say, orders } = options;
    const built = await buildAppliance();
    if (built.outcome === 'failed') throw new Error(`the appliance could not be bundled: ${built.problem ?? ''}`);
    const scratch = scratchFolder('start');
    const emptyDir = join(scratch, 'empty');
    mkdirSync(emptyDir);
    const empty = await seedStore(emptyDir, { tills: 1 });
    const large = await largeFixture(options);
    const soldIds = { empty: [] as string[], large: [...large.orderIds] };
    const subjects = {
      bare: bareServer(),
      empty: appliance(bundledAppliance, emptyDir, empty.tills[0], soldIds.empty),
      sources: appliance(fromSources, emptyDir, empty.tills[0], soldIds.empty),
      large: appliance(bundledAppliance, large.dataDir, large.devices.tills[0], soldIds.large),
    };
    try {
      // The first start of a new bundle fills its compile cache.
      for (const subject of Object.values(subjects)) await startOnce(subject);
      say(`C1: ${turns} starts of each`);
      const { values, noisy } = await inTurns(turns, 'bare', {
        bare: () => startOnce(subjects.bare),
        empty: () => startOnce(subjects.empty),
        sources: () => startOnce(subjects.sources),
        large: () => startOnce(subjects.large),
      });
      say('C1: memory');
      const memory = await inTurns(3, 'bare', {
        bare: () => weigh(subjects.bare),
        empty: () => weigh(subjects.empty),
        large: () => weigh(subjects.large),
      });
      const correct = both(
        checkStore(databaseOf(emptyDir), soldIds.empty),
        checkStore(databaseOf(large.dataDir), soldIds.large),
      );
      const control = checkNoticesLoss(databaseOf(emptyDir), soldIds.empty);
      const times = `bare ${about(values.bare, ' ms', 0)}, ours ${about(values.empty, ' ms', 0)}, from sources ${about(values.sources, ' ms', 0)}, with ${orders} orders ${about(values.large, ' ms', 0)}`;
      const figure = (rest: Pick<Figure, 'id' | 'what' | 'goal' | 'seen' | 'note'> & Partial<Figure>): Figure => ({
        unit: 'x',
        correct,
        control,
        noisy,
        ...rest,
      });
      return [
        figure({
          id: 'C1',
          what: 'start to first accepted order over a bare Node server, as the bundle that a store runs',
          goal: { atMost: 4 },
          seen: paired(values.empty, values.bare),
          note: times,
        }),
        figure({
          id: 'C1s',
          what: 'the same from the sources, as the demo and the tests run it: types stripped at each start',
          goal: null,
          seen: paired(values.sources, values.bare),
          note: 'for those who work on it',
        }),
        figure({
          id: 'C1l',
          what: `start with ${orders} orders over start of an empty store`,
          goal: { atMost: 1.1 },
          seen: paired(values.large, values.empty),
          note: times,
        }),
        figure({
          id: 'C1m',
          what: `memory after ${ordersBeforeWeighing} orders over a bare server’s after as many requests`,
          goal: { atMost: 2 },
          seen: paired(memory.values.empty, memory.values.bare),
          note: `resident: bare ${about(memory.values.bare, ' MB', 0)}, ours ${about(memory.values.empty, ' MB', 0)}, with ${orders} orders ${about(memory.values.large, ' MB', 0)}`,
        }),
        figure({
          id: 'C1b',
          what: `memory with ${orders} orders, in MB`,
          goal: { atMost: 150 },
          seen: memory.values.large,
          unit: ' MB',
          note: 'on this machine; not measured on a board with 1 GB',
        }),
      ];
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  },
};

const fromSources: Start = { entry: 'appliance/src/main.ts', nodeOptions: [], env: {} };

function bareServer(): Subject {
  const agent = new Agent();
  return {
    entry: 'tooling/bench/floors/bare-server.mjs',
    nodeOptions: [],
    env: {},
    portEnv: (port) => ({ PORT: String(port) }),
    order: async (baseUrl) => {
      const { status } = await send(agent, baseUrl, { method: 'POST', body: '[]' });
      if (status !== 200) throw new Error(`the floor answered ${status}`);
    },
  };
}

function appliance(program: Start, dataDir: string, device: SeededDevice | undefined, soldIds: string[]): Subject {
  if (device === undefined) throw new Error('the store has no till');
  const { ids } = systemPorts(createLog('silent'));
  let known: { till: HttpTill; baseUrl: string } | null = null;
  return {
    ...program,
    portEnv: (port) => ({ DATA_DIR: dataDir, APPLIANCE_PORT: String(port), LOG_LEVEL: 'error' }),
    order: async (baseUrl) => {
      // A till that finds its store again goes on in its stream; that question belongs to the start.
      if (known?.baseUrl !== baseUrl) {
        const till = new HttpTill(baseUrl, device, ids);
        await till.begin();
        known?.till.close();
        known = { till, baseUrl };
      }
      soldIds.push(await known.till.sell());
    },
  };
}

/** @returns ms from spawning the process to the first order that it accepted. */
async function startOnce(subject: Subject): Promise<number> {
  const { child, tookMs } = await started(subject);
  await ended(child);
  return tookMs;
}

/** @returns MB that the process holds after a while of work. */
async function weigh(subject: Subject): Promise<number> {
  const { child, baseUrl } = await started(subject);
  for (let order = 1; order < ordersBeforeWeighing; order += 1) await subject.order(baseUrl);
  const bytes = residentBytesOf(child.pid ?? 0);
  await ended(child);
  return bytes === null ? Number.NaN : bytes / megabyte;
}

async function started({
  entry,
  nodeOptions,
  env,
  portEnv,
  order,
}: Subject): Promise<{ child: ChildProcess; baseUrl: string; tookMs: number }> {
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const startedMs = performance.now();
  const child = spawn(process.execPath, [...nodeOptions, join(root, entry)], {
    cwd: root,
    env: { ...process.env, ...env, ...portEnv(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${entry} ended with ${child.exitCode}`);
    const refused = await order(baseUrl).then(
      () => null,
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    );
    if (refused === null) return { child, baseUrl, tookMs: performance.now() - startedMs };
    if ((refused as NodeJS.ErrnoException).code !== 'ECONNREFUSED') throw refused;
    await delay(2);
  }
}

async function ended(child: ChildProcess): Promise<void> {
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.kill('SIGTERM');
  await gone;
}

const both = (one: Check, other: Check): Check => ({ ok: one.ok && other.ok, what: `${one.what}; ${other.what}` });
