import { availableParallelism, loadavg } from 'node:os';
import { readArguments } from './arguments.ts';
import { drain } from './benches/drain.ts';
import { fanIn } from './benches/fan-in.ts';
import { firstByte } from './benches/first-byte.ts';
import { groupCommit } from './benches/group-commit.ts';
import { httpOrders } from './benches/http-orders.ts';
import { kitchenScreens } from './benches/kitchen-screens.ts';
import { longLine } from './benches/long-line.ts';
import { orderCost } from './benches/order-cost.ts';
import { paperDrawing } from './benches/paper-drawing.ts';
import { powerCuts } from './benches/power-cuts.ts';
import { receipts } from './benches/receipts.ts';
import { reconnects } from './benches/reconnects.ts';
import { reports } from './benches/reports.ts';
import { start } from './benches/start.ts';
import { tapsWhileDraining } from './benches/taps-while-draining.ts';
import { type Bench, type Figure, type Skipped, verdictOf } from './harness/figure.ts';
import { notesOf, tableOf } from './harness/table.ts';

const benches: readonly Bench[] = [
  powerCuts,
  groupCommit,
  orderCost,
  httpOrders,
  kitchenScreens,
  reconnects,
  start,
  reports,
  receipts,
  paperDrawing,
  firstByte,
  drain,
  longLine,
  fanIn,
  tapsWhileDraining,
];

/** Runs the benches one after the other. @returns the exit status: 1 when something measured was not right. */
async function main(texts: readonly string[]): Promise<number> {
  const read = readArguments(
    texts,
    benches.flatMap(({ ids }) => ids),
  );
  if (read.type === 'wrong') {
    console.error(read.sentence);
    return 2;
  }
  const { ids, cuts, orders, drained } = read.arguments;
  const chosen = benches.filter((bench) => ids.length === 0 || bench.ids.some((id) => ids.includes(id)));
  const load = (): string =>
    loadavg()
      .map((value) => value.toFixed(1))
      .join(' ');
  console.log(`Node ${process.version}, ${availableParallelism()} cores, load ${load()}`);
  const results: (Figure | Skipped)[] = [];
  for (const bench of chosen)
    results.push(...(await bench.run({ cuts, orders, drained, say: (line) => console.log(`  ${line}`) })));
  console.log(`\n${tableOf(results)}\n\n${notesOf(results)}\n\nload at the end ${load()}`);
  return results.some((result) => !('skipped' in result) && verdictOf(result) === 'WRONG') ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
