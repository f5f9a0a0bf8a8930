import { freshForMs } from '@auraconnect/shared/facts/fact.ts';
import type { Ports } from '../ports.ts';
import type { Core, StoreView } from '../store/core.ts';

export interface BeforeTheStartParts {
  core: Pick<Core, 'now' | 'hasLost' | 'mayHaveLost'>;
  ports: Pick<Ports, 'timers'>;
  /** This is the first start of a backup that was brought back. */
  wasBroughtBack?: boolean;
  /** Asks the cloud, now, whether another box goes on with this store; rejects when it cannot be asked. */
  goesOnElsewhere?: () => Promise<boolean>;
}

/** Paper does not wait longer for the cloud than this. */
const askForMs = 3_000;

/**
 * What was to be printed before this start, and may have come out since at a box of which this one is a copy. The cloud knows whether the
 * store has gone on without this box; as long as it cannot be asked, what a backup came with is not believed to be unprinted, and
 * neither is what nobody waits for any more.
 */
export class BeforeTheStart {
  readonly #parts: BeforeTheStartParts;
  /** On the store's clock. */
  readonly #startedMs: number;
  #goesOnElsewhere = false;
  #isWithoutAnswer = false;

  constructor(parts: BeforeTheStartParts) {
    this.#parts = parts;
    this.#startedMs = parts.core.now();
  }

  /** Asks once more: at the greeting of a copied disk the cloud could not tell it from the box that it was copied from. Never rejects. */
  async askAgain(): Promise<void> {
    const { core, ports, goesOnElsewhere } = this.#parts;
    if (core.hasLost || core.mayHaveLost || this.#goesOnElsewhere || goesOnElsewhere === undefined) return;
    const answer = await new Promise<boolean | null>((resolve) => {
      const letGo = ports.timers.after(askForMs, () => resolve(null));
      const answered = (outcome: boolean | null): void => {
        letGo();
        resolve(outcome);
      };
      goesOnElsewhere().then(answered, () => answered(null));
    });
    this.#goesOnElsewhere = answer === true;
    this.#isWithoutAnswer = answer === null;
  }

  /** @param askedForAt when it was to be printed */
  mayHaveComeOut(view: Pick<StoreView, 'claimed'>, askedForAt: string): boolean {
    const { core, wasBroughtBack = false } = this.#parts;
    if (core.hasLost || this.#goesOnElsewhere) return true;
    const cannotAsk = core.mayHaveLost || this.#isWithoutAnswer || view.claimed === null;
    return cannotAsk && (wasBroughtBack || this.#startedMs - Date.parse(askedForAt) > freshForMs);
  }
}
