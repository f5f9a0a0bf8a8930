/** Where a client is in one topic: the boot it counts from and the number of the last frame it has taken. */
export type TopicCursor =
  | { state: 'waiting'; askedAtMs: number | null }
  | { state: 'current'; boot: string; n: number };

export interface CountedFrame {
  boot: string;
  n: number;
}

/** `apply`: this frame is the next one. `resync`: something is missing, ask for a snapshot. `ignore`: known or not usable yet. */
export type FrameVerdict = 'apply' | 'resync' | 'ignore';

export const unknownPosition: TopicCursor = { state: 'waiting', askedAtMs: null };

/** A snapshot is the whole truth, wherever the client was. */
export function acceptSnapshot(frame: CountedFrame): TopicCursor {
  return { state: 'current', boot: frame.boot, n: frame.n };
}

/** A delta counts only right after the frame before it, of the same boot. */
export function judgeDelta(cursor: TopicCursor, frame: CountedFrame): FrameVerdict {
  if (cursor.state === 'waiting') return 'ignore';
  if (cursor.boot !== frame.boot) return 'resync';
  if (frame.n === cursor.n + 1) return 'apply';
  return frame.n <= cursor.n ? 'ignore' : 'resync';
}

/** A heartbeat finds what was lost while nothing else happens. `apply` means: still current. */
export function judgeHeartbeat(cursor: TopicCursor, heartbeat: CountedFrame): FrameVerdict {
  if (cursor.state === 'waiting') return 'ignore';
  return cursor.boot === heartbeat.boot && cursor.n === heartbeat.n ? 'apply' : 'resync';
}

/** A snapshot that was asked for and does not come within this time is asked for again. */
export const resyncPatienceMs = 3_000;

export function shouldAskAgain(cursor: TopicCursor, nowMs: number): boolean {
  return cursor.state === 'waiting' && (cursor.askedAtMs === null || nowMs - cursor.askedAtMs >= resyncPatienceMs);
}
