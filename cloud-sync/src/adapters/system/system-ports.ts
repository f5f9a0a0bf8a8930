import { randomBytes } from 'node:crypto';
import type { Clock } from '@auraconnect/shared/time/clock.ts';
import type { RandomSource } from '@auraconnect/shared/time/ids.ts';

export const systemClock: Clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };

export const systemRandom: RandomSource = { bytes: (count) => new Uint8Array(randomBytes(count)) };
