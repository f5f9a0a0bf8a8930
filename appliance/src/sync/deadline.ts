import type { Timers } from '../ports.ts';
import { onAbort } from './abort.ts';

/**
 * Gives work a signal that is aborted when time is up or when one of `signals` is, and lets go of both when the work is done: a
 * box that runs for months makes a request every few seconds.
 */
export async function withDeadline<T>(
  timers: Timers,
  timeoutMs: number,
  signals: readonly (AbortSignal | null | undefined)[],
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const life = new AbortController();
  const cancel = timers.after(timeoutMs, () => life.abort(new Error(`no answer within ${timeoutMs} ms`)));
  const letGo = signals.flatMap((signal) => (signal ? [onAbort(signal, () => life.abort(signal.reason))] : []));
  try {
    return await work(life.signal);
  } finally {
    cancel();
    for (const release of letGo) release();
  }
}
