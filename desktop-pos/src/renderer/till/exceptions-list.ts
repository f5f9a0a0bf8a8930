import type { StoreApi } from '@auraconnect/shared/client/store-api.ts';
import type { OpenException } from '@auraconnect/shared/facts/exception.ts';
import type { StoreStatus } from '@auraconnect/shared/protocol/stream.ts';
import { Signal } from '@auraconnect/shared/ui/client/signal.ts';

/** What happened at tills on their own, does not fit, and waits for a person: read anew when the status says that it changed. */
export class ExceptionsList {
  readonly list: Signal<readonly OpenException[]> = new Signal<readonly OpenException[]>([]);
  readonly #api: Pick<StoreApi, 'exceptions'>;
  /** Where the list that is shown stands. */
  #seq: number | null = null;

  constructor(api: Pick<StoreApi, 'exceptions'>) {
    this.#api = api;
  }

  /** What cannot be read now is read with the next status. */
  async heard({ exceptions }: StoreStatus): Promise<void> {
    if (exceptions === undefined || exceptions.seq === this.#seq) return;
    const { seq } = exceptions;
    this.#seq = seq;
    try {
      const open = await this.#api.exceptions();
      if (this.#seq === seq) this.list.set(open);
    } catch {
      if (this.#seq === seq) this.#seq = null;
    }
  }
}
