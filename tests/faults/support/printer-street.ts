import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { PrinterSearchState } from '@auraconnect/shared/protocol/printer-search.ts';
import { root } from '../../../tooling/root.ts';
import { must } from './tool.ts';

const program = join(root, 'tests/faults/support/printer-street-program.ts');

/** A network of its own in which printers stand, and another machine in it that looks for them. */
export class PrinterStreet {
  readonly #looker = `aurap${process.pid % 100_000}l`;
  readonly #street = `aurap${process.pid % 100_000}s`;
  #printers: ChildProcess | null = null;
  /** What the printers noticed, line by line. */
  heard = '';

  constructor(looksFrom: string, printers: readonly string[]) {
    const ends = { looker: `${this.#looker}e`, street: `${this.#street}e` };
    must('ip', ['netns', 'add', this.#looker]);
    must('ip', ['netns', 'add', this.#street]);
    must('ip', ['link', 'add', ends.looker, 'type', 'veth', 'peer', 'name', ends.street]);
    must('ip', ['link', 'set', ends.looker, 'netns', this.#looker]);
    must('ip', ['link', 'set', ends.street, 'netns', this.#street]);
    const inside = (space: string, ...command: string[]): void => void must('ip', ['-n', space, ...command]);
    inside(this.#looker, 'address', 'add', `${looksFrom}/24`, 'broadcast', '+', 'dev', ends.looker);
    for (const address of printers)
      inside(this.#street, 'address', 'add', `${address}/24`, 'broadcast', '+', 'dev', ends.street);
    for (const [space, end] of [
      [this.#looker, ends.looker],
      [this.#street, ends.street],
    ] as const) {
      inside(space, 'link', 'set', 'lo', 'up');
      inside(space, 'link', 'set', end, 'up');
    }
  }

  async open(): Promise<void> {
    const printers = this.#start(this.#street, 'printers', {});
    this.#printers = printers;
    await new Promise<void>((resolve, reject) => {
      printers.once('exit', (code) => reject(new Error(`the printers ended with ${code}`)));
      printers.stdout?.on('data', (bytes: Buffer) => {
        this.heard += bytes.toString();
        if (this.heard.includes('ready')) resolve();
      });
    });
  }

  /** One search from the other machine. */
  async search(setUp: readonly object[]): Promise<PrinterSearchState> {
    const looker = this.#start(this.#looker, 'search', { SET_UP: JSON.stringify(setUp) });
    let said = '';
    looker.stdout?.on('data', (bytes: Buffer) => (said += bytes.toString()));
    const code = await new Promise((resolve) => looker.once('close', resolve));
    if (code !== 0) throw new Error(`the search ended with ${String(code)}`);
    return JSON.parse(said) as PrinterSearchState;
  }

  async close(): Promise<void> {
    const printers = this.#printers;
    if (printers !== null && printers.exitCode === null) {
      const ended = new Promise((resolve) => printers.once('exit', resolve));
      printers.kill('SIGKILL');
      await ended;
    }
    must('ip', ['netns', 'delete', this.#street]);
    must('ip', ['netns', 'delete', this.#looker]);
  }

  #start(space: string, role: string, env: Record<string, string>): ChildProcess {
    return spawn('ip', ['netns', 'exec', space, process.execPath, program, role], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...env },
    });
  }
}
