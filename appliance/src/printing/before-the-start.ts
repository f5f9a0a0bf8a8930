import { freshForMs } from '@auraconnect/shared/facts/fact.ts';
import type { Core, StoreView } from '../store/core.ts';

/**
 * What was to be printed before this start, and may have come out since at a box of which this one is a copy. The cloud knows whether the
 * store has gone on without this box; as long as it cannot be asked, what a backup came with is not believed to be unprinted, and
 * neither is what nobody waits for any more.
 */
export class BeforeTheStart {
  readonly #core: Pick<Core, 'now' | 'hasLost' | 'mayHaveLost'>;
  readonly #wasBroughtBack: boolean;
  /** On the store's clock. */
  readonly #startedMs: number;

  /** @param wasBroughtBack this is the first start of a backup that was brought back */
  constructor(core: Pick<Core, 'now' | 'hasLost' | 'mayHaveLost'>, wasBroughtBack: boolean) {
    this.#core = core;
    this.#wasBroughtBack = wasBroughtBack;
    this.#startedMs = core.now();
  }

  /** @param askedForAt when it was to be printed */
  mayHaveComeOut(view: Pick<StoreView, 'claimed'>, askedForAt: string): boolean {
    const { hasLost, mayHaveLost } = this.#core;
    if (hasLost) return true;
    const cannotAsk = mayHaveLost || view.claimed === null;
    return cannotAsk && (this.#wasBroughtBack || this.#startedMs - Date.parse(askedForAt) > freshForMs);
  }
}
