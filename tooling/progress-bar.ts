/** A line that shows how far a long work is; plain lines now and then where there is no terminal. */
export class ProgressBar {
  readonly #label: string;
  readonly #total: number;
  readonly #startedAt = performance.now();
  #shownAt = 0;
  #tenth = 0;

  constructor(label: string, total: number) {
    this.#label = label;
    this.#total = Math.max(1, total);
  }

  show(done: number, note = ''): void {
    const part = Math.min(1, done / this.#total);
    const now = performance.now();
    if (process.stderr.isTTY) {
      if (now - this.#shownAt < 100 && part < 1) return;
      this.#shownAt = now;
      const full = Math.round(part * 30);
      const bar = `${'█'.repeat(full)}${'░'.repeat(30 - full)}`;
      process.stderr.write(
        `\r\u001B[K${this.#label} ${bar} ${Math.floor(part * 100)} %  ${done} of ${this.#total}  ${this.#left(part)}  ${note}`,
      );
      return;
    }
    const tenth = Math.floor(part * 10);
    if (tenth === this.#tenth) return;
    this.#tenth = tenth;
    process.stderr.write(`${this.#label}: ${tenth * 10} % (${done} of ${this.#total}) ${note}\n`);
  }

  finish(note: string): void {
    if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
    const seconds = (performance.now() - this.#startedAt) / 1000;
    process.stderr.write(`${this.#label}: ${note} in ${seconds.toFixed(1)} s\n`);
  }

  #left(part: number): string {
    if (part < 0.02 || part >= 1) return '';
    const seconds = Math.ceil((((performance.now() - this.#startedAt) / part) * (1 - part)) / 1000);
    return seconds < 60 ? `${seconds} s left` : `${Math.ceil(seconds / 60)} min left`;
  }
}
