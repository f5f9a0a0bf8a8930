/** Shows how far a long step is: a line that changes on a terminal, a line per tenth elsewhere. */
export class Progress {
  readonly #label: string;
  #tenth = -1;
  #shownAtMs = 0;

  constructor(label: string) {
    this.#label = label;
  }

  /** @param part 0 to 1 */
  show(part: number): void {
    const percent = Math.floor(Math.min(1, part) * 100);
    if (process.stderr.isTTY) {
      const nowMs = performance.now();
      if (nowMs - this.#shownAtMs < 100 && percent < 100) return;
      this.#shownAtMs = nowMs;
      process.stderr.write(`\r\u001B[K${this.#label} ${percent} %`);
      return;
    }
    const tenth = Math.floor(percent / 10);
    if (tenth === this.#tenth) return;
    this.#tenth = tenth;
    process.stderr.write(`${this.#label} ${tenth * 10} %\n`);
  }

  done(): void {
    if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
  }
}
