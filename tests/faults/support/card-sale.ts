import type { StoreCommand } from '@auraconnect/shared/protocol/command.ts';

/** A small order paid by card, as the short menu of the simulated store has it: no drawer keeps the day open. */
export function cardSale(newId: () => string): { orderId: string; commands: StoreCommand[] } {
  const orderId = newId();
  const paymentId = newId();
  const commands: StoreCommand[] = [
    { type: 'order.open', payload: { orderId, orderTypeId: 'takeaway', label: '', guestCount: null } },
    {
      type: 'order.add_line',
      payload: {
        orderId,
        lineId: newId(),
        itemId: 'cola',
        variantId: 'small',
        quantity: '1',
        modifiers: [],
        note: '',
        seat: null,
        course: null,
        priceOverride: null,
      },
    },
    { type: 'order.start_card_payment', payload: { orderId, paymentId, amountMinor: null, tipMinor: 0 } },
    {
      type: 'order.resolve_card_payment',
      payload: { orderId, paymentId, outcome: 'captured', reference: 'T1', lastFour: null },
    },
    { type: 'order.close', payload: { orderId } },
  ];
  return { orderId, commands };
}
