/** The pace is that of the last minute: a line that became slow shows, a stumble does not. */
const windowMs = 60_000;
const shortestMs = 1_000;

/** How fast events reach the cloud while there is a backlog, for saying how long it will take. */
export class DrainRate {
  #marks: { atMs: number; seq: number }[] = [];

  /** The cloud has everything up to `seq`. @param pendingEvents what is still to go; none ends the measuring */
  reached(seq: number, pendingEvents: number, atMs: number): void {
    const last = this.#marks.at(-1);
    // Nothing waits, or the cloud was set back: what was measured tells nothing about what is to come.
    if (pendingEvents === 0 || (last !== undefined && seq < last.seq)) this.#marks = [];
    else this.#marks = this.#marks.filter((mark) => atMs - mark.atMs <= windowMs);
    this.#marks.push({ atMs, seq });
  }

  /** Null while it is not known: at the start, and when nothing has arrived for a minute. */
  eventsPerSecond(nowMs: number): number | null {
    const [first] = this.#marks;
    const last = this.#marks.at(-1);
    if (first === undefined || last === undefined || nowMs - last.atMs > windowMs) return null;
    const tookMs = nowMs - first.atMs;
    if (tookMs < shortestMs || last.seq === first.seq) return null;
    return ((last.seq - first.seq) * 1000) / tookMs;
  }
}
