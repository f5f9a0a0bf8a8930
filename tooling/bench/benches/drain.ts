import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { packRows } from '@auraconnect/appliance/sync/pack-request.ts';
import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import { journalDictionaryId } from '@auraconnect/shared/protocol/journal-dictionary.ts';
import { packedRowsForm } from '@auraconnect/shared/protocol/journal-wire.ts';
import { Backlog } from '../cloud/backlog.ts';
import { type BenchCloud, journalTables } from '../cloud/bench-cloud.ts';
import { SlowLine } from '../cloud/slow-line.ts';
import { type Bench, type Check, type Figure, median } from '../harness/figure.ts';
import { scratchFolder } from '../harness/scratch.ts';
import { about, inTurns, paired } from '../harness/turns.ts';
import type { BenchStore } from '../store/bench-store.ts';

const turns = 3;
const liveOrders = 100;
/** Rows that are inserted one by one; all of them would take minutes and tell the same. */
const singleRows = 4_000;

/** A backlog on its way up: the real uplink to the real cloud, against what Postgres can take at all, and how many bytes it is. */
export const drain: Bench = {
  ids: ['S1', 'S2'],
  async run({ say, drained }) {
    const scratch = scratchFolder('drain');
    say(`S1: ${drained} orders are sold`);
    const backlog = await Backlog.open(scratch, drained);
    const { cloud, events } = backlog;
    const far = new SlowLine(addressOf(cloud.url), { roundTripMs: 50, bitsPerSecond: null });
    const upTo = async (url: string): Promise<number> => (events * 1000) / (await backlog.drain(url));
    try {
      say('S1: once to warm up, and for the floors');
      await upTo(cloud.url);
      const perDrainBytes = backlog.bodyBytes;
      const wanted = await cloud.counts();
      await keepForCopy(cloud, scratch);
      const singles = await readSingles(cloud);
      const farUrl = `http://127.0.0.1:${await far.listen()}`;
      const rowsOf = async (): Promise<number> => (await tableRows(cloud)).reduce((sum, count) => sum + count, 0);
      const allRows = await rowsOf();
      await cloud.look.run(`delete from orders where order_id = (select order_id from orders limit 1)`);
      const after = await cloud.counts();
      const control: Check = {
        ok: after.orders === drained - 1,
        what: `an order taken out of the cloud is missing: ${after.orders} of ${drained}`,
      };
      say(`S1: ${turns} turns; ${events} events, ${allRows} rows in the cloud`);
      const { values, noisy } = await inTurns(turns, 'copy', {
        ours: () => upTo(cloud.url),
        far: () => upTo(farUrl),
        copy: async () => {
          await cloud.forgetJournals();
          return (events * 1000) / (await copyAll(cloud, scratch));
        },
        single: async () => {
          await cloud.forgetJournals();
          return ((singles.length * 1000) / (await insertSingly(cloud, singles)) / allRows) * events;
        },
      });
      const correct: Check = {
        ok: backlog.lost.length === 0 && wanted.orders === drained && wanted.revenueMinor > 0,
        what: `${events} events and ${drained} closed orders counted in the cloud after each drain; wrong: ${backlog.lost.join(' ') || 'none'}`,
      };
      const base = { unit: 'x', correct, control, noisy };
      const note = `events per second: ours ${about(values.ours, '', 0)}, with 50 ms round trips ${about(values.far, '', 0)}, COPY by the server itself from files in memory ${about(values.copy, '', 0)}, single INSERTs ${about(values.single, '', 0)}; ${(events / drained).toFixed(1)} events and ${(allRows / drained).toFixed(1)} rows an order; uplink, cloud and Postgres on the same cores`;
      const figures: Figure[] = [
        {
          ...base,
          id: 'S1',
          what: 'drain of a backlog over COPY of the rows that it makes',
          goal: { atLeast: 0.75 },
          seen: paired(values.ours, values.copy),
          note,
        },
        {
          ...base,
          id: 'S1i',
          what: 'drain of a backlog over single INSERTs of the same rows',
          goal: { atLeast: 8 },
          seen: paired(values.ours, values.single),
          note: 'each INSERT prepared and a transaction of its own, without waiting for a disk',
        },
        {
          ...base,
          id: 'S1r',
          what: 'drain with round trips of 50 ms over one without',
          goal: { atLeast: 0.9 },
          seen: paired(values.far, values.ours),
          note: 'a line of our own between uplink and cloud, in the uplink’s process',
        },
      ];
      say('S2: bytes');
      return [...figures, ...(await bytes(backlog.store, perDrainBytes))];
    } finally {
      await far.close();
      await backlog.close();
      rmSync(scratch, { recursive: true, force: true });
    }
  },
};

