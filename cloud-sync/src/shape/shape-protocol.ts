/**
 * Electric's HTTP shape protocol (github.com/electric-sql/electric, website/electric-api.yaml): a snapshot in chunks, then a
 * log of changes, long poll or events, and 409 when a client has to begin again.
 */

/** A place in a shape's log. `0_k` is after chunk k of the snapshot, `0_inf` after all of it, `p_o` after operation o at position p. */
export type ShapeOffset =
  | { kind: 'before-all' }
  | { kind: 'now' }
  | { kind: 'chunk'; n: number }
  | { kind: 'log'; batch: number; seq: number }
  | { kind: 'snapshot-end' };

export function readOffset(text: string): ShapeOffset | null {
  if (text === '-1') return { kind: 'before-all' };
  if (text === 'now') return { kind: 'now' };
  if (text === '0_inf') return { kind: 'snapshot-end' };
  const match = /^(\d{1,15})_(\d{1,15})$/.exec(text);
  if (match === null) return null;
  const batch = Number(match[1]);
  return batch === 0 ? { kind: 'chunk', n: Number(match[2]) } : { kind: 'log', batch, seq: Number(match[2]) };
}

/** Ends a snapshot, so that a client can tell which transactions it contained. */
export function snapshotEndMessage(snapshot: string): string {
  const [xmin = '0', xmax = '0', list = ''] = snapshot.split(':');
  return JSON.stringify({
    headers: { control: 'snapshot-end', xmin, xmax, xip_list: list === '' ? [] : list.split(',') },
  });
}

export const upToDateMessage = (batch: number): string =>
  JSON.stringify({ headers: { control: 'up-to-date', global_last_seen_lsn: String(batch) } });
export const mustRefetchMessage = JSON.stringify({ headers: { control: 'must-refetch' } });
export const mustRefetchBody = `[${mustRefetchMessage}]`;

/** Requests of the same 20 seconds share a cursor; it moves on when the client already has this one. */
export function nextCursor(nowMs: number, previous: string | null): string {
  const epochMs = Date.UTC(2024, 9, 9);
  const cursor = Math.ceil((nowMs - epochMs) / 20_000) * 20;
  const had = Number(previous ?? Number.NaN);
  return String(had >= cursor ? had + 20 : cursor);
}
