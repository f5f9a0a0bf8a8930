import { expect, test } from 'vitest';
import { genesisHash, type JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import type { SyncCursor, UpAnswer } from '@auraconnect/shared/protocol/sync.ts';
import { systemPorts } from '../adapters/node/system-ports.ts';
import { until } from '../testing/paper-store.ts';
import { quietLog } from '../testing/test-core.ts';
import { BatchPipeline } from './batch-pipeline.ts';
import { CloudFault } from './cloud-client.ts';

const epoch = '018f0000-0000-7000-8000-000000000001';
const hashAt = (seq: number): string => (seq === 0 ? genesisHash : seq.toString(16).padStart(64, '0'));
const cursorAt = (seq: number): SyncCursor => ({ epoch, seq, hash: hashAt(seq) });

interface Sent {
  from: number;
  to: number;
  ahead: boolean;
  signal: AbortSignal;
  answer(cursor?: SyncCursor): void;
  refuse(fault: Error): void;
}

/** A journal of so many events, and a cloud that answers when the test says so. */
function pipelineOf(journal: { durableSeq: number }, bytesOf: (seq: number) => string = () => '{}') {
  const sent: Sent[] = [];
  const moved: number[] = [];
  const readAtOnce: number[] = [];
  const pipeline = new BatchPipeline({
    ports: systemPorts(quietLog),
    core: {
      get durableSeq() {
        return journal.durableSeq;
      },
      readJournal: async (after, limit) => {
        readAtOnce.push(limit);
        const count = Math.min(limit, journal.durableSeq - after);
        return Array.from({ length: count }, (_, place) => {
          const seq = after + place + 1;
          return { epoch, seq, hash: hashAt(seq), bytes: bytesOf(seq) } as JournalRow;
        });
      },
    },
    send: (after, rows, { ahead, signal }) =>
      new Promise<UpAnswer>((resolve, reject) => {
        const to = rows.at(-1)?.seq ?? 0;
        const answer = (cursor = cursorAt(to)): void => resolve({ cloudEpoch: 'a', cursor, quarantined: [] });
        sent.push({ from: after.seq + 1, to, ahead, signal, answer, refuse: reject });
      }),
    proven: async (cursor) => {
      if (cursor.hash !== hashAt(cursor.seq)) throw new CloudFault('history_differs', 'another history');
      return cursor;
    },
    moved: (cursor) => moved.push(cursor.seq),
  });
  return { pipeline, sent, moved, readAtOnce };
}

const never = new AbortController().signal;
const places = (sent: readonly Sent[]): string[] =>
  sent.map(({ from, to, ahead }) => `${from}-${to}${ahead ? ' ahead' : ''}`);

test('goes on before it is answered, each batch where the one before ends, and counts answers in order', async () => {
  const { pipeline, sent, moved } = pipelineOf({ durableSeq: 5_000 });
  pipeline.pace.allowAhead(true);
  const drained = pipeline.drain(cursorAt(0), never);
  await until(() => sent.length === 1);
  sent[0]?.answer();
  await until(() => sent.length === 3);
  expect(places(sent)).toEqual(['1-250', '251-750', '751-1250 ahead']);
  sent[2]?.answer();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(moved).toEqual([250]);
  sent[1]?.answer();
  await until(() => moved.length === 3);
  expect(moved).toEqual([250, 750, 1_250]);
  for (let next = 3; moved.at(-1) !== 5_000; next += 1) {
    await until(() => sent.length > next);
    sent[next]?.answer();
    await until(() => moved.at(-1) === sent[next]?.to);
  }
  await drained;
  expect(sent.slice(1).every(({ from }, index) => from === (sent[index]?.to ?? 0) + 1)).toBe(true);
});

test('with the first that is refused everything behind it is given up, and nothing of it counts', async () => {
  const { pipeline, sent, moved } = pipelineOf({ durableSeq: 5_000 });
  pipeline.pace.allowAhead(true);
  const drained = pipeline.drain(cursorAt(0), never);
  await until(() => sent.length === 1);
  sent[0]?.answer();
  await until(() => sent.length === 3);
  sent[2]?.answer();
  sent[1]?.refuse(new CloudFault('unavailable', 'busy', { status: 503, retryAfterMs: 4_000 }));
  await expect(drained).rejects.toMatchObject({ code: 'unavailable', retryAfterMs: 4_000 });
  expect(moved).toEqual([250]);
  expect(sent[2]?.signal.aborted).toBe(true);
  expect(pipeline.pace.depth).toBe(1);
});

test('one at a time for a cloud that takes no more, and what trickles in does not run ahead', async () => {
  const journal = { durableSeq: 600 };
  const { pipeline, sent } = pipelineOf(journal);
  const drained = pipeline.drain(cursorAt(0), never);
  await until(() => sent.length === 1);
  sent[0]?.answer();
  await until(() => sent.length === 2);
  pipeline.pace.allowAhead(true);
  journal.durableSeq = 640;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(places(sent)).toEqual(['1-250', '251-600']);
  sent[1]?.answer();
  await until(() => sent.length === 3);
  expect(places(sent).at(-1)).toBe('601-640');
  sent[2]?.answer();
  await drained;
});

test('a cloud that knows more than it was asked about is followed there, if it is our history', async () => {
  const { pipeline, sent, moved } = pipelineOf({ durableSeq: 900 });
  const drained = pipeline.drain(cursorAt(0), never);
  await until(() => sent.length === 1);
  sent[0]?.answer(cursorAt(700));
  await until(() => sent.length === 2);
  expect(places(sent)).toEqual(['1-250', '701-900']);
  expect(moved).toEqual([700]);
  sent[1]?.answer({ ...cursorAt(900), hash: 'f'.repeat(64) });
  await expect(drained).rejects.toMatchObject({ code: 'history_differs' });
});

test('a batch is read in slices and ends before it is too many bytes, but never empty', async () => {
  const { pipeline, sent, readAtOnce } = pipelineOf({ durableSeq: 400 }, (seq) =>
    seq > 2 ? '{}' : 'x'.repeat(1_500_000),
  );
  const drained = pipeline.drain(cursorAt(0), never);
  for (let next = 0; next < 3; next += 1) {
    await until(() => sent.length > next);
    sent[next]?.answer();
  }
  await drained;
  expect(places(sent)).toEqual(['1-1', '2-251', '252-400']);
  expect(Math.max(...readAtOnce)).toBeLessThanOrEqual(100);
});
