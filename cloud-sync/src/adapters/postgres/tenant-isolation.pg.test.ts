import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { newDatabase, type TestDatabase } from '../../../testing/database-from-template.ts';
import { Database } from './database.ts';
import { migrate } from './migrate.ts';
import { currentTenant } from './migrations/migration.ts';

/** Faults that let one tenant see another; each query names the offender. */
const audits: Record<string, string> = {
  'every table with a tenant is locked to it, its owner included': `
    select c.oid::regclass::text as offender from pg_class c
    where c.relnamespace = 'aura'::regnamespace and c.relkind in ('r', 'p')
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname in ('tenant', 'belongs_to') and not a.attisdropped)
      and not (c.relrowsecurity and c.relforcerowsecurity)`,
  'every unique key of a tenant table begins with the tenant': `
    select i.indexrelid::regclass::text as offender from pg_index i
    join pg_attribute t on t.attrelid = i.indrelid and t.attname = 'tenant'
    join pg_class c on c.oid = i.indrelid and c.relnamespace = 'aura'::regnamespace
    where i.indisunique and t.attnum <> i.indkey[0]`,
  'no policy lets everything through, and every policy guards what is written': `
    select tablename || '.' || policyname as offender from pg_policies
    where schemaname = 'aura' and (coalesce(qual, 'true') in ('true', '(true)') or (cmd <> 'SELECT' and with_check is null))`,
  'the server owns no table and cannot step over a policy': `
    select rolname as offender from pg_roles r where rolname in ('aura_app', 'aura_owner')
      and (rolsuper or rolbypassrls or rolcreaterole or rolcanlogin or (rolname = 'aura_app' and exists (select from pg_class c where c.relowner = r.oid)))`,
  'a function that runs as the owner fixes where it looks names up, and not everybody may call it': `
    select p.oid::regprocedure::text as offender from pg_proc p
    where p.pronamespace = 'aura'::regnamespace and p.prosecdef
      and (coalesce(array_to_string(p.proconfig, ','), '') not like '%search_path=pg_catalog%' or has_function_privilege('public', p.oid, 'execute'))`,
  "no view reads with its owner's rights": `
    select c.oid::regclass::text as offender from pg_class c where c.relnamespace = 'aura'::regnamespace
      and (c.relkind = 'm' or (c.relkind = 'v' and coalesce(array_to_string(c.reloptions, ','), '') not like '%security_invoker=true%'))`,
  'the journal can be written and never changed': `
    select t || ' ' || p as offender from unnest(array['journal_event', 'journal_position']) t, unnest(array['update', 'delete', 'truncate']) p
    where has_table_privilege('aura_app', 'aura.' || t, p)`,
  'the server reaches a month of the journal only through the journal': `
    select c.oid::regclass::text || ' ' || p as offender from pg_class c, unnest(array['select', 'insert', 'update', 'delete']) p
    where c.relispartition and c.relkind = 'r' and has_table_privilege('aura_app', c.oid, p)`,
};

