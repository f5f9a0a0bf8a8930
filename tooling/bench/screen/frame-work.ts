import type { Browser, Page } from '@playwright/test';
import { probe } from './slow-page.ts';

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  ts: number;
  dur?: number;
}

/**
 * What each frame of a page cost its main thread: scripts, styles, layout and paint between one frame and the next, in ms. The page
 * is made to draw at every beat of the screen, so that work which falls between two frames is counted too.
 */
export async function frameWork(browser: Browser, page: Page, during: () => Promise<void>): Promise<number[]> {
  await probe(page, 'beat');
  await browser.startTracing(page, { categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] });
  await during();
  const trace = JSON.parse((await browser.stopTracing()).toString('utf8')) as { traceEvents: TraceEvent[] };
  return workOfFrames(trace.traceEvents);
}

function workOfFrames(events: readonly TraceEvent[]): number[] {
  const beats = events.filter(({ name }) => name === 'FireAnimationFrame').toSorted((one, other) => one.ts - other.ts);
  const mine = beats[0];
  if (mine === undefined) return [];
  const tasks = events
    .filter(({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && pid === mine.pid && tid === mine.tid)
    .toSorted((one, other) => one.ts - other.ts);
  const frames: number[] = [];
  let next = 0;
  for (const { ts } of beats) {
    let microseconds = 0;
    for (let task = tasks[next]; task !== undefined && task.ts < ts; task = tasks[next]) {
      microseconds += task.dur ?? 0;
      next += 1;
    }
    frames.push(microseconds / 1000);
  }
  // What ran before the first beat was not one frame's.
  return frames.slice(1);
}
