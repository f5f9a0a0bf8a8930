import { createReadStream, createWriteStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

/** A file to be put into an archive: what it is called there, and where its bytes are. */
export interface TarSource {
  name: string;
  content: { path: string } | { text: string };
}

const blockBytes = 512;

/**
 * Writes a gzipped tar (POSIX ustar) that any `tar -xzf` reads, and syncs it to the disk.
 * @param onBytes bytes of content done so far
 */
export async function writeTarGz(
  path: string,
  sources: readonly TarSource[],
  modifiedAtMs: number,
  onBytes: (done: number) => void = () => undefined,
): Promise<void> {
  let done = 0;
  async function* archive(): AsyncGenerator<Buffer> {
    for (const { name, content } of sources) {
      const bytes = 'text' in content ? Buffer.byteLength(content.text) : (await stat(content.path)).size;
      yield header(name, bytes, modifiedAtMs);
      if ('text' in content) yield Buffer.from(content.text);
      else {
        for await (const chunk of createReadStream(content.path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
          yield chunk;
          onBytes((done += chunk.length));
        }
      }
      yield Buffer.alloc((blockBytes - (bytes % blockBytes)) % blockBytes);
    }
    yield Buffer.alloc(2 * blockBytes);
  }
  await pipeline(archive, createGzip({ level: 1 }), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  const file = await open(path, 'r+');
  await file.sync();
  await file.close();
}

function header(name: string, bytes: number, modifiedAtMs: number): Buffer {
  const block = Buffer.alloc(blockBytes);
  block.write(name, 0, 100, 'utf8');
  block.write('0000600\0', 100);
  block.write('0000000\0', 108);
  block.write('0000000\0', 116);
  // Sizes from 8 GB on do not fit into eleven octal digits: GNU's binary form.
  if (bytes > 0o77777777777) {
    block[124] = 0x80;
    block.writeBigUInt64BE(BigInt(bytes), 128);
  } else block.write(`${bytes.toString(8).padStart(11, '0')}\0`, 124);
  block.write(
    `${Math.floor(modifiedAtMs / 1000)
      .toString(8)
      .padStart(11, '0')}\0`,
    136,
  );
  block.write('        ', 148);
  block.write('0', 156);
  block.write('ustar\u000000', 257, 'latin1');
  block.write(
    `${block
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
  );
  return block;
}

/** It is no gzipped tar, or it ends in the middle, or its bytes are not those that were written. */
export class TarFault extends Error {
  override readonly name = 'TarFault';
  readonly code: 'not_a_tar' | 'tar_damaged';
  constructor(code: 'not_a_tar' | 'tar_damaged', message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

export interface TarEntry {
  name: string;
  bytes: number;
}

/**
 * Reads an archive from front to end. `enter` is told of each file and returns who takes its bytes, or null to pass over them.
 * @param onBytes bytes of the packed file read so far
 * @throws TarFault; whatever `enter` and the takers throw goes through
 */
export async function readTarGz(
  path: string,
  enter: (
    entry: TarEntry,
  ) => Promise<{ take(chunk: Buffer): Promise<void> | void; end(): Promise<void> | void } | null>,
  onBytes: (done: number) => void = () => undefined,
): Promise<void> {
  const packed = createReadStream(path, { highWaterMark: 1 << 20 });
  let read = 0;
  packed.on('data', (chunk) => onBytes((read += chunk.length)));
  const unpacked = packed.pipe(createGunzip());
  packed.on('error', (error) => unpacked.destroy(error));
  const parser = new TarParser(enter);
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) await parser.take(chunk);
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code);
    if (code.startsWith('Z_') && parser.isAtStart)
      throw new TarFault('not_a_tar', 'It is not packed with gzip.', error);
    if (code.startsWith('Z_'))
      throw new TarFault(
        'tar_damaged',
        code === 'Z_BUF_ERROR' ? 'It ends in the middle.' : 'Its bytes were changed.',
        error,
      );
    throw error;
  } finally {
    packed.destroy();
  }
  if (!parser.isComplete) throw new TarFault(parser.isAtStart ? 'not_a_tar' : 'tar_damaged', 'It ends in the middle.');
}

class TarParser {
  readonly #enter: Parameters<typeof readTarGz>[1];
  #rest: Buffer = Buffer.alloc(0);
  #left = 0;
  #padding = 0;
  #taker: Awaited<ReturnType<Parameters<typeof readTarGz>[1]>> = null;
  #inside = false;
  isAtStart = true;
  isComplete = false;

  constructor(enter: Parameters<typeof readTarGz>[1]) {
    this.#enter = enter;
  }

  async take(chunk: Buffer): Promise<void> {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    while (!this.isComplete && (await this.#step())) {
      // Each step takes a header, a piece of a file, or its padding.
    }
    if (this.isComplete) this.#rest = Buffer.alloc(0);
  }

  async #step(): Promise<boolean> {
    if (this.#inside) return this.#content();
    if (this.#padding > 0) {
      const skipped = Math.min(this.#padding, this.#rest.length);
      this.#rest = this.#rest.subarray(skipped);
      this.#padding -= skipped;
      return this.#padding === 0;
    }
    if (this.#rest.length < blockBytes) return false;
    const block = this.#rest.subarray(0, blockBytes);
    this.#rest = this.#rest.subarray(blockBytes);
    await this.#header(block);
    return true;
  }

  async #header(block: Buffer): Promise<void> {
    if (block.every((byte) => byte === 0)) {
      this.isComplete = true;
      return;
    }
    const declared = Number.parseInt(block.toString('latin1', 148, 156), 8);
    const sum = block.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 0x20 : byte), 0);
    if (declared !== sum) throw new TarFault(this.isAtStart ? 'not_a_tar' : 'tar_damaged', 'It is not an archive.');
    this.isAtStart = false;
    const bytes =
      block[124] === 0x80 ? Number(block.readBigUInt64BE(128)) : Number.parseInt(block.toString('latin1', 124, 136), 8);
    const name = block.toString('utf8', 0, 100).replace(/\0.*$/s, '');
    this.#taker = await this.#enter({ name, bytes });
    this.#left = bytes;
    this.#padding = (blockBytes - (bytes % blockBytes)) % blockBytes;
    this.#inside = true;
  }

  async #content(): Promise<boolean> {
    const piece = this.#rest.subarray(0, Math.min(this.#left, this.#rest.length));
    if (piece.length > 0) await this.#taker?.take(piece);
    this.#rest = this.#rest.subarray(piece.length);
    this.#left -= piece.length;
    if (this.#left > 0) return false;
    this.#inside = false;
    await this.#taker?.end();
    this.#taker = null;
    return true;
  }
}
