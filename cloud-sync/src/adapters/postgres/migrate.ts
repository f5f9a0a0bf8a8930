import { createHash } from 'node:crypto';
import pg from 'pg';
import { exitStatuses, StartFailure } from '../../start-failure.ts';
import { migrations } from './migrations/all.ts';
import type { Migration } from './migrations/migration.ts';

/**
 * Brings the database to this program's schema: roles, schema `aura`, then the numbered steps, each in a transaction, as
 * `aura_owner` and under a lock, so that several servers may start at once.
 *
 * @param adminUrl a login that may create roles and a schema, or for which they have been made
 * @param steps all of them, but in a test that looks at a step over data of before
 * @throws StartFailure in one sentence: cannot connect, may not, used by a newer program, or an old step was edited
 */
export async function migrate(adminUrl: string, steps: readonly Migration[] = migrations): Promise<void> {
  const client = await connectOnce(adminUrl);
  try {
    await client.query(`select pg_advisory_lock(hashtext('auraconnect.migrate'))`);
    await makeRoles(client);
    await client.query('set role aura_owner');
    await client.query(
      `create table if not exists aura.schema_step (version integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())`,
    );
    await client.query('grant select on aura.schema_step to aura_app');
    await applySteps(client, steps);
  } catch (error) {
    if (error instanceof StartFailure) throw error;
    const { code, message } = error as { code?: string; message: string };
    const sentence =
      code === '42501'
        ? `The login of DATABASE_URL may not prepare the database (${message}): give it CREATEROLE and CREATE on the database, or make the roles aura_owner and aura_app beforehand.`
        : `The database could not be brought to this version: ${message}.`;
    throw new StartFailure('migration_failed', sentence, exitStatuses.unavailable, error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function connectOnce(url: string): Promise<pg.Client> {
  let client: pg.Client;
  try {
    client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 10_000,
      application_name: 'auraconnect-migrate',
    });
    client.on('error', () => undefined);
    await client.connect();
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    throw new StartFailure(
      'database_unreachable',
      `The database of DATABASE_URL cannot be used: ${message === '' ? (code ?? 'no answer') : message}.`,
      exitStatuses.unavailable,
      error,
    );
  }
  return client;
}

/** aura_owner owns everything and logs in nowhere; aura_app owns nothing, and is what the server acts as. */
async function makeRoles(client: pg.Client): Promise<void> {
  for (const role of ['aura_owner', 'aura_app']) {
    // Roles belong to the whole cluster: another database's migration may be making the same one at this moment.
    await client.query(`do $$ begin
      if not exists (select from pg_roles where rolname = '${role}') then
        create role ${role} nologin noinherit nosuperuser nocreatedb nocreaterole nobypassrls;
      end if;
    exception when duplicate_object or unique_violation then null;
    end $$`);
    await client.query(`do $$ begin
      if not pg_has_role(current_user, '${role}', 'set') then
        grant ${role} to current_user with inherit false, set true;
      end if;
    exception when unique_violation then null;
    end $$`);
  }
  const { rows } = await client.query<{ rolname: string }>(
    `select rolname from pg_roles where rolname in ('aura_app', 'aura_owner') and (rolsuper or rolbypassrls)`,
  );
  if (rows.length > 0) {
    throw new StartFailure(
      'role_too_strong',
      `The database role ${rows[0]?.rolname} may bypass row-level security: take SUPERUSER and BYPASSRLS from it.`,
      exitStatuses.configuration,
    );
  }
  await client.query('create schema if not exists aura authorization aura_owner');
  await client.query('set role aura_owner');
  await client.query('grant usage on schema aura to aura_app');
  await client.query('reset role');
}

async function applySteps(client: pg.Client, steps: readonly Migration[]): Promise<void> {
  const { rows: applied } = await client.query<{ version: number; checksum: string }>(
    'select version, checksum from aura.schema_step order by version',
  );
  const newest = steps.at(-1)?.version ?? 0;
  if ((applied.at(-1)?.version ?? 0) > newest) {
    throw new StartFailure(
      'database_newer',
      'This database was used by a newer version of the cloud: start that version.',
      exitStatuses.configuration,
    );
  }
  for (const step of steps) {
    const done = applied.find(({ version }) => version === step.version);
    if (done === undefined) await applyStep(client, step);
    else if (done.checksum !== checksum(step)) {
      throw new StartFailure(
        'migration_edited',
        `Step ${step.version} of the database schema is not the one that this database was made with.`,
        exitStatuses.configuration,
      );
    }
  }
}

async function applyStep(client: pg.Client, step: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(step.sql);
    await client.query('insert into aura.schema_step (version, name, checksum) values ($1, $2, $3)', [
      step.version,
      step.name,
      checksum(step),
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

const checksum = (step: Migration): string => createHash('sha256').update(step.sql).digest('hex');
