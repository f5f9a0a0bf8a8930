import type { Clock } from '@auraconnect/shared/time/clock.ts';
import type { BoxTables, WrongTries } from '../store/storage.ts';

export const freeTries = 5;
const firstLockMs = 30_000;
const longestLockMs = 60 * 60_000;

/** How long nothing may be tried after so many failures: none up to the free ones, then doubling. */
export const lockMs = (failures: number): number =>
  failures < freeTries ? 0 : Math.min(longestLockMs, firstLockMs * 2 ** (failures - freeTries));

export interface Lockout {
  /** Milliseconds until the next try is allowed; 0 now. */
  waitMs(subject: string): number;
  /**
   * Counts a try as failed before it is looked at, so that pulling the plug gains nobody a free one. `allowed` is false when a try
   * that came in at the same moment has locked them meanwhile.
   */
  begin(subjects: readonly string[]): { write(box: BoxTables): void; allowed(): boolean };
  succeeded(subjects: readonly string[]): (box: BoxTables) => void;
}

/**
 * Wrong PINs per person and per device. The count is durable; the waiting also runs on the monotonic clock, so that a clock
 * that is set ahead does not end it, and one that is set back does not make it longer than it was meant to be.
 */
export function createLockout(clock: Clock, box: Pick<BoxTables, 'wrongTries'>): Lockout {
  const untilMonotonicMs = new Map<string, number>();

  const failed = (previous: WrongTries | null): WrongTries => {
    const failures = (previous?.failures ?? 0) + 1;
    const nowMs = clock.nowMs();
    return { failures, lockedUntilMs: nowMs + lockMs(failures), changedMs: nowMs };
  };

  return {
    waitMs(subject) {
      const tries = box.wrongTries(subject);
      if (tries === null) return 0;
      const known = untilMonotonicMs.get(subject);
      if (known !== undefined) return Math.max(0, Math.ceil(known - clock.monotonicMs()));
      // After a start the wall clock is all there is.
      return Math.max(0, Math.min(tries.lockedUntilMs - clock.nowMs(), lockMs(tries.failures)));
    },
    begin(subjects) {
      let allowed = true;
      const write = (tables: BoxTables): void => {
        allowed = subjects.every((subject) => this.waitMs(subject) === 0);
        if (!allowed) return;
        for (const subject of subjects) {
          const tries = failed(tables.wrongTries(subject));
          tables.setWrongTries(subject, tries);
          const waitMs = lockMs(tries.failures);
          if (waitMs > 0) untilMonotonicMs.set(subject, clock.monotonicMs() + waitMs);
          else untilMonotonicMs.delete(subject);
        }
      };
      return { write, allowed: () => allowed };
    },
    succeeded: (subjects) => (tables) => {
      for (const subject of subjects) {
        tables.setWrongTries(subject, null);
        untilMonotonicMs.delete(subject);
      }
    },
  };
}
