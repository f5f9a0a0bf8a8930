import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { newDatabase } from '../testing/database-from-template.ts';

const program = fileURLToPath(new URL('./main.ts', import.meta.url));

/** The program as production starts it. */
class Running {
  readonly child: ChildProcess;
  output = '';
  readonly exit: Promise<number | null>;

  constructor(environment: Record<string, string>) {
    const inherited = { PATH: process.env['PATH'] ?? '' };
    this.child = spawn(process.execPath, [program], {
      env: { ...inherited, CLOUD_PORT: '0', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.child.stderr?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.exit = new Promise((resolve) => this.child.once('exit', (status) => resolve(status)));
  }

  /** Where it listens, once it is ready. */
  async ready(): Promise<string> {
    for (let waitedMs = 0; waitedMs < 60_000; waitedMs += 25) {
      const address = /"address":"([^"]+)"/.exec(this.output)?.[1];
      if (address !== undefined) return address;
      if (this.child.exitCode !== null) throw new Error(`it ended with ${this.child.exitCode}: ${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`it did not get ready: ${this.output}`);
  }
}

describe('the cloud as a program', () => {
  let folder: string;
  const running: Running[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'auraconnect-test-main-'));
  });
  afterEach(async () => {
    for (const one of running.splice(0)) {
      if (one.child.exitCode === null) one.child.kill('SIGTERM');
      await one.exit;
    }
    await rm(folder, { recursive: true, force: true });
  });
  const start = (environment: Record<string, string> = {}): Running => {
    const one = new Running({ DATA_DIR: folder, ...environment });
    running.push(one);
    return one;
  };
  const signUp = (address: string, email: string) =>
    fetch(`${address}/api/v1/auth/sign-up`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ tenantName: 'T', name: 'N', email, password: 'a long enough one' }),
    });

  test("brings its own Postgres, survives being killed, and finds yesterday's data", async () => {
    const first = start();
    const address = await first.ready();
    expect((await signUp(address, 'kept@example.com')).status).toBe(201);
    first.child.kill('SIGKILL');
    await first.exit;

    const second = start();
    const again = await second.ready();
    expect((await signUp(again, 'kept@example.com')).status).toBe(409);
    second.child.kill('SIGTERM');
    expect(await second.exit).toBe(0);

    const third = start();
    expect((await signUp(await third.ready(), 'kept@example.com')).status).toBe(409);
    third.child.kill('SIGINT');
    expect(await third.exit).toBe(0);
  });

  test('does not take over the data folder of a cloud that runs', async () => {
    const first = start();
    const address = await first.ready();
    const second = start();
    expect(await second.exit).toBe(69);
    expect(second.output).toContain('Another cloud is running on this data folder');
    expect((await fetch(`${address}/health`)).status).toBe(200);
  });

  /** Exactly one line, for a person, and no stack. */
  const sentence = (output: string): string => {
    const lines = output
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('{'));
    expect(lines).toHaveLength(1);
    expect(output).not.toMatch(/\n\s+at /);
    return lines[0] ?? '';
  };

  test('a port in use is one sentence', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) =>
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)),
    );
    const one = start({ CLOUD_PORT: String(port) });
    expect(await one.exit).toBe(69);
    expect(sentence(one.output)).toBe(
      `Port ${port} on 127.0.0.1 is in use by another program: stop it, or choose another with CLOUD_PORT.`,
    );
    await new Promise((resolve) => other.close(resolve));
  });

  test('a data folder that cannot be one is one sentence', async () => {
    const file = path.join(folder, 'file');
    await writeFile(file, '');
    const one = start({ DATA_DIR: file });
    expect(await one.exit).toBe(73);
    expect(sentence(one.output)).toMatch(/^The data folder .*file\/cloud cannot be written \(ENOTDIR\): /);
  });

  test.skipIf(process.getuid?.() === 0)('a data folder that may not be written is one sentence', async () => {
    await chmod(folder, 0o500);
    const one = start();
    expect(await one.exit).toBe(73);
    expect(sentence(one.output)).toContain('EACCES');
  });

  test.each([
    ['nonsense', 'not an address', 78, 'DATABASE_URL must look like postgres://user:password@host:5432/database.'],
    ['nobody listens', 'postgres://a:b@127.0.0.1:1/x', 69, 'ECONNREFUSED'],
    ['no such host', 'postgres://a:b@no-such-host.invalid/x', 69, 'no-such-host.invalid'],
  ])('a DATABASE_URL where %s is one sentence', async (_title, url, status, words) => {
    const one = start({ DATABASE_URL: url });
    expect(await one.exit).toBe(status);
    expect(sentence(one.output)).toContain(words);
  });

  test('a wrong password is one sentence that does not tell it', async () => {
    const database = await newDatabase(inject('pgUrl'));
    const url = new URL(database.url);
    url.password = 'wrong-and-secret';
    const one = start({ DATABASE_URL: url.href });
    expect(await one.exit).toBe(69);
    expect(sentence(one.output)).toContain('password authentication failed');
    expect(one.output).not.toContain('wrong-and-secret');
    await database.drop();
  });

  test.each([
    ['CLOUD_PORT', 'eighty'],
    ['CLOUD_PORT', '70000'],
    ['ELECTRIC_URL', 'ftp://x'],
    ['DEMO_OWNER_PASSWORD', 'short'],
    ['CLOUD_SIGNING_KEY', '{"kty":"RSA"}'],
  ])('%s=%s is one sentence that names it', async (name, value) => {
    const database = await newDatabase(inject('pgUrl'));
    const one = start({ [name]: value, DATABASE_URL: database.url });
    expect(await one.exit).toBe(78);
    expect(sentence(one.output)).toContain(name);
    await database.drop();
  });

  test('no log line holds a password or a token', async () => {
    const database = await newDatabase(inject('pgUrl'));
    const one = start({
      DATABASE_URL: database.url,
      CLOUD_LOG_LEVEL: 'trace',
      DEMO_OWNER_EMAIL: 'demo@example.com',
      DEMO_OWNER_PASSWORD: 'very-secret-password',
    });
    const address = await one.ready();
    const answer = await fetch(`${address}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'demo@example.com', password: 'very-secret-password' }),
    });
    const { accessToken } = (await answer.json()) as { accessToken: string };
    await fetch(`${address}/api/v1/me?x=1`, { headers: { authorization: `Bearer ${accessToken}` } });
    one.child.kill('SIGTERM');
    await one.exit;
    expect(one.output).toContain('"path":"/api/v1/me"');
    expect(one.output).not.toContain('very-secret-password');
    expect(one.output).not.toContain(accessToken);
    await database.drop();
  });
});