function addressOf(url: string): { host: string; port: number } {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port) };
}

async function tableRows(cloud: BenchCloud): Promise<number[]> {
  const counts: number[] = [];
  for (const table of journalTables) {
    const [row] = await cloud.look.rows<{ count: string }>(`select count(*) from ${table}`);
    counts.push(Number(row?.count));
  }
  return counts;
}

const copyFile = (scratch: string, table: string): string => join(scratch, 'copies', `${table}.copy`);

async function keepForCopy(cloud: BenchCloud, scratch: string): Promise<void> {
  // Postgres runs as a user of its own where this runs as root.
  mkdirSync(join(scratch, 'copies'));
  chmodSync(join(scratch, 'copies'), 0o777);
  for (const table of journalTables)
    await cloud.look.run(`copy (select * from ${table}) to '${copyFile(scratch, table)}'`);
}

async function copyAll(cloud: BenchCloud, scratch: string): Promise<number> {
  const startedMs = performance.now();
  for (const table of journalTables) await cloud.look.run(`copy ${table} from '${copyFile(scratch, table)}'`);
  return performance.now() - startedMs;
}

interface SingleRow {
  table: string;
  sql: string;
  values: (string | null)[];
}

/** Rows of every table, in the share that it has of all. */
async function readSingles(cloud: BenchCloud): Promise<SingleRow[]> {
  const counts = await tableRows(cloud);
  const all = counts.reduce((sum, count) => sum + count, 0);
  const singles: SingleRow[] = [];
  for (const [index, table] of journalTables.entries()) {
    const share = Math.round(((counts[index] ?? 0) / all) * singleRows);
    for (const values of await cloud.look.textRows(`select * from ${table} limit ${share}`)) {
      const places = values.map((_value, place) => `$${place + 1}`).join(', ');
      singles.push({ table, sql: `insert into ${table} values (${places})`, values });
    }
  }
  return singles;
}

async function insertSingly(cloud: BenchCloud, singles: readonly SingleRow[]): Promise<number> {
  const startedMs = performance.now();
  for (const { table, sql, values } of singles) await cloud.look.run(sql, values, `single-${table}`);
  return performance.now() - startedMs;
}

const linesOf = (rows: readonly JournalRow[]): number =>
  rows.reduce((sum, row) => sum + Buffer.byteLength(JSON.stringify(row)) + 1, 0);

async function bytes(store: BenchStore, backlogBytes: number): Promise<Figure[]> {
  const { core } = store;
  let lines = 0;
  for (let seq = 0; seq < core.durableSeq; seq += 1_000) lines += linesOf(await core.readJournal(seq, 1_000));
  const accepts = new Set([packedRowsForm, `zstd.${journalDictionaryId}`]);
  const live: { ratio: number; bytes: number }[] = [];
  const plain: number[] = [];
  for (let order = 0; order < liveOrders; order += 1) {
    const from = core.durableSeq;
    await store.terminals[order % store.terminals.length]?.sell();
    const rows = await core.readJournal(from, 100);
    const [first] = rows;
    if (first === undefined) throw new Error('the order left nothing in the journal');
    const after = { epoch: core.epoch, seq: from, hash: first.prevHash };
    const request = { store: core.storeId, epoch: core.epoch, after, durableSeq: core.durableSeq, rows };
    const packed = (await packRows(request, accepts)).bytes.length;
    live.push({ ratio: packed / linesOf(rows), bytes: packed });
    plain.push((await packRows(request, new Set())).bytes.length / linesOf(rows));
  }
  const correct: Check = {
    ok: lines > 0 && backlogBytes > 0,
    what: 'the very bytes of which the cloud of S1 made every event again, each with its hash',
  };
  const control: Check = {
    ok: median(plain) > 0.16,
    what: `whole rows with gzip, as an older cloud gets them: ${median(plain).toFixed(3)} of the lines`,
  };
  return [
    {
      id: 'S2',
      what: 'bytes of a backlog on the wire over its events as lines of JSON',
      goal: { atMost: 0.15 },
      seen: [backlogBytes / lines],
      unit: 'x',
      correct,
      control,
      note: `${(backlogBytes / 1e6).toFixed(2)} MB for ${(lines / 1e6).toFixed(1)} MB, HTTP’s own headers not counted; the demo’s menu, from which the dictionary was trained`,
    },
    {
      id: 'S2l',
      what: 'the same for a single live order',
      goal: { atMost: 0.16 },
      seen: live.map(({ ratio }) => ratio),
      unit: 'x',
      correct,
      control,
      note: `${median(live.map(({ bytes: count }) => count)).toFixed(0)} bytes an order of some 12 events`,
    },
  ];
}
