/** Lets everything that waits only for promises happen: the event loop's next turn comes after all of it. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Far more than an evening has. */
const mostTasks = 500_000;

interface Task {
  atMs: number;
  order: number;
  run: () => void;
}

/**
 * The one clock and the one queue of a simulated world. Whatever happens is a task at a moment; two at the same moment run in the
 * order in which they were asked for, so that the same seed always tells the same story.
 */
export class VirtualTime {
  #nowMs = 0;
  #order = 0;
  /** A binary heap by moment, then order. */
  readonly #heap: Task[] = [];
  #outside: Promise<unknown> | null = null;

  get nowMs(): number {
    return this.#nowMs;
  }

  /** @returns what cancels it */
  after(delayMs: number, run: () => void): () => void {
    const task: Task = { atMs: this.#nowMs + Math.max(0, delayMs), order: (this.#order += 1), run };
    this.#push(task);
    return () => {
      task.run = () => undefined;
    };
  }

  /**
   * Work of a real program, which takes real time: a database. No moment passes here before it is done, and one waits for the other in
   * the order in which they were asked for, so that the story does not depend on how quick that program is.
   */
  outside<T>(work: () => Promise<T>): Promise<T> {
    const done = (this.#outside ?? Promise.resolve()).then(work);
    this.#outside = done.catch(() => undefined);
    return done;
  }

  /** Runs what is due, one after the other, each to its end with all promises that follow from it. */
  async runUntil(untilMs: number): Promise<void> {
    await this.#settled();
    let tasks = 0;
    for (let next = this.#heap[0]; next !== undefined && next.atMs <= untilMs; next = this.#heap[0]) {
      this.#pop();
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      tasks += 1;
      if (tasks > mostTasks) throw new Error('the world runs in circles');
      next.run();
      await this.#settled();
    }
    this.#nowMs = Math.max(this.#nowMs, untilMs);
  }

  /** What follows from work outside may lead to more of it. */
  async #settled(): Promise<void> {
    await settled();
    while (this.#outside !== null) {
      const waitedFor = this.#outside;
      await waitedFor;
      await settled();
      if (this.#outside === waitedFor) this.#outside = null;
    }
  }

  #push(task: Task): void {
    const heap = this.#heap;
    let place = heap.push(task) - 1;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (!isBefore(task, heap[above] as Task)) break;
      heap[place] = heap[above] as Task;
      place = above;
    }
    heap[place] = task;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop() as Task;
    if (heap.length === 0) return;
    let place = 0;
    for (;;) {
      let below = place * 2 + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && isBefore(heap[below + 1] as Task, heap[below] as Task)) below += 1;
      if (!isBefore(heap[below] as Task, last)) break;
      heap[place] = heap[below] as Task;
      place = below;
    }
    heap[place] = last;
  }
}

const isBefore = (one: Task, other: Task): boolean =>
  one.atMs === other.atMs ? one.order < other.order : one.atMs < other.atMs;

/**
 * One run of a program, from its start to its end. What it left behind when it ends never happens: a process that was killed
 * answers nobody and writes nothing.
 */
export class Life {
  readonly #time: VirtualTime;
  #over = false;

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  get over(): boolean {
    return this.#over;
  }

  end(): void {
    this.#over = true;
  }

  after(delayMs: number, run: () => void): () => void {
    return this.#time.after(delayMs, () => {
      if (!this.#over) run();
    });
  }

  every(intervalMs: number, run: () => void): () => void {
    let cancel = (): void => undefined;
    const again = (): void => {
      cancel = this.after(intervalMs, () => {
        again();
        run();
      });
    };
    again();
    return () => cancel();
  }

  /** Resolves after the delay, or never. */
  pause(delayMs: number): Promise<void> {
    return new Promise((resolve) => void this.after(delayMs, resolve));
  }
}
