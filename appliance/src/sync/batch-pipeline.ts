import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import type { SyncCursor, UpAnswer } from '@auraconnect/shared/protocol/sync.ts';
import type { Ports } from '../ports.ts';
import type { Core } from '../store/core.ts';
import { BatchPace } from './batch-pace.ts';
import { CloudFault } from './cloud-client.ts';

const mostPayloadChars = 2_000_000;
/** Read at a time, with the tills let in between: a large batch in one piece would hold up an order. */
const rowsPerSlice = 100;

export interface PipelineNeeds {
  core: Pick<Core, 'durableSeq' | 'readJournal'>;
  ports: Pick<Ports, 'clock' | 'timers' | 'log'>;
  send: (after: SyncCursor, rows: JournalRow[], options: { ahead: boolean; signal: AbortSignal }) => Promise<UpAnswer>;
  /** Judges a cursor that the cloud named. @throws CloudFault when its history is not ours */
  proven: (cursor: SyncCursor) => Promise<SyncCursor>;
  /** The cloud has everything up to there. */
  moved: (cursor: SyncCursor) => void;
}

interface Flight {
  after: SyncCursor;
  end: SyncCursor;
  rowCount: number;
  sentMs: number;
  answer: Promise<UpAnswer>;
}

/**
 * Sends what is durable, batch behind batch, with the next on its way before the one before is answered where the line is long
 * and the cloud takes it. Answers count in order; with the first that fails all that is still under way is given up, and
 * whoever began has to ask the cloud where it is.
 */
export class BatchPipeline {
  readonly pace = new BatchPace();
  readonly #needs: PipelineNeeds;

  constructor(needs: PipelineNeeds) {
    this.#needs = needs;
  }

  /** Resolves when all that is durable has been taken. @throws CloudFault as soon as one batch was not */
  async drain(from: SyncCursor, signal: AbortSignal): Promise<void> {
    const { core, ports } = this.#needs;
    const dropped = new AbortController();
    const until = AbortSignal.any([signal, dropped.signal]);
    const flights: Flight[] = [];
    let end = from;
    let answeredMs = 0;
    try {
      for (;;) {
        while (this.#sendsNext(flights.length, core.durableSeq - end.seq)) {
          const flight = await this.#start(end, flights.length > 0, until);
          flights.push(flight);
          ({ end } = flight);
        }
        const first = flights.shift();
        if (first === undefined) return;
        const cursor = await this.#cursorOf(first);
        const nowMs = ports.clock.monotonicMs();
        this.pace.answered(first.rowCount, nowMs - Math.max(first.sentMs, answeredMs));
        answeredMs = nowMs;
        // It knew more than it was asked about, as after an answer that was lost: what goes on from elsewhere is of no use.
        if (cursor.seq !== first.end.seq) {
          dropped.abort();
          flights.length = 0;
          end = cursor;
        }
        this.#needs.moved(cursor);
      }
    } catch (fault) {
      dropped.abort();
      this.pace.failed();
      throw fault;
    }
  }

  /** Only full batches run ahead: what trickles in waits for an answer and goes together. */
  #sendsNext(underWay: number, waiting: number): boolean {
    if (waiting <= 0) return false;
    return underWay === 0 || (underWay < this.pace.depth && waiting >= this.pace.rowCount);
  }

  async #start(after: SyncCursor, ahead: boolean, signal: AbortSignal): Promise<Flight> {
    const { ports, send } = this.#needs;
    const read = await this.#read(after.seq);
    const rows = wholeCommands(ofOneEpoch(read), this.pace.rowCount);
    const last = rows.at(-1);
    // Never to be; but asking again at once, for ever, would take the thread from the tills.
    if (last === undefined)
      throw new CloudFault('journal_unreadable', 'What is durable cannot be read for the cloud.', { status: 0 });
    // Before the first row there is no epoch to continue but its own.
    const place = after.seq === 0 ? { ...after, epoch: last.epoch } : after;
    const answer = send(place, rows, { ahead, signal });
    // It is awaited in its turn, and of one that is given up nobody wants to hear.
    answer.catch(() => undefined);
    const end = { epoch: last.epoch, seq: last.seq, hash: last.hash };
    const rowCount = read.length > this.pace.rowCount ? this.pace.rowCount : rows.length;
    return { after, end, rowCount, sentMs: ports.clock.monotonicMs(), answer };
  }

  async #cursorOf({ after, end, answer }: Flight): Promise<SyncCursor> {
    const { quarantined, cursor: named } = await answer;
    for (const held of quarantined)
      this.#needs.ports.log.warn({ eventId: held.id, reason: held.reason }, 'the cloud has set an event aside');
    const isEnd = named.epoch === end.epoch && named.seq === end.seq && named.hash === end.hash;
    const cursor = isEnd ? end : await this.#needs.proven(named);
    if (cursor.seq <= after.seq)
      throw new CloudFault('cloud_answer_unreadable', 'The cloud took a batch and did not move on.');
    return cursor;
  }

  /** One row more than fits, so that the end of a batch shows whether a command is cut by it. */
  async #read(afterSeq: number): Promise<JournalRow[]> {
    const { core, ports } = this.#needs;
    const rows: JournalRow[] = [];
    let chars = 0;
    const most = this.pace.rowCount + 1;
    while (rows.length < most) {
      if (rows.length > 0) await new Promise<void>((resolve) => ports.timers.soon(resolve));
      const wanted = Math.min(rowsPerSlice, most - rows.length);
      const slice = await core.readJournal(afterSeq + rows.length, wanted);
      for (const row of slice) {
        chars += row.bytes.length;
        rows.push(row);
        if (chars > mostPayloadChars && rows.length > 1) return rows;
      }
      if (slice.length < wanted) break;
    }
    return rows;
  }
}

/** The rows up to the end of the epoch of the first. */
function ofOneEpoch(rows: JournalRow[]): JournalRow[] {
  const end = rows.findIndex(({ epoch }) => epoch !== rows[0]?.epoch);
  return end === -1 ? rows : rows.slice(0, end);
}

/**
 * Not more than `most`, and never the half of a command: what only the cloud has of a store that lost its disk is adopted from there,
 * and a till that asks for the rest of a command would be told that it was done.
 */
function wholeCommands(rows: JournalRow[], most: number): JournalRow[] {
  let end = Math.min(rows.length - 1, most);
  if (end < 1 || (rows.length <= most && !isTooLong(rows))) return rows;
  const longest = end;
  const isCut = (at: number): boolean => {
    const [before, next] = [rows[at - 1], rows[at]];
    return before?.device === next?.device && before?.incarnation === next?.incarnation && before?.n === next?.n;
  };
  while (end > 1 && isCut(end)) end -= 1;
  return rows.slice(0, isCut(end) ? longest : end);
}

const isTooLong = (rows: readonly JournalRow[]): boolean =>
  rows.reduce((chars, { bytes }) => chars + bytes.length, 0) > mostPayloadChars;
