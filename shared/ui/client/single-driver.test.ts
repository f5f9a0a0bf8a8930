// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { driveByLease, type Drive, type SingleDriver } from './single-driver.ts';

/** Two tabs share one storage but not their events: a tab hears of the other's writes only. */
function tab(): { drive: Drive[]; driver: SingleDriver } {
  const drive: Drive[] = [];
  return { drive, driver: driveByLease('till', (next) => drive.push(next)) };
}

describe('only one tab drives a till', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    localStorage.clear();
  });
  afterEach(() => vi.useRealTimers());

  it('lets the first one drive and tells the second one', async () => {
    const first = tab();
    await vi.advanceTimersByTimeAsync(200);
    const second = tab();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(first.drive).toEqual(['driving']);
    expect(second.drive).toEqual(['elsewhere']);
    first.driver.release();
    second.driver.release();
  });

  it('lets only one of two that open in the same instant drive', async () => {
    const tabs = [tab(), tab()];
    await vi.advanceTimersByTimeAsync(3_000);
    expect(tabs.filter((one) => one.drive.at(-1) === 'driving')).toHaveLength(1);
    for (const one of tabs) one.driver.release();
  });

  it('passes on when the driving tab is closed', async () => {
    const first = tab();
    await vi.advanceTimersByTimeAsync(200);
    const second = tab();
    first.driver.release();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(second.drive.at(-1)).toBe('driving');
    second.driver.release();
  });

  it('stops at once when the other tab takes over', async () => {
    const first = tab();
    await vi.advanceTimersByTimeAsync(200);
    const second = tab();
    second.driver.takeOver();
    await vi.advanceTimersByTimeAsync(1_500);
    expect(second.drive.at(-1)).toBe('driving');
    expect(first.drive.at(-1)).toBe('elsewhere');
    first.driver.release();
    second.driver.release();
  });
});
