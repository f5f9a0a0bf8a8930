import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { newDatabase } from '../testing/database-from-template.ts';

const program = fileURLToPath(new URL('./shape-source-command.ts', import.meta.url));

describe('the shape source as a program', () => {
  const ends: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });
  const start = (...given: string[]) => {
    const child = spawn(process.execPath, [program, ...given], { stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { out: '', error: '' };
    child.stdout.on('data', (part: Buffer) => (said.out += part.toString()));
    child.stderr.on('data', (part: Buffer) => (said.error += part.toString()));
    const exit = new Promise<number | null>((resolve) => child.once('close', (status) => resolve(status)));
    ends.push(async () => {
      child.kill('SIGTERM');
      await exit;
    });
    return { child, said, exit };
  };

  test('says in a sentence what is wrong with what it was given', async () => {
    const { said, exit } = start('--colour', 'red');
    expect(await exit).toBe(78);
    expect(said.error).toMatch(/^Unknown option '--colour'/);
    expect(said.error).not.toContain('    at ');
  });

  test('says in one sentence that the database is not there, without its password', async () => {
    const { said, exit } = start('--database-url', 'postgres://anna:geheim@127.0.0.1:1/shop', '--port', '0');
    expect(await exit).toBe(69);
    expect(said.error).toMatch(/^The database at 127\.0\.0\.1:1\/shop cannot be used: .*ECONNREFUSED.*\n$/);
    expect(said.error).not.toContain('geheim');
  });

  test('serves a table, and ends when it is told to', async () => {
    const database = await newDatabase(inject('pgUrl'));
    ends.push(() => database.drop());
    const { child, said, exit } = start('--database-url', database.url, '--port', '0', '--chunk-bytes', '10000');
    await expect.poll(() => said.out, { timeout: 15_000 }).toContain('the shape source is ready');
    const address = /"address":"([^"]+)"/.exec(said.out)?.[1];
    const answer = await fetch(`${address}/v1/shape?table=aura.feed&offset=-1`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('electric-offset')).toBe('0_0');
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
  });
});
