import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { type PlainStore, rawStore } from '../floors/plain-stores.ts';
import { type Bench, type Check, type Figure, median, quantile } from '../harness/figure.ts';
import { scratchFolder } from '../harness/scratch.ts';
import { about, inTurns, paired } from '../harness/turns.ts';
import { type BenchStore, openBenchStore } from '../store/bench-store.ts';
import { checkStore } from '../store/check-store.ts';
import { blockForSync, type SlowDisk, slowDisk, syncMs } from '../store/slow-disk.ts';

const turns = 9;
const turnMs = 1_500;
const warmUpOrders = 400;

interface Measured {
  store: BenchStore;
  disk: SlowDisk;
  orderIds: string[];
  /** Answers given before everything committed until then was synced. */
  early: number;
  answered: number;
  commitsMs: number[][];
  stallsMs: number[];
}

/**
 * Group commit on a disk whose sync takes 10 ms: orders per second (D1) against one durable commit after the other, how long a
 * terminal waits and how long the event loop stands still (D2).
 */
export const groupCommit: Bench = {
  ids: ['D1', 'D2'],
  async run({ say }) {
    const scratch = scratchFolder('group-commit');
    const ten = await measured(join(scratch, 'ten'), 10);
    const many = await measured(join(scratch, 'many'), 32);
    const raw = rawStore(join(scratch, 'plain'), ten.store.ports.ids);
    try {
      say('D1, D2: warming up');
      for (const side of [ten, many]) {
        while (side.orderIds.length < warmUpOrders) await closedLoop(side);
        side.commitsMs.length = 0;
        side.stallsMs.length = 0;
      }
      for (let count = 0; count < warmUpOrders; count += 1) raw.sellNow();
      say(`D1, D2: ${turns} turns of ${turnMs / 1000} s a side`);
      const { values, noisy } = await inTurns(turns, 'sequential', {
        sequential: () => sequentialPerSecond(raw),
        ten: () => closedLoop(ten),
        many: () => closedLoop(many),
      });
      const correct = both(await verified(ten), await verified(many), raw.check());
      const control = await controlOf(join(scratch, 'control'));
      const base = { correct, control, noisy };
      const p99 = ten.commitsMs.map((commits) => quantile(commits, 0.99) / syncMs);
      const stall = ten.stallsMs.map((stallMs) => stallMs / syncMs);
      const throughput = (id: string, terminals: number, orders: number[], atLeast: number): Figure => ({
        ...base,
        id,
        what: `orders per second of ${terminals} terminals over one durable commit after the other`,
        goal: { atLeast },
        seen: paired(orders, values.sequential),
        unit: 'x',
        note: `orders per second: one by one ${about(values.sequential, '', 0)}, ${terminals} terminals ${about(orders, '', 0)}; a sync takes ${syncMs} ms`,
      });
      return [
        throughput('D1a', 10, values.ten, 5),
        throughput('D1b', 32, values.many, 12),
        {
          ...base,
          id: 'D2p',
          what: 'p99 of an order of 7 commands from submit to durable answer, 10 terminals',
          goal: { atMost: 4 },
          seen: p99,
          unit: ' syncs',
          note: `median ${median(ten.commitsMs.flat()).toFixed(1)} ms, p99 ${quantile(ten.commitsMs.flat(), 0.99).toFixed(1)} ms; with 32 terminals p99 ${quantile(many.commitsMs.flat(), 0.99).toFixed(1)} ms`,
        },
        {
          ...base,
          id: 'D2s',
          what: 'longest stall of the event loop in a turn, 10 terminals',
          goal: { atMost: 1.5 },
          seen: stall,
          unit: ' syncs',
          note: `longest stall per turn ${about(ten.stallsMs, ' ms')}, with 32 terminals ${about(many.stallsMs, ' ms')}; the terminals run in the same thread`,
        },
      ];
    } finally {
      await raw.close();
      rmSync(scratch, { recursive: true, force: true });
    }
  },
};

async function measured(folder: string, terminals: number, disk = slowDisk()): Promise<Measured> {
  const store = await openBenchStore({ folder, terminals, syncWith: (walPath, real) => disk.syncWith(walPath, real) });
  noteCommits(store, disk);
  const side: Measured = { store, disk, orderIds: [], early: 0, answered: 0, commitsMs: [], stallsMs: [] };
  store.core.onDurable(() => {
    side.answered += 1;
    if (!disk.nextIsDurable()) side.early += 1;
  });
  return side;
}

/** A group is durable when a sync covers the WAL as it was after its commit; by the time it is answered the next may be in it too. */
function noteCommits({ storage }: BenchStore, disk: SlowDisk): void {
  const { run } = storage.transaction;
  storage.transaction.run = (write) => {
    run(write);
    disk.committed();
  };
}

/** Each terminal sells its next order once the last one was answered. @returns orders per second. */
async function closedLoop(side: Measured): Promise<number> {
  const commits: number[] = [];
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const startedMs = performance.now();
  await Promise.all(
    side.store.terminals.map(async (terminal) => {
      while (performance.now() - startedMs < turnMs) {
        const submittedMs = performance.now();
        side.orderIds.push(await terminal.sell());
        commits.push(performance.now() - submittedMs);
      }
    }),
  );
  const seconds = (performance.now() - startedMs) / 1000;
  loop.disable();
  side.commitsMs.push(commits);
  side.stallsMs.push(loop.max / 1e6);
  return commits.length / seconds;
}

async function sequentialPerSecond(raw: PlainStore & { sellNow(): void }): Promise<number> {
  const startedMs = performance.now();
  let orders = 0;
  while (performance.now() - startedMs < turnMs) {
    raw.sellNow();
    blockForSync();
    orders += 1;
  }
  const perSecond = orders / ((performance.now() - startedMs) / 1000);
  await delay(1);
  return perSecond;
}

async function verified({ store, orderIds, early, answered, disk }: Measured): Promise<Check> {
  await store.close();
  const { ok, what } = checkStore(store.databasePath, orderIds);
  return {
    ok: ok && early === 0 && answered > 0,
    what: `${what}; ${early} of ${answered} groups answered before their sync (${disk.syncs} syncs)`,
  };
}

/** The same path without the sync must be caught answering early. */
async function controlOf(folder: string): Promise<Check> {
  const side = await measured(folder, 10, slowDisk({ skips: true }));
  await closedLoop(side);
  const { ok, what } = await verified(side);
  return { ok: !ok, what: `without the sync: ${what}` };
}

const both = (...checks: readonly Check[]): Check => ({
  ok: checks.every(({ ok }) => ok),
  what: checks.map(({ what }) => what).join('; '),
});
