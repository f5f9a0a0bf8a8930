import { statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** What every sync takes here, whatever the real disk does: a flash card of the slower kind. */
export const syncMs = 10;

export interface SlowDisk {
  /** For `openBenchStore`: syncs for real, then waits out the fixed time without holding up the event loop. */
  syncWith(walPath: string, disk: () => Promise<void>): () => Promise<void>;
  /** To be called after each commit: notes how long the WAL is by then. */
  committed(): void;
  /** Whether the WAL up to the next commit that was noted is covered by a sync that has ended. Asked when a group is answered, in order. */
  nextIsDurable(): boolean;
  readonly syncs: number;
}

/** @param skips the control: acknowledges without syncing. */
export function slowDisk({ skips = false } = {}): SlowDisk {
  let path = '';
  let durableBytes = 0;
  let syncs = 0;
  const commits: number[] = [];
  const size = (): number => statSync(path).size;
  return {
    syncWith(walPath, disk) {
      path = walPath;
      durableBytes = size();
      if (skips) return () => Promise.resolve();
      return async () => {
        const covers = size();
        await Promise.all([disk(), delay(syncMs)]);
        durableBytes = covers;
        syncs += 1;
      };
    },
    committed: () => void commits.push(size()),
    nextIsDurable: () => durableBytes >= (commits.shift() ?? Number.POSITIVE_INFINITY),
    get syncs() {
      return syncs;
    },
  };
}

const nothing = new Int32Array(new SharedArrayBuffer(4));

/** Stops the thread for one sync, as a COMMIT with synchronous=FULL does. */
export function blockForSync(): void {
  Atomics.wait(nothing, 0, 0, syncMs);
}
