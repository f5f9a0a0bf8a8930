import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { OutboxLink } from '@auraconnect/shared/client/command-outbox.ts';
import type { StreamLink } from '@auraconnect/shared/client/store-stream.ts';
import type { SeededDevice } from '../../../tooling/bench/store/seed-store.ts';
import { projectRoot } from '../../../tooling/programs/program.ts';

/** How a till is, as it says itself. */
export interface TillReport {
  /** Orders whose commands the till has stored (level T). */
  taken: string[];
  refused: number;
  pending: number;
  outbox: OutboxLink;
  stream: StreamLink;
  /** Whether a connection without heartbeats still believes that it is one. */
  plainIsOpen: boolean;
}

/** A till as a process of its own, wherever it was put. */
export class RemoteTill {
  readonly #child: ChildProcess;
  #said = '';
  report: TillReport | null = null;

  constructor([file, before]: readonly [string, readonly string[]], storeUrl: string, device: SeededDevice) {
    this.#child = spawn(
      file,
      [...before, process.execPath, join(projectRoot, 'tests/faults/support/till-program.ts')],
      {
        cwd: projectRoot,
        env: { ...process.env, STORE_URL: storeUrl, TILL_DEVICE: JSON.stringify(device) },
        stdio: ['pipe', 'pipe', 'inherit'],
      },
    );
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (this.#said + text).split('\n');
      this.#said = lines.pop() ?? '';
      const last = lines.at(-1);
      if (last !== undefined) this.report = JSON.parse(last) as TillReport;
    });
  }

  tell(what: 'sell' | 'rest'): void {
    this.#child.stdin?.write(`${what}\n`);
  }

  /** Freezes it, as a machine that swaps or a tab that hangs. */
  freeze(): void {
    this.#child.kill('SIGSTOP');
  }

  thaw(): void {
    this.#child.kill('SIGCONT');
  }

  async end(): Promise<void> {
    const ended = new Promise<void>((resolve) => this.#child.once('close', () => resolve()));
    this.#child.kill('SIGKILL');
    await ended;
  }
}
