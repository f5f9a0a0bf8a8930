import { systemPorts } from '@auraconnect/appliance/adapters/node/system-ports.ts';
import { createLog } from '@auraconnect/appliance/adapters/pino/log.ts';
import { counterSale } from '../../../tooling/bench/store/counter-sale.ts';
import { HttpTill } from '../../../tooling/bench/store/http-till.ts';
import type { SeededDevice } from '../../../tooling/bench/store/seed-store.ts';

/** A till at which one order follows the other. What was not answered is sent again with the same bytes, as the promise says. */
export class Seller {
  readonly acknowledged: string[] = [];
  readonly #till: HttpTill;
  readonly #ids = systemPorts(createLog('silent')).ids;
  #unanswered: { orderId: string; body: string } | null = null;
  #begun = false;

  constructor(baseUrl: string, device: SeededDevice) {
    this.#till = new HttpTill(baseUrl, device, this.#ids);
  }

  get isUnanswered(): boolean {
    return this.#unanswered !== null;
  }

  /** The order whose answer has not come. */
  get unansweredOrder(): string | null {
    return this.#unanswered?.orderId ?? null;
  }

  /** Sells one order, or sends again the one that was not answered. @throws when no yes came */
  async sell(): Promise<void> {
    if (!this.#begun) await this.#till.begin();
    this.#begun = true;
    if (this.#unanswered === null) {
      const { orderId, commands } = counterSale(this.#ids);
      this.#unanswered = { orderId, body: this.#till.bodyOf(commands) };
    }
    await this.#till.post(this.#unanswered.body);
    this.acknowledged.push(this.#unanswered.orderId);
    this.#unanswered = null;
  }

  async finish(): Promise<void> {
    if (this.isUnanswered) await this.sell();
  }

  /** The mistake that a till must not make: takes silence for a no. The next order has the next number in the stream. */
  forget(): void {
    this.#unanswered = null;
    this.#begun = false;
  }

  /** Sells until told to stop or until no yes comes. @returns what ended it; null when it was told to */
  async sellUntil(isOver: () => boolean): Promise<Error | null> {
    try {
      while (!isOver()) await this.sell();
      return null;
    } catch (error) {
      return error as Error;
    }
  }

  get(path: string): ReturnType<HttpTill['get']> {
    return this.#till.get(path);
  }

  close(): void {
    this.#till.close();
  }
}
