import { setTimeout as delay } from 'node:timers/promises';
import { systemPorts } from '@auraconnect/appliance/adapters/node/system-ports.ts';
import { createLog } from '@auraconnect/appliance/adapters/pino/log.ts';
import { openDatabase } from '@auraconnect/appliance/adapters/sqlite/open-database.ts';
import { sqliteReportTables } from '@auraconnect/appliance/adapters/sqlite/report-tables.ts';
import { salesReportOf } from '@auraconnect/appliance/reports/sales.ts';
import type { SalesReport } from '@auraconnect/shared/protocol/store-api.ts';
import type { DayFigures } from '../floors/plain-history.ts';
import { type Bench, type Check, type Figure, median, quantile } from '../harness/figure.ts';
import { scratchFolder } from '../harness/scratch.ts';
import { about, inTurns, paired } from '../harness/turns.ts';
import { applianceProgram } from '../store/appliance-program.ts';
import { checkStore } from '../store/check-store.ts';
import { HttpTill } from '../store/http-till.ts';
import { type LargeFixture, largeFixture } from '../store/large-fixture.ts';
import { databaseOf } from '../store/seed-store.ts';

const turns = 9;
const reportsPerTurn = 50;
const postsPerTurn = 250;
/** An open loop: orders come when they come, whether or not the last one was answered. */
const postEveryMs = 15;

/** Today's figures against a scan of everything, and what tills notice while somebody asks for the whole year. */
export const reports: Bench = {
  ids: ['R1'],
  async run(options) {
    const fixture = await largeFixture(options);
    // The last whole day: today's figures still grow, by the orders of the other benches.
    const day = [...fixture.days.keys()].toSorted().at(-2) ?? '';
    options.say('R1: a day’s figures');
    const figures = await dayFigures(fixture, day, options.orders);
    options.say('R1: orders while the year is reported');
    return [figures, ...(await duringReports(fixture))];
  },
};

const sameDay = (seen: DayFigures, known: DayFigures): boolean =>
  seen.orderCount === known.orderCount &&
  seen.lineCount === known.lineCount &&
  seen.revenueMinor === known.revenueMinor &&
  seen.taxMinor === known.taxMinor;

async function dayFigures({ dataDir, plain, days }: LargeFixture, day: string, orders: number): Promise<Figure> {
  const db = openDatabase({ path: databaseOf(dataDir), synchronous: 'NORMAL', readonly: true });
  const tables = sqliteReportTables(db);
  const known = days.get(day) ?? { orderCount: 0, lineCount: 0, revenueMinor: 0, taxMinor: 0 };
  const wrong: string[] = [];
  const timed = (count: number, look: () => DayFigures): number => {
    const startedMs = performance.now();
    for (let run = 0; run < count; run += 1) {
      const seen = look();
      if (!sameDay(seen, known)) wrong.push(JSON.stringify(seen));
    }
    return (performance.now() - startedMs) / count;
  };
  try {
    const product = (): DayFigures => salesReportOf(tables, day, day, 0);
    timed(20, product);
    timed(2, () => plain.scan(day));
    const { values, noisy } = await inTurns(turns, 'scan', {
      scan: () => timed(2, () => plain.scan(day)),
      product: () => timed(reportsPerTurn, product),
    });
    const correct: Check = {
      ok: wrong.length === 0 && known.orderCount > 0,
      what: `${known.orderCount} orders of ${day}: ${wrong.length} answers of either side differ from what was sold ${wrong[0] ?? ''}`.trim(),
    };
    const other = { ...known, revenueMinor: known.revenueMinor + 1 };
    const control: Check = { ok: !sameDay(product(), other), what: 'the comparison notices one cent more' };
    return {
      id: 'R1',
      what: `a day's figures by scanning ${orders} orders in plain tables over ours`,
      goal: { atLeast: 50 },
      seen: paired(values.scan, values.product),
      unit: 'x',
      correct,
      control,
      noisy,
      note: `scan ${about(values.scan, ' ms')}, ours ${about(values.product, ' ms', 3)} (sums, tenders and items of the day)`,
    };
  } finally {
    db.close();
  }
}

