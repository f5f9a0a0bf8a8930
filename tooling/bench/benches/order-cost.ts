import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { kyselyStore, type PlainStore, rawStore } from '../floors/plain-stores.ts';
import { type Bench, type Check, type Figure, median } from '../harness/figure.ts';
import { scratchFolder } from '../harness/scratch.ts';
import { about, inTurns, paired } from '../harness/turns.ts';
import { type BenchStore, openBenchStore } from '../store/bench-store.ts';
import { checkNoticesLoss, checkStore } from '../store/check-store.ts';

const turns = 9;
const ordersPerTurn = 150;
const warmUpOrders = 300;
const ordersPerGroup = 8;

/** What one committed order costs: CPU (D3), bytes of WAL and of database (D4). Memory-backed disk, one order at a time. */
export const orderCost: Bench = {
  ids: ['D3', 'D4'],
  async run({ say }) {
    const scratch = scratchFolder('order-cost');
    const product = await openBenchStore({ folder: join(scratch, 'product'), terminals: ordersPerGroup });
    const grouped = await openBenchStore({ folder: join(scratch, 'grouped'), terminals: ordersPerGroup });
    const kysely = kyselyStore(join(scratch, 'plain'), product.ports.ids);
    const raw = rawStore(join(scratch, 'plain'), product.ports.ids);
    const soldIds: string[] = [];
    const groupedIds: string[] = [];
    const storing = timeTransactions(product);
    const sellOne = async (): Promise<void> => void soldIds.push((await product.terminals[0]?.sell()) ?? '');
    const sellGroup = async (): Promise<void> => {
      groupedIds.push(...(await Promise.all(grouped.terminals.map((terminal) => terminal.sell()))));
    };
    try {
      say('D3, D4: warming up');
      await repeat(warmUpOrders, sellOne);
      await repeat(warmUpOrders / ordersPerGroup, sellGroup);
      await repeat(warmUpOrders, () => kysely.sell());
      await repeat(warmUpOrders, () => raw.sell());
      storing.reset();

      say(`D3: ${turns} turns of ${ordersPerTurn} orders a side`);
      const cpu = await inTurns(turns, 'kysely', {
        kysely: () => cpuPerOrder(ordersPerTurn, () => kysely.sell()),
        raw: () => cpuPerOrder(ordersPerTurn, () => raw.sell()),
        product: () => cpuPerOrder(ordersPerTurn, sellOne),
      });
      const storingMs = storing.msPerRun();
      const groupCpu = await cpuPerOrder(ordersPerTurn, sellGroup);

      say('D4: bytes');
      const wal = await inTurns(3, 'plain', {
        plain: () => walBytesPerOrder(kysely.databasePath, ordersPerTurn, () => kysely.sell()),
        product: () => walBytesPerOrder(product.databasePath, ordersPerTurn, sellOne),
        grouped: async () => (await walBytesPerOrder(grouped.databasePath, 40, sellGroup)) / ordersPerGroup,
      });
      const ordersBefore = { product: soldIds.length, plain: soldPlain(kysely) };
      const sizeBefore = { product: databaseBytes(product), plain: databaseBytes(kysely) };
      await repeat(2_000, sellOne);
      await repeat(2_000, () => kysely.sell());
      const size = {
        product: (databaseBytes(product) - sizeBefore.product) / (soldIds.length - ordersBefore.product),
        plain: (databaseBytes(kysely) - sizeBefore.plain) / (soldPlain(kysely) - ordersBefore.plain),
      };

      await product.close();
      await grouped.close();
      const correct = both(
        both(checkStore(product.databasePath, soldIds), checkStore(grouped.databasePath, groupedIds)),
        kysely.check(),
      );
      const control = checkNoticesLoss(product.databasePath, soldIds);
      const kilobytes = (values: readonly number[]): number[] => values.map((bytes) => bytes / 1000);
      const figure = (rest: Pick<Figure, 'id' | 'what' | 'goal' | 'seen' | 'note'>): Figure => ({
        ...rest,
        unit: 'x',
        correct,
        control,
      });
      return [
        {
          ...figure({
            id: 'D3',
            what: 'CPU of a floor order (kysely dialect, plain schema) over CPU of ours',
            goal: { atLeast: 5 },
            seen: paired(cpu.values.kysely, cpu.values.product),
            note:
              `CPU per order: kysely ${about(cpu.values.kysely, ' ms', 2)}, raw statements on the plain schema ${about(cpu.values.raw, ' ms', 2)}, ` +
              `ours ${about(cpu.values.product, ' ms', 2)} (7 commands decided, priced, hashed, answered), of it ${storingMs.toFixed(2)} ms in the transaction; ` +
              `in groups of ${ordersPerGroup} ${(groupCpu / ordersPerGroup).toFixed(2)} ms`,
          }),
          noisy: cpu.noisy,
        },
        figure({
          id: 'D3s',
          what: 'the same, against our transaction alone (what is stored, without deciding it)',
          goal: null,
          seen: cpu.values.kysely.map((value) => value / storingMs),
          note: 'not judged: the floor decides nothing, so this is the part that does the same work',
        }),
        figure({
          id: 'D4w',
          what: 'WAL bytes per order over the plain schema',
          goal: { atMost: 0.5 },
          seen: paired(wal.values.product, wal.values.plain),
          note: `WAL per order: plain ${about(kilobytes(wal.values.plain), ' KB')}, ours ${about(kilobytes(wal.values.product), ' KB')}`,
        }),
        figure({
          id: 'D4g',
          what: `WAL bytes per order in groups of ${ordersPerGroup} over the plain schema one by one`,
          goal: { atMost: 0.2 },
          seen: paired(wal.values.grouped, wal.values.plain),
          note: `WAL per order in groups: ours ${about(kilobytes(wal.values.grouped), ' KB')}`,
        }),
        figure({
          id: 'D4d',
          what: 'database bytes per order over the plain schema',
          goal: { atMost: 0.35 },
          seen: [size.product / size.plain],
          note: `database per order: plain ${(size.plain / 1000).toFixed(2)} KB, ours ${(size.product / 1000).toFixed(2)} KB (one order a commit)`,
        }),
      ];
    } finally {
      await kysely.close();
      await raw.close();
      rmSync(scratch, { recursive: true, force: true });
    }
  },
};

