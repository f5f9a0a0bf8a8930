import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.ts';

export interface ToolRun {
  /** null when it was ended by a signal. */
  readonly status: number | null;
  /** What it wrote to both streams; empty when it was shown as it came. */
  readonly output: string;
}

/** The file that a package starts with, such as `oxlint` -> `node_modules/oxlint/bin/oxlint`. */
export function toolFile(packageName: string): string {
  const folder = path.join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    bin: string | Record<string, string>;
  };
  const file = typeof bin === 'string' ? bin : (bin[packageName] ?? Object.values(bin)[0]);
  if (file === undefined) throw new Error(`${packageName} has nothing to run.`);
  return path.join(folder, file);
}

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Its output goes to our own streams instead of being kept. */
  readonly shown?: boolean;
  /** Aborted, it asks the program to end. */
  readonly signal?: AbortSignal;
}

/** Runs a program in the checkout and waits for its end, whatever it is. */
export function run(file: string, programArguments: readonly string[], options: RunOptions = {}): Promise<ToolRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, programArguments, {
      cwd: root,
      env: options.env ?? process.env,
      stdio: options.shown === true ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    options.signal?.addEventListener('abort', () => child.kill('SIGTERM'));
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, output }));
  });
}

/** Runs a package's program on our own Node. */
export function runTool(packageName: string, toolArguments: readonly string[], options?: RunOptions): Promise<ToolRun> {
  return run(process.execPath, [toolFile(packageName), ...toolArguments], options);
}
