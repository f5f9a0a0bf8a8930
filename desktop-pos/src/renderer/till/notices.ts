import type { Order } from '@auraconnect/shared/order/order.ts';
import type { CommandEnvelope, Refusal } from '@auraconnect/shared/protocol/command.ts';
import { Signal } from '@auraconnect/shared/ui/client/signal.ts';

/** Something that was done here, shown, and then refused by the appliance: it must be read by a person. */
export interface Notice {
  id: string;
  commandType: string;
  orderId: string | null;
  orderNumber: string;
  orderLabel: string;
  code: string;
  message: string;
}

/** What nobody has read yet. It must not get lost with the page. */
export class Notices {
  readonly list: Signal<readonly Notice[]> = new Signal<readonly Notice[]>([]);
  readonly #keep: (notices: readonly Notice[]) => void;

  constructor(keep: (notices: readonly Notice[]) => void) {
    this.#keep = keep;
  }

  restore(kept: readonly Notice[]): void {
    this.list.set(kept);
  }

  /** One sentence per order: when an order could not be opened, all that was done to it was refused as well. */
  tell({ commandId, type }: CommandEnvelope, orderId: string, known: Order | null, { code, message }: Refusal): void {
    const told = this.list.get();
    if (code === 'order_unknown' && told.some((notice) => notice.orderId === orderId)) return;
    const notice: Notice = {
      id: commandId,
      commandType: type,
      orderId,
      orderNumber: known?.number ?? '',
      orderLabel: known?.label ?? '',
      code,
      message,
    };
    this.#change([...told, notice]);
  }

  dismiss(id: string): void {
    this.#change(this.list.get().filter((notice) => notice.id !== id));
  }

  #change(notices: readonly Notice[]): void {
    this.list.set(notices);
    this.#keep(notices);
  }
}
