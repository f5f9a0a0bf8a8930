import type { SeededRandom } from '@auraconnect/shared/testing/seeded-random.ts';
import type { VirtualTime } from './virtual-time.ts';

/** How a line treats what goes over it now. */
export interface LineState {
  /** `silent`: nothing arrives and nobody says so; `refused`: the other end says no at once. */
  up: 'up' | 'silent' | 'refused';
  slowestMs: number;
  loseRequest: number;
  loseAnswer: number;
  /** The request arrives twice. */
  duplicate: number;
  /** Answers to these requests never arrive. */
  losesAnswerTo?: (request: string) => boolean;
}

export const goodLine: LineState = { up: 'up', slowestMs: 30, loseRequest: 0, loseAnswer: 0, duplicate: 0 };

export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** A line between a client and a server: each message takes its own time, so that later ones may overtake. */
export class Line {
  state: LineState = goodLine;
  readonly #time: VirtualTime;
  readonly #chance: SeededRandom;

  constructor(time: VirtualTime, chance: SeededRandom) {
    this.#time = time;
    this.#chance = chance;
  }

  /**
   * Sends a request and waits for its answer. Both are copied, as a wire would.
   * @param serve what the other end does; resolving with undefined means that it says nothing, because it is not there any more
   * @throws NoAnswer when none came in time
   */
  request<T>(body: unknown, timeoutMs: number, serve: (body: never) => Promise<T | undefined>): Promise<T> {
    const chance = this.#chance;
    const { up, loseRequest, loseAnswer, duplicate } = this.state;
    const text = JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const giveUp = this.#time.after(timeoutMs, () => reject(new NoAnswer('no answer in time')));
      if (up === 'refused') {
        this.#time.after(1, () => reject(new NoAnswer('refused')));
        giveUp();
        return;
      }
      if (up === 'silent' || chance.fraction() < loseRequest) return;
      const arrive = (): void => {
        void serve(JSON.parse(text) as never).then(
          (answer) => {
            // A line that went down meanwhile carries no answer either.
            const isLost = this.state.losesAnswerTo?.(text) ?? false;
            if (answer === undefined || this.state.up !== 'up' || isLost || chance.fraction() < loseAnswer) return;
            const copy = JSON.stringify(answer);
            this.#time.after(this.#delayMs(), () => {
              giveUp();
              resolve(JSON.parse(copy) as T);
            });
          },
          () => undefined,
        );
      };
      this.#time.after(this.#delayMs(), arrive);
      if (chance.fraction() < duplicate) this.#time.after(this.#delayMs(), arrive);
    });
  }

  #delayMs(): number {
    return 1 + this.#chance.fraction() * this.state.slowestMs;
  }
}
