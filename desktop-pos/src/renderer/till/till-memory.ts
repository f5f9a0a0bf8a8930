import type { RememberedPerson } from '@auraconnect/shared/client/pin-memory.ts';
import type { ClientPorts } from '@auraconnect/shared/client/ports.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import type { Bootstrap, SignInAnswer } from '@auraconnect/shared/protocol/store-api.ts';
import type { Notice } from './notices.ts';

/** Survives a reload and a power cut. `keep` resolves when the value is on the disk. */
export interface KeyedMemory {
  keep(key: string, value: unknown): Promise<void>;
  kept<T>(key: string): Promise<T | undefined>;
}

/** What a till remembers besides its outbox. */
interface Remembered {
  bootstrap: Bootstrap;
  /** The open orders of the store, as the appliance told them. */
  orders: Order[];
  notices: Notice[];
  pins: RememberedPerson<SignInAnswer>[];
  /** The last number that this till gave to a check. */
  'own-number': number;
}

/** The part of the store that moves with every tap. */
interface StoreNow {
  openOrders: Order[];
  /** What is left of limited items, by item; absent before there is a picture of the store. */
  remaining: ReadonlyMap<string, number> | undefined;
}

const keepAfterMs = 300;

/** Keeps what a page needs that opens without the appliance: what is small at once, the moving store a moment after it moved. */
export class TillMemory {
  readonly #memory: KeyedMemory;
  readonly #timers: ClientPorts['timers'];
  readonly #storeNow: () => StoreNow;
  #bootstrap: Bootstrap | null = null;
  /** What is left of limited items changed since the bootstrap was kept. */
  #menuMoved = false;
  #cancelKeep: (() => void) | null = null;

  constructor(memory: KeyedMemory, timers: ClientPorts['timers'], storeNow: () => StoreNow) {
    this.#memory = memory;
    this.#timers = timers;
    this.#storeNow = storeNow;
  }

  /** Each part as it was kept last, if it ever was. */
  async recall(): Promise<{ [Key in keyof Remembered]: Remembered[Key] | undefined }> {
    const part = <Key extends keyof Remembered>(key: Key): Promise<Remembered[Key] | undefined> =>
      this.#memory.kept<Remembered[Key]>(key);
    const [bootstrap, orders, notices, pins, ownNumber] = await Promise.all([
      part('bootstrap'),
      part('orders'),
      part('notices'),
      part('pins'),
      part('own-number'),
    ]);
    return { bootstrap, orders, notices, pins, 'own-number': ownNumber };
  }

  keep<Key extends keyof Remembered>(key: Key, value: Remembered[Key]): void {
    void this.#memory.keep(key, value).catch(() => undefined);
  }

  /** The bootstrap that the till works with: what is left of limited items is kept in it. */
  looked(bootstrap: Bootstrap): void {
    this.#bootstrap = bootstrap;
  }

  menuMoved(): void {
    this.#menuMoved = true;
    this.ordersMoved();
  }

  ordersMoved(): void {
    this.#cancelKeep ??= this.#timers.after(keepAfterMs, () => this.#keepStore());
  }

  /** The page may go: what waits to be kept is kept now. */
  now(): void {
    if (this.#cancelKeep === null) return;
    this.#cancelKeep();
    this.#keepStore();
  }

  stop(): void {
    this.#cancelKeep?.();
  }

  #keepStore(): void {
    this.#cancelKeep = null;
    const { openOrders, remaining } = this.#storeNow();
    this.keep('orders', openOrders);
    if (!this.#menuMoved || this.#bootstrap === null || remaining === undefined) return;
    this.#menuMoved = false;
    const availability = [...remaining].map(([itemId, left]) => ({ itemId, remaining: left }));
    this.keep('bootstrap', { ...this.#bootstrap, availability });
  }
}