async function duringReports({ dataDir, devices, days, orderIds }: LargeFixture): Promise<Figure[]> {
  const scratch = scratchFolder('reports');
  const { program, baseUrl } = await applianceProgram(dataDir, scratch);
  const { ids } = systemPorts(createLog('silent'));
  const sold: string[] = [];
  const tills = devices.tills.map((device) => new HttpTill(baseUrl, device, ids));
  const dates = [...days.keys()].toSorted();
  // Up to yesterday: today still grows.
  const past = dates.slice(0, -1);
  const expected = past.reduce((total, date) => total + (days.get(date)?.revenueMinor ?? 0), 0);
  const year = `/api/v1/reports/sales?from=${past[0] ?? ''}&to=${past.at(-1) ?? ''}`;
  const answers = { right: 0, wrong: 0 };
  try {
    await program.start();
    for (const till of tills) await till.begin();
    const [clerk] = tills;
    if (clerk === undefined) throw new Error('the store has no till');
    const office = new HttpTill(baseUrl, clerk.device, ids);
    const report = async (): Promise<void> => {
      const { status, text } = await office.get(year);
      const right = status === 200 && (JSON.parse(text) as SalesReport).revenueMinor === expected;
      answers[right ? 'right' : 'wrong'] += 1;
    };
    const reconciliation = async (): Promise<void> => {
      const { status } = await office.get('/api/v1/reports/reconciliation');
      answers[status === 200 ? 'right' : 'wrong'] += 1;
    };
    const posts = (): Promise<number[]> => openLoop(tills, sold);
    await posts();
    const p99 = (latencies: readonly number[]): number => quantile(latencies, 0.99);
    const { values, noisy } = await inTurns(5, 'idle', {
      idle: async () => p99(await posts()),
      year: async () => p99(await alongside(report, posts)),
    });
    // Folds the whole journal: the longest thing that can be asked for. One is under way all the time.
    const heavy = p99(await alongside(reconciliation, posts, false));
    for (const till of [...tills, office]) till.close();
    await program.stop();
    const kept = checkStore(databaseOf(dataDir), [...orderIds, ...sold]);
    return [
      {
        id: 'R1p',
        what: 'p99 of an order while year reports are made one after the other, over idle',
        goal: { atMost: 1.5 },
        seen: paired(values.year, values.idle),
        unit: 'x',
        correct: {
          ok: kept.ok && answers.wrong === 0 && answers.right > 0,
          what: `${kept.what}; ${answers.right} reports were right, ${answers.wrong} wrong`,
        },
        control: {
          ok: !checkStore(databaseOf(dataDir), [...sold, ids.next()]).ok,
          what: 'the same check with an order that was never sold',
        },
        noisy,
        note: `p99: idle ${about(values.idle, ' ms')}, during year reports ${about(values.year, ' ms')}, while the whole journal is folded again ${heavy.toFixed(1)} ms; an order every ${postEveryMs} ms; median of idle p99 ${median(values.idle).toFixed(1)} ms`,
      },
    ];
  } finally {
    await program.stop();
  }
}

async function openLoop(tills: readonly HttpTill[], sold: string[]): Promise<number[]> {
  const latencies: number[] = [];
  const queues = tills.map(() => Promise.resolve());
  const startedMs = performance.now();
  for (let post = 0; post < postsPerTurn; post += 1) {
    const dueMs = startedMs + post * postEveryMs;
    const waitMs = dueMs - performance.now();
    if (waitMs > 0) await delay(waitMs);
    const place = post % tills.length;
    const till = tills[place];
    // A device's stream is one after the other; what it has to wait for itself counts as waiting.
    queues[place] = (queues[place] ?? Promise.resolve()).then(async () => {
      const orderId = await till?.sell();
      if (orderId !== undefined) sold.push(orderId);
      latencies.push(performance.now() - dueMs);
    });
  }
  await Promise.all(queues);
  return latencies;
}

/** Runs `work` again and again while `measure` runs. */
async function alongside(work: () => Promise<void>, measure: () => Promise<number[]>, again = true): Promise<number[]> {
  let over = false;
  const working = (async () => {
    do await work();
    while (again && !over);
  })();
  const latencies = await measure();
  over = true;
  await working;
  return latencies;
}
