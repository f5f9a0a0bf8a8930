import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

const newline = 0x0a;
const blockBytes = 64 * 1024;

/** A line of the file and where it begins. */
export interface FileLine {
  readonly offset: number;
  readonly text: string;
}

/**
 * A file of JSON lines that only grows. Appending is durable (on the disk, not in a cache) when the promise resolves; a line
 * that a crash tore in half is cut off when the file is opened.
 */
export class PaperFile {
  readonly #handle: FileHandle;
  #sizeBytes: number;

  private constructor(handle: FileHandle, sizeBytes: number) {
    this.#handle = handle;
    this.#sizeBytes = sizeBytes;
  }

  static async open(path: string): Promise<PaperFile> {
    // a+ would ignore the position that every write is given below.
    const handle = await open(path, 'r+').catch(() => open(path, 'w+'));
    const { size } = await handle.stat();
    const file = new PaperFile(handle, size);
    const whole = await file.#endOfLastLine(size);
    if (whole !== size) await handle.truncate(whole);
    file.#sizeBytes = whole;
    return file;
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** @throws when the disk refuses; nothing was appended then, and the same lines may be tried again */
  async append(lines: string): Promise<void> {
    const bytes = Buffer.from(lines, 'utf8');
    // Written at the known end: what a failed attempt left behind is overwritten by the next one.
    for (let written = 0; written < bytes.length;) {
      const { bytesWritten } = await this.#handle.write(
        bytes,
        written,
        bytes.length - written,
        this.#sizeBytes + written,
      );
      written += bytesWritten;
    }
    await this.#handle.datasync();
    this.#sizeBytes += bytes.length;
  }

  /** The last lines, oldest first. */
  async tail(count: number): Promise<string[]> {
    const lines: string[] = [];
    let end = this.#sizeBytes;
    while (end > 0 && lines.length < count) {
      const line = await this.lineAt(end - 1);
      lines.unshift(line.text);
      end = line.offset;
    }
    return lines;
  }

  /** Lines from `offset` (the beginning of one) to what was durable when it was called. */
  async *linesFrom(offset: number): AsyncGenerator<string> {
    const end = this.#sizeBytes;
    let rest = Buffer.alloc(0);
    for (let position = offset; position < end;) {
      const block = await this.#read(position, Math.min(position + blockBytes, end));
      position += block.length;
      const bytes = Buffer.concat([rest, block]);
      let from = 0;
      for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, from)) {
        yield bytes.toString('utf8', from, at);
        from = at + 1;
      }
      rest = bytes.subarray(from);
    }
  }

  /** The line that the byte at `position` belongs to. */
  async lineAt(position: number): Promise<FileLine> {
    const offset = await this.#endOfLastLine(position);
    for (let size = blockBytes; ; size *= 4) {
      const bytes = await this.#read(offset, Math.min(offset + size, this.#sizeBytes));
      const end = bytes.indexOf(newline);
      if (end >= 0) return { offset, text: bytes.toString('utf8', 0, end) };
      if (offset + size >= this.#sizeBytes) return { offset, text: bytes.toString('utf8') };
    }
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  /** The offset after the last line feed before `end`. */
  async #endOfLastLine(end: number): Promise<number> {
    for (let to = end; to > 0;) {
      const from = Math.max(to - blockBytes, 0);
      const at = (await this.#read(from, to)).lastIndexOf(newline);
      if (at >= 0) return from + at + 1;
      to = from;
    }
    return 0;
  }

  async #read(from: number, to: number): Promise<Buffer> {
    const buffer = Buffer.alloc(to - from);
    let filled = 0;
    while (filled < buffer.length) {
      const { bytesRead } = await this.#handle.read(buffer, filled, buffer.length - filled, from + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  }
}
