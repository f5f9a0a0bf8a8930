import type { ModifierChoice } from '@auraconnect/shared/order/line.ts';
import type { CommandPayload, CommandType, StoreCommand } from '@auraconnect/shared/protocol/command.ts';
import type { IdSource } from '@auraconnect/shared/time/ids.ts';

/** More than any of these orders comes to; the rest is change. */
const tenderedMinor = 30_000;

const command = <T extends CommandType>(type: T, payload: CommandPayload<T>): StoreCommand =>
  ({ type, payload }) as StoreCommand;

const choice = (groupId: string, modifierId: string): ModifierChoice => ({
  groupId,
  modifierId,
  quantity: 1,
  choices: [],
});

interface Dish {
  itemId: string;
  variantId: string;
  modifiers: ModifierChoice[];
}

/** Four lines, five modifiers, three stations: 22 rows in the plain schema of the floors. */
const dishes: readonly Dish[] = [
  {
    itemId: 'classic-burger',
    variantId: 'regular',
    modifiers: [
      choice('temperature', 'medium'),
      choice('burger-side', 'side-fries'),
      choice('burger-toppings', 'bacon'),
    ],
  },
  { itemId: 'caesar-salad', variantId: 'regular', modifiers: [choice('salad-protein', 'grilled-chicken')] },
  { itemId: 'fries', variantId: 'regular', modifiers: [] },
  { itemId: 'cola', variantId: 'large', modifiers: [choice('ice', 'lemon-slice')] },
];

/** What a cashier's taps make of one sale at the counter: order, lines, cash, done (which fires the kitchen's tickets). */
export function counterSale(ids: IdSource): { orderId: string; commands: StoreCommand[] } {
  const orderId = ids.next();
  return {
    orderId,
    commands: [
      command('order.open', { orderId, orderTypeId: 'dine-in', label: '', guestCount: null }),
      ...dishes.map((dish) =>
        command('order.add_line', {
          orderId,
          lineId: ids.next(),
          ...dish,
          quantity: '1',
          note: '',
          seat: null,
          course: null,
          priceOverride: null,
        }),
      ),
      command('order.pay_cash', { orderId, paymentId: ids.next(), amountMinor: null, tenderedMinor, tipMinor: 0 }),
      command('order.close', { orderId }),
    ],
  };
}
