import { randomFillSync } from 'node:crypto';
import { createIdSource } from '@auraconnect/shared/time/uuid-v7.ts';
import type { RandomSource } from '@auraconnect/shared/time/ids.ts';
import type { Log, Ports } from '../../ports.ts';
import { nodeDisk } from './node-disk.ts';
import { nodeNetwork } from './node-network.ts';

const random: RandomSource = { bytes: (count) => randomFillSync(new Uint8Array(count)) };

/** The real world. */
export function systemPorts(log: Log): Ports {
  const clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
  return {
    clock,
    random,
    ids: createIdSource(clock, pooled(random)),
    timers: {
      after: (delayMs, run) => {
        const timer = setTimeout(run, delayMs);
        return () => clearTimeout(timer);
      },
      every: (intervalMs, run) => {
        const timer = setInterval(run, intervalMs);
        return () => clearInterval(timer);
      },
      soon: (run) => void setImmediate(run),
    },
    network: nodeNetwork,
    disk: nodeDisk,
    log,
  };
}

/** Ids take ten bytes each, many times a second; the system is asked for them a few thousand at a time. */
function pooled(source: RandomSource): RandomSource {
  let pool: Uint8Array = new Uint8Array(0);
  let used = 0;
  return {
    bytes: (count) => {
      if (used + count > pool.length) {
        pool = source.bytes(Math.max(4096, count));
        used = 0;
      }
      const bytes = pool.slice(used, used + count);
      // What was handed out is not kept.
      pool.fill(0, used, used + count);
      used += count;
      return bytes;
    },
  };
}
