import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const claims = path.join(tmpdir(), `auraconnect-ports-${process.getuid?.() ?? 'here'}`);
const claimed = new Set<string>();

/**
 * A TCP port that nobody listens on, below the range that outgoing connections use. It is this process' until it ends: what asks here
 * next, in this process or beside it, gets another one, though nobody may listen on it yet.
 */
export async function freePort(host = '127.0.0.1'): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (claim(port) && (await portIsFree(port, host))) return port;
  }
  throw new Error('no free TCP port between 20000 and 32000');
}

export function portIsFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

/** A file with the number of the process that has the port; whose process is gone lets go of it. */
function claim(port: number): boolean {
  const file = path.join(claims, String(port));
  mkdirSync(claims, { recursive: true });
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
  } catch {
    if (!isAbandoned(file)) return false;
    rmSync(file, { force: true });
    return false;
  }
  if (claimed.size === 0)
    process.once('exit', () => {
      for (const mine of claimed) rmSync(mine, { force: true });
    });
  claimed.add(file);
  return true;
}

function isAbandoned(file: string): boolean {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
