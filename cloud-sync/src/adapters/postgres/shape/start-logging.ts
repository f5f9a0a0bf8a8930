import type pg from 'pg';
import { ShapeRefused, ShapeUnavailable } from '../../../shape/tables/refusals.ts';
import type { TableFacts } from '../../../shape/tables/table-shape.ts';
import { databaseErrorOf } from './database-error.ts';
import { triggerName } from './source-schema.ts';

/**
 * Puts the triggers on a table. CREATE TRIGGER waits for everybody who is writing to it, so a snapshot that is taken afterwards sees
 * all that was not written down. While it waits others wait behind it, so it does not wait for long.
 */
export async function startLogging(client: pg.ClientBase, { oid }: TableFacts): Promise<void> {
  await client.query('begin');
  try {
    await client.query(`set local lock_timeout = '5s'`);
    await client.query(`select pg_advisory_xact_lock(hashtext('shape_source'), ${oid % 2 ** 31})`);
    const { rows } = await client.query<{ name: string; logged: boolean }>(
      `select it.oid::regclass::text as name,
         exists (select from pg_trigger where tgrelid = it.oid and tgname = $2 and tgenabled in ('O', 'A')) as logged
       from (select $1::oid as oid) it where exists (select from pg_class c where c.oid = it.oid)`,
      [oid, triggerName],
    );
    const [found] = rows;
    if (found !== undefined && !found.logged) await client.query(triggersOn(found.name, oid));
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw plainly(error);
  }
}

/** ALWAYS: also what arrives by replication is written down. */
const triggersOn = (name: string, oid: number): string => `
drop trigger if exists "${triggerName}" on ${name};
drop trigger if exists "${triggerName}_truncate" on ${name};
create trigger "${triggerName}" after insert or update or delete on ${name}
  for each row execute function shape_source.log_change('${oid}');
create trigger "${triggerName}_truncate" after truncate on ${name}
  for each statement execute function shape_source.log_change('${oid}');
alter table ${name} enable always trigger "${triggerName}";
alter table ${name} enable always trigger "${triggerName}_truncate";`;

function plainly(error: unknown): unknown {
  const known = databaseErrorOf(error);
  if (known?.code === '55P03') return new ShapeUnavailable('Somebody has been writing to the table for long', 5, error);
  if (known?.code === '42501') return new ShapeRefused({ table: [`Its changes cannot be followed: ${known.message}`] });
  return error;
}
