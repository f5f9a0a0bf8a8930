import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BackupFault } from '../../backup/backup-fault.ts';
import { BackupManifest, formatVersion, manifestName } from '../../backup/manifest.ts';
import { readTarGz, TarFault, writeTarGz } from './tar-gz.ts';

/** Bytes and SHA-256 of a file. */
export async function fingerprint(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>)
    hash.update(chunk);
  return { bytes: (await stat(path)).size, sha256: hash.digest('hex') };
}

/** Writes the archive, the manifest first. @param folder where the manifest's files lie under their names */
export async function writeBackup(
  path: string,
  manifest: BackupManifest,
  folder: string,
  onProgress: (part: number) => void,
): Promise<void> {
  const total = manifest.files.reduce((sum, { bytes }) => sum + bytes, 0);
  const sources = manifest.files.map(({ name }) => ({ name, content: { path: join(folder, name) } }));
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  await writeTarGz(path, [{ name: manifestName, content: { text } }, ...sources], Date.parse(manifest.madeAt), (done) =>
    onProgress(done / Math.max(1, total)),
  );
}

/**
 * Reads an archive to its end and checks every byte of it against its manifest.
 * @param folder where its files are put under their names; null only checks
 * @throws BackupFault with one sentence
 */
export async function readBackup(
  path: string,
  folder: string | null,
  onProgress: (part: number) => void,
): Promise<BackupManifest> {
  const size = await stat(path).then(
    (found) => found.size,
    () => {
      throw new BackupFault('not_a_backup', `There is no file ${path}.`);
    },
  );
  const reader = new BackupReader(path, folder);
  try {
    await readTarGz(
      path,
      (entry) => reader.enter(entry.name, entry.bytes),
      (done) => onProgress(done / Math.max(1, size)),
    );
  } catch (error) {
    if (!(error instanceof TarFault))
      throw (error as NodeJS.ErrnoException).code === 'EISDIR' ? notABackup(path, error) : error;
    throw error.code === 'not_a_tar'
      ? notABackup(path, error)
      : new BackupFault(
          'backup_damaged',
          `The backup ${path} is damaged: ${error.message} Nothing was changed; use another one.`,
          error,
        );
  }
  return reader.finish();
}

const notABackup = (path: string, cause?: unknown): BackupFault =>
  new BackupFault('not_a_backup', `${path} is not a backup of this program.`, cause);

class BackupReader {
  readonly #path: string;
  readonly #folder: string | null;
  readonly #seen = new Set<string>();
  #manifest: BackupManifest | null = null;

  constructor(path: string, folder: string | null) {
    this.#path = path;
    this.#folder = folder;
  }

  async enter(
    name: string,
    bytes: number,
  ): Promise<{ take(chunk: Buffer): Promise<void> | void; end(): Promise<void> | void }> {
    if (this.#manifest === null) return this.#readManifest(name, bytes);
    const file = this.#manifest.files.find((known) => known.name === name);
    if (file === undefined || this.#seen.has(name) || file.bytes !== bytes)
      throw this.#damaged(`${name} is not as its manifest says.`);
    this.#seen.add(name);
    const hash = createHash('sha256');
    const target = this.#folder === null ? null : await this.#create(name);
    return {
      take: async (chunk) => {
        hash.update(chunk);
        await target?.writeFile(chunk);
      },
      end: async () => {
        await target?.sync();
        await target?.close();
        if (hash.digest('hex') !== file.sha256) throw this.#damaged(`${name} is not what was backed up.`);
      },
    };
  }

  finish(): BackupManifest {
    if (this.#manifest === null) throw notABackup(this.#path);
    const missing = this.#manifest.files.find(({ name }) => !this.#seen.has(name));
    if (missing !== undefined) throw this.#damaged(`${missing.name} is missing.`);
    return this.#manifest;
  }

  #readManifest(name: string, bytes: number): { take(chunk: Buffer): void; end(): void } {
    if (name !== manifestName || bytes > 1_000_000) throw notABackup(this.#path);
    const chunks: Buffer[] = [];
    return {
      take: (chunk) => void chunks.push(chunk),
      end: () => void (this.#manifest = this.#parse(Buffer.concat(chunks).toString('utf8'))),
    };
  }

  #parse(text: string): BackupManifest {
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch (error) {
      throw notABackup(this.#path, error);
    }
    const version = (json as { formatVersion?: unknown } | null)?.formatVersion;
    if (typeof version === 'number' && version > formatVersion) {
      throw new BackupFault(
        'backup_newer',
        `The backup ${this.#path} was made by a newer version of this program; bring it back with that one.`,
      );
    }
    const read = BackupManifest.safeParse(json);
    if (!read.success) throw notABackup(this.#path, read.error);
    return read.data;
  }

  async #create(name: string): Promise<Awaited<ReturnType<typeof open>>> {
    const target = join(this.#folder ?? '', name);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    return open(target, 'wx', 0o600);
  }

  #damaged(what: string): BackupFault {
    return new BackupFault(
      'backup_damaged',
      `The backup ${this.#path} is damaged: ${what} Nothing was changed; use another one.`,
    );
  }
}
