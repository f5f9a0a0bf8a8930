import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';

/**
 * The login that the server uses on the built-in Postgres: it may become `aura_app` and nothing else, so that not even a
 * statement of its own could step out of row-level security.
 *
 * @returns the connection string of that login
 */
export async function serverLogin(superuserUrl: string, home: string): Promise<string> {
  const file = path.join(home, 'server-password');
  const kept = await readFile(file, 'utf8').catch(() => null);
  const password = kept?.trim() ?? randomBytes(24).toString('base64url');
  if (kept === null) await writeFile(file, `${password}\n`, { mode: 0o600 });
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await client.query(`do $$ begin
      if not exists (select from pg_roles where rolname = 'aura_server') then
        create role aura_server login noinherit nosuperuser nocreatedb nocreaterole nobypassrls;
      end if;
    end $$`);
    await client.query(`alter role aura_server password ${client.escapeLiteral(password)}`);
    await client.query('grant aura_app to aura_server with inherit false, set true');
  } finally {
    await client.end();
  }
  const url = new URL(superuserUrl);
  url.username = 'aura_server';
  url.password = password;
  return url.href;
}
