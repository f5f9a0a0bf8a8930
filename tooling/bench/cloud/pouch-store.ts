import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { root } from '../../root.ts';

const peers = 'tooling/bench/peers';

/** Null when the peers are installed, else what has to be done first. */
export const peersMissing = (): string | null =>
  existsSync(join(root, peers, 'node_modules/pouchdb-core'))
    ? null
    : `PouchDB is not here; it is no part of the project: npm ci --ignore-scripts --prefix ${peers}`;

export const pouchServer = `${peers}/pouch-server.mjs`;

/** A store that keeps its orders in PouchDB, as a process of its own. */
export class PouchStore {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  private constructor(child: ChildProcess, lines: Interface) {
    this.#child = child;
    this.#lines = lines[Symbol.asyncIterator]();
  }

  /** @param documents a file with a JSON list of them */
  static async open(documents: string): Promise<PouchStore> {
    const child = spawn(process.execPath, [join(root, peers, 'pouch-store.mjs'), documents], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const store = new PouchStore(child, createInterface({ input: child.stdout }));
    await store.#line();
    return store;
  }

  /** @returns ms until the server at this address had every document */
  async replicateTo(url: string): Promise<number> {
    this.#child.stdin?.write(`${url}\n`);
    return Number(await this.#line());
  }

  close(): void {
    this.#child.kill('SIGKILL');
  }

  async #line(): Promise<string> {
    const { value, done } = await this.#lines.next();
    if (done === true) throw new Error('PouchDB ended');
    return value;
  }
}
