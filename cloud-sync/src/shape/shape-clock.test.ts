import { pino } from 'pino';
import { expect, test } from 'vitest';
import { ShapeClock } from './shape-clock.ts';

/** A log of which only the batches and their lanes matter. */
class Lanes {
  readonly batches: string[][] = [];
  looks = 0;

  tick(): Promise<number> {
    this.looks += 1;
    return Promise.resolve(this.batches.length);
  }

  touched(after: number, through: number): Promise<string[]> {
    return Promise.resolve(this.batches.slice(after, through).flat());
  }
}

const clockOver = (lanes: Lanes): ShapeClock => new ShapeClock(lanes, 1, pino({ level: 'silent' }));
const never = new AbortController().signal;

test('a change wakes who waits in its lane, and nobody else', async () => {
  const lanes = new Lanes();
  const clock = clockOver(lanes);
  const batch = await clock.end();
  const woken: string[] = [];
  const waiting = ['soups', 'drinks'].map((lane) =>
    clock.waitBeyond(batch, 5_000, never, lane).then(() => woken.push(lane)),
  );
  lanes.batches.push(['drinks']);
  await waiting[1];
  lanes.batches.push(['drinks'], ['bread']);
  while ((await clock.end()) < 3);
  expect(woken).toEqual(['drinks']);
  expect(clock.waitingCount).toBe(1);
  lanes.batches.push(['soups']);
  await waiting[0];
  expect(woken).toEqual(['drinks', 'soups']);
});

test('a change that came between the look and the waiting is not slept through', async () => {
  const lanes = new Lanes();
  const clock = clockOver(lanes);
  const batch = await clock.end();
  lanes.batches.push(['soups']);
  await clock.end();
  const startedMs = performance.now();
  await clock.waitBeyond(batch, 5_000, never, 'soups');
  expect(performance.now() - startedMs).toBeLessThan(1_000);
});

test('nobody looks while nobody waits', async () => {
  const lanes = new Lanes();
  const clock = clockOver(lanes);
  await clock.waitBeyond(0, 20, never, 'soups');
  const { looks } = lanes;
  expect(looks).toBeGreaterThan(0);
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(lanes.looks - looks).toBeLessThanOrEqual(1);
});
