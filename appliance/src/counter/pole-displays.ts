import type { PoleDisplay as PoleDriver } from '@auraconnect/printer-drivers/counter/pole-display.ts';
import type { PoleDisplay, StoreSettings } from '@auraconnect/shared/menu/catalogue.ts';
import type { Ports } from '../ports.ts';
import type { Core, DurableBatch } from '../store/core.ts';
import { poleText, type PoleText, poleWelcome } from './pole-text.ts';

/** The change stays in sight so long when no next order begins. */
const goodbyeMs = 30_000;

interface Pole {
  settings: PoleDisplay;
  driver: PoleDriver;
  /** Its trouble was told, and is not told again until it is over. */
  silent: boolean;
  cancelGoodbye(): void;
}

/** The wire is opened with the first text, and anew after it broke. */
export type OpenPole = (settings: PoleDisplay) => Promise<PoleDriver>;

export interface PoleDisplaysParts {
  core: Core;
  ports: Pick<Ports, 'timers' | 'log'>;
  open: OpenPole;
}

/** Shows on each pole the order that its till has in hand. A pole that is gone keeps nobody from anything. */
export class PoleDisplays {
  readonly #parts: PoleDisplaysParts;
  readonly #poles = new Map<string, Pole>();
  #store: StoreSettings | null = null;
  #unsubscribe: () => void = () => undefined;
  /** Changes of the settings one after the other. */
  #turn: Promise<void> = Promise.resolve();

  constructor(parts: PoleDisplaysParts) {
    this.#parts = parts;
  }

  async run(): Promise<void> {
    this.#unsubscribe = this.#parts.core.onDurable((batch) => {
      if (batch.catalogueRevision !== null) this.#turn = this.#turn.then(() => this.#readSettings());
      for (const pole of this.#poles.values()) this.#follow(pole, batch);
    });
    this.#turn = this.#readSettings();
    await this.#turn;
  }

  async stop(): Promise<void> {
    this.#unsubscribe();
    await this.#turn;
    await Promise.all([...this.#poles.values()].map((pole) => this.#close(pole)));
  }

  async #readSettings(): Promise<void> {
    const { poleDisplays, settings } = await this.#parts.core.read((view) => view.catalogue());
    this.#store = settings;
    const wanted = new Map(poleDisplays.map((pole) => [pole.id, pole]));
    for (const [id, pole] of this.#poles) {
      if (JSON.stringify(wanted.get(id)) === JSON.stringify(pole.settings)) continue;
      this.#poles.delete(id);
      await this.#close(pole);
    }
    for (const [id, own] of wanted) {
      if (this.#poles.has(id)) continue;
      const pole: Pole = {
        settings: own,
        driver: await this.#parts.open(own),
        silent: false,
        cancelGoodbye: () => undefined,
      };
      this.#poles.set(id, pole);
      this.#show(pole, poleWelcome(settings));
    }
  }

  /** What the till itself did last, not what the kitchen or another till did to an order of it. */
  #follow(pole: Pole, { events, orders }: DurableBatch): void {
    if (this.#store === null) return;
    const own = events.findLast(
      ({ deviceId, type }) => deviceId === pole.settings.deviceId && type.startsWith('order.'),
    );
    const orderId = (own?.payload as { orderId?: unknown } | undefined)?.orderId;
    const order = orders.find((one) => one.orderId === orderId);
    if (order === undefined) return;
    pole.cancelGoodbye();
    this.#show(pole, poleText(order, this.#store) ?? poleWelcome(this.#store));
    if (order.status !== 'closed') return;
    pole.cancelGoodbye = this.#parts.ports.timers.after(goodbyeMs, () => {
      if (this.#store !== null) this.#show(pole, poleWelcome(this.#store));
    });
  }

  #show(pole: Pole, { top, bottom }: PoleText): void {
    pole.driver.show(top, bottom).then(
      () => (pole.silent = false),
      (error: unknown) => {
        const { id } = pole.settings;
        if (!pole.silent) this.#parts.ports.log.warn({ err: error, poleDisplayId: id }, 'a pole display shows nothing');
        pole.silent = true;
      },
    );
  }

  async #close(pole: Pole): Promise<void> {
    pole.cancelGoodbye();
    await pole.driver.close();
  }
}
