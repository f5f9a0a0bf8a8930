import type { CommandPayload, CommandType, StoreCommand } from '@auraconnect/shared/protocol/command.ts';
import type { IdSource } from '@auraconnect/shared/time/ids.ts';

const dishes = [
  ['fries', 'regular'],
  ['cola', 'small'],
  ['cola', 'large'],
  ['tiramisu', 'regular'],
  ['caesar-salad', 'regular'],
  ['sweet-potato-fries', 'regular'],
  ['diet-cola', 'large'],
] as const;

const command = <T extends CommandType>(type: T, payload: CommandPayload<T>): StoreCommand =>
  ({ type, payload }) as StoreCommand;

/** A sale of two lines, other ones each time: what a history is made of. */
export function historicSale(ids: IdSource, index: number): { orderId: string; commands: StoreCommand[] } {
  const orderId = ids.next();
  const line = (place: number): StoreCommand => {
    const [itemId, variantId] = dishes[place % dishes.length] ?? dishes[0];
    return command('order.add_line', {
      orderId,
      lineId: ids.next(),
      itemId,
      variantId,
      quantity: place % 5 === 0 ? '2' : '1',
      modifiers: [],
      note: '',
      seat: null,
      course: null,
      priceOverride: null,
    });
  };
  return {
    orderId,
    commands: [
      command('order.open', { orderId, orderTypeId: 'takeaway', label: '', guestCount: null }),
      line(index),
      line(index + 3),
      command('order.pay_cash', {
        orderId,
        paymentId: ids.next(),
        amountMinor: null,
        tenderedMinor: 30_000,
        tipMinor: 0,
      }),
      command('order.close', { orderId }),
    ],
  };
}
