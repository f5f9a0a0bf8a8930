import { open, statfs } from 'node:fs/promises';
import type { Disk } from '../../ports.ts';

export const nodeDisk: Disk = {
  async openForSync(path) {
    const file = await open(path, 'r+');
    // On the thread pool: the event loop goes on while the disk works.
    return { sync: () => file.datasync(), close: () => file.close() };
  },
  async freeBytes(path) {
    const { bavail, bsize } = await statfs(path);
    return bavail * bsize;
  },
};
