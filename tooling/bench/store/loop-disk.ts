import { existsSync, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { run } from '../../tool.ts';

const imageBytes = 400 * 1024 * 1024;

/** Why this machine cannot cut the power of a file system; null when it can. */
export async function whyNoPowerCuts(): Promise<string | null> {
  if (process.platform !== 'linux') return 'power cuts need Linux';
  if (process.getuid?.() !== 0) return 'power cuts need root (loop devices and mounts)';
  for (const tool of ['mkfs.xfs', 'xfs_io', 'mount', 'umount']) {
    const { status } = await run('/bin/sh', ['-c', `command -v ${tool}`]);
    if (status !== 0) return `power cuts need ${tool} (Debian: xfsprogs, mount)`;
  }
  return null;
}

/** An xfs of its own over a loop device, whose power can be cut: what was not synced is gone. */
export class LoopDisk {
  readonly mountPoint: string;
  readonly #image: string;

  constructor(folder: string) {
    this.#image = join(folder, 'disk.img');
    this.mountPoint = join(folder, 'disk');
  }

  async make(): Promise<void> {
    mkdirSync(this.mountPoint, { recursive: true });
    writeFileSync(this.#image, '');
    truncateSync(this.#image, imageBytes);
    await must('mkfs.xfs', ['-q', this.#image]);
    await this.#mount();
  }

  /** FS_IOC_SHUTDOWN without flushing the log: from now on nothing gets to the disk, as when the plug is pulled. */
  async cut(): Promise<void> {
    await must('xfs_io', ['-x', '-c', 'shutdown', this.mountPoint]);
  }

  /** Writes out everything that waits, as the system does by itself within half a minute. */
  async flush(): Promise<void> {
    await must('sync', ['-f', this.mountPoint]);
  }

  /** After the program was killed: unmounts what is left, forgets everything cached, and mounts again. */
  async powerOn(): Promise<void> {
    await this.#unmount();
    await this.#mount();
  }

  async drop(): Promise<void> {
    if (existsSync(this.mountPoint)) await this.#unmount().catch(() => undefined);
    rmSync(this.#image, { force: true });
  }

  async #mount(): Promise<void> {
    await must('mount', ['-o', 'loop', this.#image, this.mountPoint]);
  }

  async #unmount(): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      const { status, output } = await run('umount', [this.mountPoint]);
      if (status === 0) return;
      if (attempt >= 50) throw new Error(`umount: ${output.trim()}`);
      await delay(100);
    }
  }
}

async function must(file: string, programArguments: readonly string[]): Promise<void> {
  const { status, output } = await run(file, programArguments);
  if (status !== 0) throw new Error(`${file}: ${output.trim()}`);
}
