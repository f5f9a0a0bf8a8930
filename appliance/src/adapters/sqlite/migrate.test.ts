import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/migrations.ts';
import { rowCheck } from './row-check.ts';
import { registerFindings } from './verify-register.ts';

it('gives the rows of a store that sold before there were sums the sums that they ought to have', () => {
  const db = new Database(':memory:');
  migrate(db, { steps: migrations.slice(0, 1) });
  const id = Buffer.alloc(16, 7);
  db.prepare('INSERT INTO device_stream VALUES (1, ?, ?, 1)').run(id, id);
  db.prepare('INSERT INTO command_record VALUES (?, 1, 1, ?, 0, ?, NULL)').run(id, Buffer.alloc(8, 1), '{"code":"ü"}');
  db.prepare('INSERT INTO wrong_tries VALUES (?, 3, 1795837200000, 12)').run('pin:zoe');
  expect(registerFindings(db, 0, new Map())).toEqual([]);
  migrate(db);
  expect(db.prepare('SELECT row_check FROM wrong_tries').pluck().get()).toBe(
    rowCheck(['pin:zoe', 3, 1_795_837_200_000, 12]),
  );
  expect(registerFindings(db, 0, new Map())).toEqual([]);
  db.exec(`UPDATE command_record SET refusal = '{"code":"u"}'`);
  expect(registerFindings(db, 0, new Map())).toEqual([{ kind: 'row-sum', table: 'command_record', count: 1 }]);
});
