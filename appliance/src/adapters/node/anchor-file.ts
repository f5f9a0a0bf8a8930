import { closeSync, constants, fdatasync, openSync, readSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import type { Anchor } from '../../integrity/store-report.ts';

const slotBytes = 512;
const slots = 2;

/**
 * The last durable place of the history, kept outside the database: SQLite ends its log at the first frame that is not as it was
 * written and says nothing of what stood behind it. Written in place after each sync of the log and before anybody hears of the
 * events, in two slots by turns, so that a write that was torn leaves the one before it. Not synced by itself: a program that is killed
 * loses nothing of it; after a power cut it may be as old as the last `sync`, never newer than what the log has.
 */
export class AnchorFile {
  readonly #file: number;
  #slot: number;
  #isSynced = true;
  readonly newest: Anchor | null;

  private constructor(file: number, newest: Anchor | null, slot: number) {
    this.#file = file;
    this.newest = newest;
    this.#slot = slot;
  }

  static open(path: string): AnchorFile {
    const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
    const found = Array.from({ length: slots }, (_, slot) => readSlot(file, slot));
    const seqs = found.map((anchor) => anchor?.seq ?? -1);
    const best = seqs.indexOf(Math.max(...seqs));
    return new AnchorFile(file, found[best] ?? null, best);
  }

  write({ epoch, seq, hash }: Anchor): void {
    this.#slot = (this.#slot + 1) % slots;
    const text = `${epoch}:${seq}:${hash}`;
    const line = `${text}:${crc32(text)}\n`.padEnd(slotBytes, ' ');
    writeSync(this.#file, line, this.#slot * slotBytes);
    this.#isSynced = false;
  }

  async sync(): Promise<void> {
    if (this.#isSynced) return;
    this.#isSynced = true;
    await promisify(fdatasync)(this.#file);
  }

  close(): void {
    closeSync(this.#file);
  }
}

function readSlot(file: number, slot: number): Anchor | null {
  const bytes = Buffer.alloc(slotBytes);
  readSync(file, bytes, 0, slotBytes, slot * slotBytes);
  const match = /^([0-9a-f-]{36}):(\d{1,15}):([0-9a-f]{64}):(\d{1,10})\s/.exec(bytes.toString('latin1'));
  if (match === null) return null;
  const [, epoch = '', seq = '', hash = '', sum = ''] = match;
  return crc32(`${epoch}:${seq}:${hash}`) === Number(sum) ? { epoch, seq: Number(seq), hash } : null;
}
