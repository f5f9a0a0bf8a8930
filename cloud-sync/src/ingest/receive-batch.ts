import { hash as platformHash } from 'node:crypto';
import { setImmediate as letOthersIn } from 'node:timers/promises';
import { genesisHash, type JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import { verifyChain, type Sha256 } from '@auraconnect/shared/journal/hash.ts';
import type { SyncCursor, UpRequest } from '@auraconnect/shared/protocol/sync.ts';
import {
  Projection,
  projectJournal,
  type HeldRow,
  type ProjectionChanges,
  type ProjectionState,
} from './journal-projection.ts';
import { raiseBranch } from './branch-alarms.ts';
import { independentGroups, touches } from './touches.ts';
import { UnstorableProjection, type CursorPosition, type LockedJournal, type JournalStore } from './store-journal.ts';

export type BatchOutcome =
  | { kind: 'applied'; cursor: SyncCursor; newEvents: number; quarantined: { id: string; reason: string }[] }
  /** The rows do not continue what the cloud has: `cursor` says what that is. */
  | { kind: 'cursor_mismatch'; cursor: SyncCursor }
  /** The same place in the history holds something else here. */
  | { kind: 'fork_detected'; cursor: SyncCursor; seq: number }
  /** An owner has retired the box that sends them. */
  | { kind: 'retired' }
  /** The rows contradict themselves: a gap among them, or a hash that is not theirs. */
  | { kind: 'chain_broken'; seq: number; reason: string };

const sha256: Sha256 = (text) => platformHash('sha256', text);

/**
 * Takes a batch of a store's journal: checks that it continues the history that the cloud has, stores it verbatim, and works up
 * what follows from it, all in one transaction with the cursor. The same batch again changes nothing.
 */
export async function receiveBatch(
  journals: JournalStore,
  tenantId: string,
  request: UpRequest,
  now: string,
  /** It was sent before the batch that it continues was answered: to come too early is no sign of anything then. */
  { ahead = false }: { ahead?: boolean } = {},
): Promise<BatchOutcome> {
  const { store, epoch, after, rows } = request;
  const chain = verifyChain(rows, { store, epoch: after.epoch, seq: after.seq, hash: after.hash }, sha256);
  if (!chain.ok && chain.reason !== 'hash') return { kind: 'chain_broken', seq: chain.brokenAt, reason: chain.reason };

  if (chain.ok) await journals.makeRoom(rows.map((row) => row.businessDate));
  return journals.locked(tenantId, store, async (journal) => {
    if (!chain.ok) {
      await journal.raise(
        {
          code: 'chain_broken',
          subject: `${epoch}:${chain.brokenAt}`,
          message: `Entry ${chain.brokenAt} of the journal was changed after it was written.`,
          data: { epoch, seq: chain.brokenAt },
        },
        now,
      );
      return { kind: 'chain_broken', seq: chain.brokenAt, reason: chain.reason };
    }
    return receiveLocked(journal, request, now, ahead);
  });
}

async function receiveLocked(
  journal: LockedJournal,
  { epoch, after, rows, durableSeq, today }: UpRequest,
  now: string,
  ahead: boolean,
): Promise<BatchOutcome> {
  if (await journal.isRetired([after, { epoch, seq: rows.at(-1)?.seq ?? after.seq }])) return { kind: 'retired' };
  const known = await journal.cursor(epoch);
  // A retry of an epoch's first rows continues the parent's place too, and finds the epoch there.
  const continues = after.epoch === epoch;
  if (known === null || continues) {
    const place = await placeToContinue(journal, { epoch, after }, known, { now, ahead });
    if (place !== null) return place;
  }
  const cursor = known ?? { seq: after.seq, hash: after.hash };
  const here = (position: CursorPosition): SyncCursor => ({ epoch, ...position });

  const forkedAt =
    known === null ? null : await firstDifference(journal, epoch, continues ? after : null, rows, cursor);
  if (forkedAt !== null) {
    await journal.raise(
      {
        code: 'fork_detected',
        subject: `${epoch}:${forkedAt}`,
        message:
          'Two boxes claim to be this store: they tell different histories from the same point on. Retire one of them.',
        data: { epoch, seq: forkedAt },
      },
      now,
    );
    return { kind: 'fork_detected', cursor: here(cursor), seq: forkedAt };
  }

  const fresh = rows.filter((row) => row.seq > cursor.seq);
  const held = fresh.length === 0 ? [] : await workUp(journal, fresh, now);
  const last = fresh.at(-1);
  const moved = last === undefined ? cursor : { seq: last.seq, hash: last.hash };
  const parent = known === null && !continues ? { epoch: after.epoch, seq: after.seq } : null;
  if (last !== undefined) await journal.moveCursor(epoch, moved, now, parent);
  await journal.heard({ epoch, durableSeq, cursorSeq: moved.seq, version: null, newEvents: fresh.length, at: now });
  if (today !== undefined) await journal.dayTold(today, 'batch');
  return {
    kind: 'applied',
    cursor: here(moved),
    newEvents: fresh.length,
    quarantined: held.map(({ row, reason }) => ({ id: row.id, reason })),
  };
}

/** Null when the rows may go on from `after`; otherwise where the cloud really is. */
async function placeToContinue(
  journal: LockedJournal,
  { epoch, after }: Pick<UpRequest, 'epoch' | 'after'>,
  known: CursorPosition | null,
  { now, ahead }: { now: string; ahead: boolean },
): Promise<BatchOutcome | null> {
  const parent = after.epoch === epoch ? known : await journal.cursor(after.epoch);
  const cursor = parent ?? { seq: 0, hash: genesisHash };
  if (after.seq > cursor.seq) {
    if (ahead) return { kind: 'cursor_mismatch', cursor: { epoch: after.epoch, ...cursor } };
    await journal.raise(
      {
        code: 'cloud_behind',
        subject: `${after.epoch}:${after.seq}`,
        message:
          'The store remembers an answer of the cloud that the cloud does not have: it may have been restored. The store sends again.',
        data: { epoch: after.epoch, cloudSeq: cursor.seq, storeSeq: after.seq },
      },
      now,
    );
    return { kind: 'cursor_mismatch', cursor: { epoch: after.epoch, ...cursor } };
  }
  if (known !== null) return null;
  if (after.epoch === epoch) {
    if (after.hash !== genesisHash) return { kind: 'cursor_mismatch', cursor: { epoch, ...cursor } };
    await noticeBegunAnew(journal, epoch, now);
    return null;
  }
  const stored =
    after.seq === cursor.seq ? cursor.hash : (await journal.hashes(after.epoch, after.seq, after.seq)).get(after.seq);
  if (stored !== after.hash) return { kind: 'cursor_mismatch', cursor: { epoch: after.epoch, ...cursor } };
  if (cursor.seq > after.seq) await noticeBranch(journal, { epoch, after }, cursor.seq, now);
  else await noticeTwin(journal, { epoch, after }, now);
  return null;
}

/** Two epochs continue the same row: two boxes run from one image of a disk. */
async function noticeTwin(
  journal: LockedJournal,
  { epoch, after }: Pick<UpRequest, 'epoch' | 'after'>,
  now: string,
): Promise<void> {
  const twin = (await journal.epochs()).find(
    (one) => one.epoch !== epoch && one.parent?.epoch === after.epoch && one.parent.seq === after.seq,
  );
  if (twin === undefined) return;
  const data = { epoch, other: twin.epoch, parentEpoch: after.epoch, parentSeq: after.seq };
  await raiseBranch(journal, 'two_boxes', data, now);
}

async function noticeBegunAnew(journal: LockedJournal, epoch: string, now: string): Promise<void> {
  if (!(await journal.knowsAnyEpoch())) return;
  await journal.raise(
    {
      code: 'history_begun_anew',
      subject: epoch,
      message: "A box began this store's history from nothing although the store has one. Both are kept.",
      data: { epoch },
    },
    now,
  );
}

async function noticeBranch(
  journal: LockedJournal,
  { epoch, after }: Pick<UpRequest, 'epoch' | 'after'>,
  lostAfterSeq: number,
  now: string,
): Promise<void> {
  const data = { epoch, parentEpoch: after.epoch, parentSeq: after.seq, lostAfterSeq };
  await raiseBranch(journal, 'history_branched', data, now);
}

/**
 * Hashes are compared before anything is skipped. The first seq at which the cloud has something else; null when there is none.
 * @param after null when the rows begin the epoch
 */
async function firstDifference(
  journal: LockedJournal,
  epoch: string,
  after: CursorPosition | null,
  rows: readonly JournalRow[],
  cursor: CursorPosition,
): Promise<number | null> {
  if (after !== null && after.seq === cursor.seq) return after.hash === cursor.hash ? null : after.seq;
  const from = after?.seq ?? rows[0]?.seq ?? 1;
  const stored = await journal.hashes(epoch, Math.max(1, from), cursor.seq);
  if (after !== null && after.seq > 0 && stored.get(after.seq) !== undefined && stored.get(after.seq) !== after.hash)
    return after.seq;
  for (const row of rows) {
    if (row.seq > cursor.seq) return null;
    if (stored.get(row.seq) !== row.hash) return row.seq;
  }
  return null;
}

async function workUp(journal: LockedJournal, rows: readonly JournalRow[], now: string): Promise<HeldRow[]> {
  const state = await journal.projectionState(rows);
  // Postgres writes the rows down while it is worked out here what follows from them.
  const [changes] = await Promise.all([projectInSlices(rows, state), journal.append(rows, now)]);
  const held = await workUpRows(journal, rows, state, changes);
  if (held.length > 0) await journal.hold(held, now);
  return held;
}

const rowsPerSlice = 50;

/** As `projectJournal`, with other stores and the way to Postgres let in between: a thousand rows take some thirty milliseconds. */
async function projectInSlices(rows: readonly JournalRow[], state: ProjectionState): Promise<ProjectionChanges> {
  const projection = new Projection(state);
  for (const [place, row] of rows.entries()) {
    if (place % rowsPerSlice === 0 && place > 0) await letOthersIn();
    projection.take(row);
  }
  return projection.changes();
}

/**
 * All rows at once; and if Postgres cannot hold what follows from one of them, in groups that have nothing to do with one another, so
 * that one poisoned row holds what depends on it and nothing else. Faults that are not the data's are thrown on.
 */
export async function workUpRows(
  journal: LockedJournal,
  rows: readonly JournalRow[],
  state: ProjectionState,
  changes = projectJournal(rows, state),
): Promise<HeldRow[]> {
  const together = await applied(journal, changes);
  if (!(together instanceof UnstorableProjection)) return together;
  const held: HeldRow[] = [];
  for (const group of independentGroups(rows)) {
    const outcome = await applied(journal, projectJournal(group, state));
    if (!(outcome instanceof UnstorableProjection)) held.push(...outcome);
    else
      held.push(
        ...group.map((row, index) => ({
          row,
          reason: outcome.message,
          blockedBy: index === 0 ? null : (group[0]?.id ?? null),
          things: touches(row),
        })),
      );
  }
  return held;
}

async function applied(journal: LockedJournal, changes: ProjectionChanges): Promise<HeldRow[] | UnstorableProjection> {
  try {
    await journal.apply(changes);
    return changes.held;
  } catch (error) {
    if (error instanceof UnstorableProjection) return error;
    throw error;
  }
}
