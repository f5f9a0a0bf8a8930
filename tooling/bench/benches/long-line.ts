import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { foldHistory } from '@auraconnect/cloud-sync/orders/fold-history.ts';
import { Backlog } from '../cloud/backlog.ts';
import { peersMissing, PouchStore, pouchServer } from '../cloud/pouch-store.ts';
import { SlowLine } from '../cloud/slow-line.ts';
import { startServer } from '../harness/child.ts';
import type { Bench, Check } from '../harness/figure.ts';
import { scratchFolder } from '../harness/scratch.ts';
import { about, inTurns, paired } from '../harness/turns.ts';

const turns = 3;
const mostOrders = 10_000;
const documentsPerPush = 500;
const line = { roundTripMs: 80, bitsPerSecond: 10_000_000 };

/** The same orders over the same long and narrow line, as somebody would carry them who does not use ours. */
export const longLine: Bench = {
  ids: ['S3'],
  async run({ say, drained }) {
    const missing = peersMissing();
    if (missing !== null) return [{ id: 'S3', skipped: missing }];
    const scratch = scratchFolder('line');
    const orders = Math.min(drained, mostOrders);
    say(`S3: ${orders} orders are sold`);
    const backlog = await Backlog.open(scratch, orders);
    const { cloud, events } = backlog;
    const documents = await documentsOf(backlog);
    const file = join(scratch, 'documents.json');
    writeFileSync(file, JSON.stringify(documents));
    const pouch = await startServer({ file: pouchServer });
    const bulk = await startServer({
      file: 'tooling/bench/floors/bulk-push-server.ts',
      programArguments: [cloud.databaseUrl],
    });
    const lines = [cloud.url, pouch.baseUrl, bulk.baseUrl].map((url) => new SlowLine(addressOf(url), line));
    const [ours, toPouch, toBulk] = await Promise.all(
      lines.map(async (one) => `http://127.0.0.1:${await one.listen()}`),
    );
    const store = await PouchStore.open(file);
    const wrong: string[] = [];
    let databases = 0;
    try {
      say('S3: once to warm up');
      await backlog.drain();
      await store.replicateTo(`${pouch.baseUrl}/warm-up`);
      for (const one of lines) one.upBytes = one.downBytes = 0;
      say(`S3: ${turns} turns over ${line.roundTripMs} ms and ${line.bitsPerSecond / 1e6} Mbit/s`);
      const { values, noisy } = await inTurns(turns, 'pouch', {
        ours: () => backlog.drain(ours),
        pouch: async () => {
          databases += 1;
          const took = await store.replicateTo(`${toPouch}/orders-${databases}`);
          const count = await documentCount(`${pouch.baseUrl}/orders-${databases}`);
          if (count !== orders) wrong.push(`PouchDB has ${count}`);
          return took;
        },
        bulk: async () => {
          await cloud.look.run('truncate public.pushed_document');
          const took = await pushAll(toBulk ?? '', documents);
          const [row] = await cloud.look.rows<{ count: string }>('select count(*) from public.pushed_document');
          if (Number(row?.count) !== orders) wrong.push(`the bulk push has ${row?.count}`);
          return took;
        },
      });
      const correct: Check = {
        ok: backlog.lost.length === 0 && wrong.length === 0,
        what: `${events} events and ${orders} closed orders counted in the cloud, ${orders} documents at both others; wrong: ${[...backlog.lost, ...wrong].join(' ') || 'none'}`,
      };
      await cloud.look.run(`delete from orders where order_id = (select order_id from orders limit 1)`);
      const after = await cloud.counts();
      const control: Check = {
        ok: after.orders === orders - 1,
        what: `an order taken out of the cloud is missing: ${after.orders} of ${orders}`,
      };
      const perTurn = values.ours.length;
      const megabytes = (place: number): string => ((lines[place]?.upBytes ?? 0) / perTurn / 1e6).toFixed(1);
      const documentBytes = Math.round(JSON.stringify(documents).length / orders);
      const base = { unit: 'x', goal: { atLeast: 1 }, correct, control, noisy };
      return [
        {
          ...base,
          id: 'S3',
          what: `time of PouchDB replicating ${orders} orders to its own server over ours, ${line.roundTripMs} ms and ${line.bitsPerSecond / 1e6} Mbit/s`,
          seen: paired(values.pouch, values.ours),
          note: `ours ${about(values.ours, ' ms', 0)} for ${events} events, PouchDB ${about(values.pouch, ' ms', 0)} for a document of ${documentBytes} bytes an order, 500 at a time; up ${megabytes(0)} MB and ${megabytes(1)} MB; PouchDB in memory on both sides, ours in SQLite and Postgres`,
        },
        {
          ...base,
          id: 'S3b',
          what: 'time of a bulk push of the same documents as plain JSON over ours',
          seen: paired(values.bulk, values.ours),
          note: `bulk push ${about(values.bulk, ' ms', 0)}, ${documentsPerPush} documents a request, one after the other, ${megabytes(2)} MB up`,
        },
      ];
    } finally {
      store.close();
      for (const one of lines) await one.close();
      await bulk.stop();
      await pouch.stop();
      await backlog.close();
      rmSync(scratch, { recursive: true, force: true });
    }
  },
};

interface OrderDocument {
  _id: string;
}

/** What somebody would keep of each order: the order as it is, and nothing of how it came to be. */
async function documentsOf({ store: { core } }: Backlog): Promise<OrderDocument[]> {
  const rows = [];
  for (let seq = 0; seq < core.durableSeq; seq += 1_000) rows.push(...(await core.readJournal(seq, 1_000)));
  return [...foldHistory(rows).values()].map((order) => ({ _id: order.orderId, ...order }));
}

async function pushAll(url: string, documents: readonly OrderDocument[]): Promise<number> {
  const startedMs = performance.now();
  for (let from = 0; from < documents.length; from += documentsPerPush) {
    const body = JSON.stringify(documents.slice(from, from + documentsPerPush));
    const answer = await fetch(url, { method: 'POST', body });
    if (!answer.ok) throw new Error(`the bulk push answered ${answer.status}`);
    await answer.text();
  }
  return performance.now() - startedMs;
}

async function documentCount(url: string): Promise<number> {
  return ((await (await fetch(url)).json()) as { doc_count: number }).doc_count;
}

function addressOf(url: string): { host: string; port: number } {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port) };
}
