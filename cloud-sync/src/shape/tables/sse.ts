import { mustRefetchMessage } from '../shape-protocol.ts';
import { cacheControl, logHeaders, sseSeconds, type TableAnswer } from './answer.ts';
import type { LogPlace, LogReader } from './log-reader.ts';

const keepAliveMs = 21_000;

export interface SseStart {
  /** Messages that come first: the rest of a snapshot. */
  before: AsyncIterable<string[]>;
  place: LogPlace;
  from: string;
  cursor: string;
}

/** What comes after a place as server-sent events, each batch ended by `up-to-date`, until the minute is over. */
export function sseAnswer(reader: LogReader, start: SseStart, signal: AbortSignal): TableAnswer {
  const headers = logHeaders({
    handle: start.place.handle,
    from: start.from,
    offset: start.from,
    schema: '',
    hasData: false,
    upToDate: false,
    caching: cacheControl.sse,
    cursor: start.cursor,
  });
  return {
    status: 200,
    headers: { ...headers, 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' },
    body: events(reader, start, signal),
  };
}

const asEvents = (messages: readonly string[]): string => messages.map((message) => `data: ${message}\n\n`).join('');

async function* events(
  reader: LogReader,
  { before, place: from }: SseStart,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const endsAtMs = performance.now() + sseSeconds * 1_000;
  for await (const messages of before) yield asEvents(messages);
  let place = from;
  for (;;) {
    const leftMs = endsAtMs - performance.now();
    if (leftMs <= 0 || signal.aborted) return;
    const told = await reader.next(place, Math.min(leftMs, keepAliveMs), signal);
    if (told === 'gone') {
      // Which handle follows the client is told when it asks again.
      yield asEvents([mustRefetchMessage]);
      return;
    }
    place = { ...place, after: told.after };
    yield told.hasData ? asEvents(told.messages) : ': keep-alive\n\n';
  }
}
