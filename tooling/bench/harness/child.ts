import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../programs/free-port.ts';
import { root } from '../../root.ts';

/** A server of the bench's own as another process, listening on the port that it is given last. */
export interface Child {
  readonly pid: number;
  readonly baseUrl: string;
  stop(): Promise<void>;
}

export interface ChildOptions {
  /** From the checkout. */
  file: string;
  programArguments?: readonly string[];
  env?: NodeJS.ProcessEnv;
}

export async function startServer({ file, programArguments = [], env = {} }: ChildOptions): Promise<Child> {
  const port = await freePort();
  const child = spawn(process.execPath, [join(root, file), ...programArguments, String(port)], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const baseUrl = `http://127.0.0.1:${port}`;
  await answers(child, baseUrl);
  return { pid: child.pid ?? 0, baseUrl, stop: () => end(child) };
}

async function answers(child: ChildProcess, baseUrl: string): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`a server of the bench ended with ${child.exitCode}`);
    const answer = await fetch(baseUrl).catch(() => null);
    if (answer !== null) return;
    await delay(50);
  }
  throw new Error('a server of the bench did not start');
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await gone;
  clearTimeout(patience);
}

/** In Linux's unit of time for processes. */
const ticksPerSecond = 100;

/** ms of CPU that a process and its threads have used; null where the system does not tell. */
export function cpuMsOf(pid: number): number | null {
  const fields = readStat(pid);
  return fields === null ? null : ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond;
}

/** Bytes of memory that a process holds now; null where the system does not tell. */
export function residentBytesOf(pid: number): number | null {
  try {
    const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return line === null ? null : Number(line[1]) * 1024;
  } catch {
    return null;
  }
}

function readStat(pid: number): string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}
