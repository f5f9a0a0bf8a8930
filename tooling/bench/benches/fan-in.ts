import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import { BenchCloud, journalTables } from '../cloud/bench-cloud.ts';
import { ManyStores } from '../cloud/many-stores.ts';
import type { Bench, Check } from '../harness/figure.ts';
import { scratchFolder } from '../harness/scratch.ts';
import { about, inTurns, paired } from '../harness/turns.ts';
import { openBenchStore } from '../store/bench-store.ts';

const turns = 3;
const tenants = 100;
const storesPerTenant = 10;
const stores = tenants * storesPerTenant;
const ordersPerStore = 5;

/** A thousand stores that tell a little each, against one session that copies the same rows into tables without walls. */
export const fanIn: Bench = {
  ids: ['F1'],
  async run({ say }) {
    const scratch = scratchFolder('fan-in');
    const cloud = await BenchCloud.start(scratch);
    try {
      const rows = await soldBy(scratch);
      say(`F1: ${stores} stores of ${tenants} tenants`);
      const crowd = await ManyStores.claim(cloud, rows, { tenants, storesPerTenant });
      const events = stores * rows.length;
      const lost: string[] = [];
      const ours = async (): Promise<number> => {
        await cloud.forgetJournals();
        const tookMs = await crowd.send();
        const counts = await cloud.counts();
        if (counts.events !== events || counts.orders !== stores * ordersPerStore) lost.push(JSON.stringify(counts));
        return (events * 1000) / tookMs;
      };
      say('F1: once to warm up, and for the floor');
      await ours();
      const apart = await tenantsApart(cloud);
      await keepPlainly(cloud, scratch);
      say(`F1: ${turns} turns; ${events} events`);
      const { values, noisy } = await inTurns(turns, 'copy', {
        ours,
        copy: async () => {
          await cloud.look.run(`truncate ${journalTables.map((table) => `plain.${table}`).join(', ')}`);
          const startedMs = performance.now();
          for (const table of journalTables)
            await cloud.look.run(`copy plain.${table} from '${join(scratch, 'copies', table)}'`);
          return (events * 1000) / (performance.now() - startedMs);
        },
      });
      const correct: Check = {
        ok: lost.length === 0 && apart === tenants,
        what: `${events} events and ${stores * ordersPerStore} closed orders counted after each turn, wrong: ${lost.join(' ') || 'none'}; ${apart} of ${tenants} tenants have exactly their own ${storesPerTenant * ordersPerStore} orders`,
      };
      await cloud.look.run(`delete from orders where order_id = (select order_id from orders limit 1)`);
      const after = await cloud.counts();
      const control: Check = {
        ok: after.orders < stores * ordersPerStore,
        what: `orders taken out of the cloud are missing: ${after.orders} of ${stores * ordersPerStore}`,
      };
      return [
        {
          id: 'F1',
          what: `events of ${stores} stores with row-level security, partitions and projections over one session of COPY into plain tables`,
          goal: { atLeast: 0.7 },
          seen: paired(values.ours, values.copy),
          unit: 'x',
          correct,
          control,
          noisy,
          note: `events per second: ours ${about(values.ours, '', 0)} (${(((stores / events) * values.ours.reduce((sum, value) => sum + value, 0)) / values.ours.length).toFixed(0)} stores a second, each a signed request and a transaction of ${rows.length} events), COPY by the server itself from files in memory into tables without index ${about(values.copy, '', 0)}`,
        },
      ];
    } finally {
      await cloud.stop();
      rmSync(scratch, { recursive: true, force: true });
    }
  },
};

/** The events of some sales, without those of setting the store up. */
async function soldBy(scratch: string): Promise<JournalRow[]> {
  const store = await openBenchStore({ folder: join(scratch, 'store'), terminals: 1 });
  try {
    for (let order = 0; order < ordersPerStore; order += 1) await store.terminals[0]?.sell();
    return (await store.core.readJournal(0, 1_000)).filter(({ orderId }) => orderId !== null);
  } finally {
    await store.close();
  }
}

/** How many tenants have the orders of their own stores, no more and no less. */
async function tenantsApart(cloud: BenchCloud): Promise<number> {
  const counts = await cloud.look.rows<{ count: string }>(
    'select count(*) from orders o join store s on s.tenant = o.tenant and s.id = o.store group by o.tenant',
  );
  return counts.filter(({ count }) => Number(count) === storesPerTenant * ordersPerStore).length;
}

async function keepPlainly(cloud: BenchCloud, scratch: string): Promise<void> {
  // Postgres runs as a user of its own where this runs as root.
  mkdirSync(join(scratch, 'copies'));
  chmodSync(join(scratch, 'copies'), 0o777);
  await cloud.look.run('create schema plain');
  for (const table of journalTables) {
    await cloud.look.run(`copy (select * from ${table}) to '${join(scratch, 'copies', table)}'`);
    await cloud.look.run(`create table plain.${table} (like aura.${table})`);
  }
}
