import type { Clock } from '@auraconnect/shared/time/clock.ts';
import type { IdSource, RandomSource } from '@auraconnect/shared/time/ids.ts';
import type { Logger } from 'pino';

/** What the cloud takes from the machine it runs on, so that a test or a simulation can give it another. */
export interface CloudPorts {
  clock: Clock;
  ids: IdSource;
  random: RandomSource;
  log: Logger;
}

/** Now as RFC 3339 in UTC. */
export const instantOf = (clock: Clock): string => new Date(clock.nowMs()).toISOString();