const both = (one: Check, other: Check): Check => ({ ok: one.ok && other.ok, what: `${one.what}; ${other.what}` });

async function repeat(count: number, run: () => Promise<void>): Promise<void> {
  for (let index = 0; index < count; index += 1) await run();
}

/** ms of CPU, of all threads. */
async function cpuPerOrder(count: number, run: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await repeat(count, run);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / count;
}

async function walBytesPerOrder(databasePath: string, count: number, run: () => Promise<void>): Promise<number> {
  const size = (): number => statSync(`${databasePath}-wal`).size;
  const before = size();
  await repeat(count, run);
  return (size() - before) / count;
}

function databaseBytes({ db }: Pick<BenchStore, 'db'>): number {
  db.pragma('wal_checkpoint(TRUNCATE)');
  return Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }));
}

const soldPlain = ({ db }: PlainStore): number => Number(db.prepare('SELECT count(*) FROM orders').pluck().get());

/** Time on the writer's thread; on a disk in memory nothing in a transaction waits, so the median of it is CPU. */
function timeTransactions({ storage }: BenchStore): { reset(): void; msPerRun(): number } {
  const run = storage.transaction.run;
  let runsMs: number[] = [];
  storage.transaction.run = (write) => {
    const startedMs = performance.now();
    run(write);
    runsMs.push(performance.now() - startedMs);
  };
  return {
    reset: () => {
      runsMs = [];
    },
    msPerRun: () => median(runsMs),
  };
}
