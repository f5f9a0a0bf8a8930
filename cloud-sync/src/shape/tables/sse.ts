import { cacheControl, logHeaders, sseSeconds, type TableAnswer } from './answer.ts';
import type { LogPlace, LogReader } from './log-reader.ts';

const keepAliveMs = 21_000;

/** What comes after a place as server-sent events, each batch ended by `up-to-date`, until the minute is over. */
export function sseAnswer(
  reader: LogReader,
  place: LogPlace,
  from: string,
  cursor: string,
  signal: AbortSignal,
): TableAnswer {
  const headers = logHeaders({
    handle: place.handle,
    from,
    offset: from,
    schema: '',
    hasData: false,
    upToDate: false,
    caching: cacheControl.sse,
    cursor,
  });
  return {
    status: 200,
    headers: { ...headers, 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' },
    body: events(reader, place, signal),
  };
}

async function* events(reader: LogReader, from: LogPlace, signal: AbortSignal): AsyncGenerator<string> {
  const endsAtMs = performance.now() + sseSeconds * 1_000;
  let place = from;
  for (;;) {
    const leftMs = endsAtMs - performance.now();
    if (leftMs <= 0 || signal.aborted) return;
    const told = await reader.next(place, Math.min(leftMs, keepAliveMs), signal);
    // The client asks again and is told which handle follows.
    if (told === 'gone') return;
    place = { ...place, after: told.after };
    if (told.hasData) yield told.messages.map((message) => `data: ${message}\n\n`).join('');
    else yield ': keep-alive\n\n';
  }
}
