import { expect, inject, test } from 'vitest';
import { newDatabase } from '../../../testing/database-from-template.ts';
import { Superuser } from '../../../testing/superuser.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/all.ts';

const [tenant, store, epoch, order, event] = ['1', '2', '3', '4', '5'].map(
  (digit) => `0192f000-0000-7000-8000-00000000000${digit}`,
);

test('a step reaches the rows of every tenant, and a program of another version hears of what an earlier one held', async () => {
  const database = await newDatabase(inject('pgUrl'), 'template1');
  await migrate(
    database.url,
    migrations.filter(({ version }) => version < 12),
  );
  const superuser = await Superuser.connect(database.url);
  await superuser.run(`insert into tenant values ('${tenant}', 'Napoli', now())`);
  await superuser.run(
    `insert into store (tenant, id, name, claimed_at) values ('${tenant}', '${store}', 'Mulberry', now())`,
  );
  await superuser.run(
    `insert into sync_cursor (tenant, store, epoch, seq, hash, first_seen_at, last_seen_at) values ('${tenant}', '${store}', '${epoch}', 7, '\\x00', now(), now())`,
  );
  await superuser.run(
    `insert into store_health (tenant, store, epoch, durable_seq) values ('${tenant}', '${store}', '${epoch}', 9)`,
  );
  await superuser.run(
    `insert into quarantine values ('${tenant}', '${store}', '${epoch}', 5, '${event}', 'order.closed', '${order}', '2026-11-24T18:00:00Z', 'odd', null, now())`,
  );
  await migrate(database.url);
  expect(await superuser.rows('select thing, event_id from held_thing')).toEqual([
    { thing: `order ${order}`, event_id: event },
  ]);
  expect(await superuser.rows('select cursor_seq::int as seq from store_health')).toEqual([{ seq: 7 }]);
  await superuser.run('begin');
  await superuser.run('set local role aura_app');
  const seenBy = async (program: string): Promise<object[]> => {
    await superuser.run(`select set_config('app.waiting_store', '${program}', true)`);
    return superuser.rows('select store from waiting_store');
  };
  expect([await seenBy('0.1.0/1'), await seenBy('before'), await seenBy('')]).toEqual([[{ store }], [], []]);
  await superuser.run('rollback');
  await superuser.end();
  await database.drop();
});
