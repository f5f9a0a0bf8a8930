import { spawn } from 'node:child_process';

export interface Tracing {
  /** Lets the program go on as it would without it. */
  detach(): Promise<void>;
}

/**
 * From now on the program's system calls of this kind go wrong in this way: `error=EIO`, or `signal=KILL:when=3` for the third
 * such call of a thread. Takes what `strace -e inject=` takes.
 */
export function injectInto(pid: number, calls: string, fault: string): Promise<Tracing> {
  return attach(['-o', '/dev/null', '-e', `trace=${calls}`, '-e', `inject=${calls}:${fault}`, '-p', String(pid)]);
}

/** Writes a line for each such call of the program into a file: `PID call(...`. */
export function watch(pid: number, calls: string, file: string): Promise<Tracing> {
  return attach(['-o', file, '-e', `trace=${calls}`, '-p', String(pid)]);
}

async function attach(options: readonly string[]): Promise<Tracing> {
  const tracer = spawn('strace', ['-f', ...options], { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise<void>((resolve) => tracer.once('close', () => resolve()));
  let said = '';
  await new Promise<void>((resolve, reject) => {
    tracer.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('attached')) resolve();
    });
    tracer.once('error', reject);
    tracer.once('close', () => reject(new Error(`strace: ${said.trim()}`)));
  });
  return {
    async detach() {
      tracer.kill('SIGTERM');
      // Seen now and then: it waits for ever for a thread of a program that is dead already, and nobody else can bury that.
      const stuck = setTimeout(() => tracer.kill('SIGKILL'), 1_000);
      await ended;
      clearTimeout(stuck);
    },
  };
}