describe('a tenant sees only its own', () => {
  let database: TestDatabase;
  let admin: pg.Client;

  beforeAll(async () => {
    database = await newDatabase(inject('pgUrl'));
    admin = new pg.Client({ connectionString: database.url });
    await admin.connect();
    await admin.query(`select aura.ensure_journal_month('2026-11-24')`);
  });
  afterAll(async () => {
    await admin.end();
    await database.drop();
  });

  const offenders = async (sql: string) =>
    (await admin.query<{ offender: string }>(sql)).rows.map(({ offender }) => offender);

  test.each(Object.entries(audits))('%s', async (_title, sql) => {
    expect(await offenders(sql)).toEqual([]);
  });

  test('the audit looks at real tables', async () => {
    const { rows } = await admin.query<{
      count: number;
    }>(`select count(*)::int as count from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant'
      where c.relnamespace = 'aura'::regnamespace and c.relkind in ('r', 'p')`);
    expect(rows[0]?.count).toBeGreaterThan(25);
  });

  test.each([
    ['every table with a tenant is locked to it, its owner included', 'create table aura.planted (tenant uuid)'],
    ['every unique key of a tenant table begins with the tenant', 'create unique index planted on aura.owner (email)'],
    [
      'no policy lets everything through, and every policy guards what is written',
      'create policy planted on aura.owner for select using (true)',
    ],
    ['the server owns no table and cannot step over a policy', 'alter role aura_app bypassrls'],
    [
      'a function that runs as the owner fixes where it looks names up, and not everybody may call it',
      `create function aura.planted() returns int language sql security definer as 'select 1'`,
    ],
    ["no view reads with its owner's rights", 'create view aura.planted as select * from aura.owner'],
    ['the journal can be written and never changed', 'grant delete on aura.journal_event to aura_app'],
    [
      'the server reaches a month of the journal only through the journal',
      'grant select on aura.journal_event_2026_11 to aura_app',
    ],
  ])('the audit "%s" finds a planted fault', async (title, fault) => {
    await admin.query('begin');
    await admin.query(fault);
    expect(await offenders(audits[title] ?? '')).not.toEqual([]);
    await admin.query('rollback');
  });

  test('a connection that served a tenant before sees nothing once the transaction is over', async () => {
    await admin.query('set role aura_app');
    await admin.query('begin');
    await admin.query(`select set_config('app.tenant', gen_random_uuid()::text, true)`);
    await admin.query('commit');
    const { rows } = await admin.query(
      `select ${currentTenant} as tenant, (select count(*)::int from aura.owner) as owners`,
    );
    expect(rows[0]).toEqual({ tenant: null, owners: 0 });
    await admin.query('reset role');
  });

  test('rows of another tenant cannot be written', async () => {
    await admin.query('begin');
    await admin.query('set local role aura_app');
    await admin.query(`select set_config('app.tenant', gen_random_uuid()::text, true)`);
    await expect(admin.query(`insert into aura.tenant values (gen_random_uuid(), 'other', now())`)).rejects.toThrow(
      /row-level security/,
    );
    await admin.query('rollback');
  });

  test('the role is taken whatever the address says, and transactions of others stay closed', async () => {
    const url = new URL(database.url);
    url.searchParams.set('options', '-c role=postgres -c work_mem=8MB');
    const server = new Database(
      { connectionString: url.href, poolSize: 1, statementTimeoutMs: 5_000 },
      () => undefined,
    );
    const seen = await server.anonymous((tx) =>
      tx.row(
        `select current_user::text as role, current_setting('work_mem') as memory, current_setting('app.tenant') as tenant`,
      ),
    );
    expect(seen).toEqual({ role: 'aura_app', memory: '8MB', tenant: '' });
    await expect(server.anonymous((tx) => tx.run('update journal_event set actor = actor'))).rejects.toThrow(
      /permission denied/,
    );
    await server.close();
  });

  test('starting again changes nothing, and two servers may start at once', async () => {
    await Promise.all([migrate(database.url), migrate(database.url)]);
  });

  test('a database that a newer program used is refused in one sentence', async () => {
    await admin.query(`insert into aura.schema_step values (9999, 'later', 'x')`);
    await expect(migrate(database.url)).rejects.toMatchObject({ code: 'database_newer' });
    await admin.query('delete from aura.schema_step where version = 9999');
  });

  test('a broken clock cannot fill the cloud with partitions', async () => {
    const { rows } = await admin.query<{ a: string; b: string; c: string }>(
      `select aura.ensure_journal_month('9999-01-01') a, aura.ensure_journal_month('1970-01-01') b, aura.ensure_journal_month('2015-03-31') c`,
    );
    expect(rows[0]).toEqual({ a: 'journal_event_elsewhen', b: 'journal_event_elsewhen', c: 'journal_event_2015_03' });
  });
});
