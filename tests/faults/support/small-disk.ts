import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from './tool.ts';

/** A disk of a few megabytes in memory, that can be made smaller, larger and read-only. */
export class SmallDisk {
  readonly path = mkdtempSync(join(tmpdir(), 'auraconnect-small-disk-'));

  constructor(megabytes: number) {
    must('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'auraconnect-faults', this.path]);
  }

  /** @param option as `mount -o remount,` takes it: `size=20m`, `ro`, `rw` */
  change(option: string): void {
    must('mount', ['-o', `remount,${option}`, this.path]);
  }

  drop(): void {
    must('umount', ['-l', this.path]);
    rmSync(this.path, { recursive: true, force: true });
  }
}
