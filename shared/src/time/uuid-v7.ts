import type { Clock } from './clock.ts';
import type { IdSource, RandomSource, Uuid } from './ids.ts';
import { TimeFault } from './time-fault.ts';

const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const hex = (byte: number): string => hexOf[byte & 0xff] ?? '00';

/**
 * A UUID version 7 (RFC 9562 section 5.7): 48 bits of Unix milliseconds, then random bits. `tenRandomBytes` fills the 74 random
 * bits; of bytes 0 and 2 the high bits give way to version and variant.
 */
export function uuidV7(nowMs: number, tenRandomBytes: Uint8Array): Uuid {
  if (tenRandomBytes.length < 10) throw new TimeFault('bad_random_bytes', `${tenRandomBytes.length} bytes`);
  const at = (index: number): number => tenRandomBytes[index] ?? 0;
  const randomA = ((at(0) & 0x0f) << 8) | at(1);
  return compose(nowMs, randomA, at(2), tenRandomBytes, 3);
}

function compose(nowMs: number, randomA: number, variantByte: number, rest: Uint8Array, offset: number): Uuid {
  if (!Number.isSafeInteger(nowMs) || nowMs < 0 || nowMs >= 2 ** 48) throw new TimeFault('bad_instant', String(nowMs));
  const high = Math.floor(nowMs / 2 ** 16);
  const at = (index: number): string => hex(rest[offset + index] ?? 0);
  return (
    `${hex(high >>> 24)}${hex(high >>> 16)}${hex(high >>> 8)}${hex(high)}-${hex((nowMs / 256) & 0xff)}${hex(nowMs)}` +
    `-${hex(0x70 | (randomA >>> 8))}${hex(randomA)}-${hex(0x80 | (variantByte & 0x3f))}${at(0)}-${at(1)}${at(2)}${at(3)}${at(4)}${at(5)}${at(6)}`
  );
}

/**
 * Ids that sort in the order in which they were made, on this source, whatever the clock does (RFC 9562 section 6.2, method
 * 1): within a millisecond, and while the clock is behind one already used, a 12-bit counter grows; when it is full the
 * time part runs a millisecond ahead. The other 62 bits are always random.
 */
export function createIdSource(clock: Pick<Clock, 'nowMs'>, random: RandomSource): IdSource {
  let lastMs = -1;
  let counter = 0;
  return {
    next(): Uuid {
      const bytes = random.bytes(10);
      if (bytes.length < 10) throw new TimeFault('bad_random_bytes', `${bytes.length} bytes`);
      const nowMs = clock.nowMs();
      if (nowMs > lastMs) {
        lastMs = nowMs;
        // The top bit stays clear so that a burst has room to count.
        counter = (((bytes[0] ?? 0) & 0x07) << 8) | (bytes[1] ?? 0);
      } else if (counter === 0xfff) {
        lastMs += 1;
        counter = 0;
      } else {
        counter += 1;
      }
      return compose(lastMs, counter, bytes[2] ?? 0, bytes, 3);
    },
  };
}

/** The milliseconds inside a version 7 UUID; for reports and clean-up, never for order. */
export const uuidV7Ms = (uuid: Uuid): number => Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16);
