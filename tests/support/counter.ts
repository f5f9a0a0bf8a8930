import type { Command } from '../../tooling/replay/order-commands.ts';
import { openTerminal } from '../../tooling/demo/demo-store.ts';
import type { Terminal } from '../../tooling/replay/terminal.ts';
import { newId, type StoryStore } from './story-store.ts';

/** A cashier at a till, through the store's public door, without a screen. */
export class Counter {
  readonly terminal: Terminal;
  readonly orderIds: string[] = [];

  private constructor(terminal: Terminal) {
    this.terminal = terminal;
  }

  static async open(store: StoryStore, name = 'Counter'): Promise<Counter> {
    const counter = new Counter(await openTerminal(store.manager, name, 'pos', newId));
    await counter.must([{ type: 'cash.open_session', payload: { sessionId: newId(), floatMinor: 10_000 } }]);
    return counter;
  }

  async must(commands: Command[]): Promise<void> {
    const answers = await this.terminal.send(commands, new Date().toISOString());
    const refused = answers.find(({ status }) => status === 'refused');
    if (refused) throw new Error(`the store refused: ${JSON.stringify(refused)}`);
  }

  /** One order with one line, paid in cash and closed. Answers its id. */
  async sell(itemId = 'cola', variantId = 'small'): Promise<string> {
    const orderId = newId();
    await this.must([
      { type: 'order.open', payload: { orderId, orderTypeId: 'takeaway', label: '', guestCount: null } },
      {
        type: 'order.add_line',
        payload: {
          orderId,
          lineId: newId(),
          itemId,
          variantId,
          quantity: '1',
          modifiers: [],
          note: '',
          seat: null,
          course: null,
          priceOverride: null,
        },
      },
      { type: 'order.send', payload: { orderId, sendId: newId(), lineIds: null } },
      {
        type: 'order.pay_cash',
        payload: { orderId, paymentId: newId(), amountMinor: null, tenderedMinor: 100_000, tipMinor: 0 },
      },
      { type: 'order.close', payload: { orderId } },
    ]);
    this.orderIds.push(orderId);
    return orderId;
  }

  async sellMany(count: number): Promise<void> {
    for (let sold = 0; sold < count; sold += 1) await this.sell();
  }
}

/** Looks again and again until it holds. */
export async function until(
  what: string,
  holds: () => Promise<boolean>,
  timeoutMs = 60_000,
  everyMs = 100,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`${what}: not in ${timeoutMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
