import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../tooling/programs/program.ts';

export interface RunningProgram {
  child: ChildProcess;
  /** What it wrote to both streams so far. */
  output(): string;
  /** Resolves when it is gone; null when a signal ended it. */
  ended: Promise<{ status: number | null; out: string; err: string }>;
}

/** One of the project's commands as a process of its own, as npm would run it. @param entry from the project's root. */
export function runProgram(
  entry: string,
  args: readonly string[] = [],
  env: Record<string, string> = {},
): RunningProgram {
  const child = spawn(process.execPath, [join(projectRoot, entry), ...args], {
    cwd: projectRoot,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const ended = new Promise<{ status: number | null; out: string; err: string }>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, out, err }));
  });
  return { child, output: () => out + err, ended };
}
