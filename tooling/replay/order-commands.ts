import type { CommandPayload, CommandType } from '@auraconnect/shared/protocol/command.ts';
import type { ModifierChoice } from '@auraconnect/shared/order/line.ts';
import { itemKey, modifierKey, orderTypeKey, variantKey, type MenuOfFile } from './menu-of-file.ts';
import type { FileLine, FileOrder } from './order-file.ts';

export type Command = { [T in CommandType]: { type: T; payload: CommandPayload<T> } }[CommandType];

/** What a menu asks for one of an item in one size, without modifiers. */
export type MenuPrices = ReadonlyMap<string, number>;
export const priceKey = (itemId: string, variantId: string): string => `${itemId} ${variantId}`;

export function menuPrices(menu: MenuOfFile): MenuPrices {
  return new Map(menu.items.flatMap((item) => item.variants.map((variant) => [priceKey(item.id, variant.id), variant.priceMinor] as const)));
}

/** The commands a cashier's taps make for one order of the file, up to the payment. */
export function takeOrder(order: FileOrder, menu: MenuOfFile, prices: MenuPrices, newId: () => string): { orderId: string; commands: Command[] } {
  const orderId = newId();
  const commands: Command[] = [
    { type: 'order.open', payload: { orderId, orderTypeId: orderTypeKey(order.orderType), label: '', guestCount: null } },
    ...order.lines.map((line): Command => addLine(orderId, line, menu, prices, newId)),
  ];
  return { orderId, commands };
}

function addLine(orderId: string, line: FileLine, menu: MenuOfFile, prices: MenuPrices, newId: () => string): Command {
  const itemId = itemKey(line.item);
  const variantId = variantKey(line.variant);
  const menuPriceMinor = prices.get(priceKey(itemId, variantId));
  return {
    type: 'order.add_line',
    payload: {
      orderId,
      lineId: newId(),
      itemId,
      variantId,
      quantity: line.quantity,
      modifiers: choices(itemId, line, menu),
      note: '',
      seat: null,
      course: null,
      priceOverride: line.unitPriceMinor === menuPriceMinor ? null : { unitPriceMinor: line.unitPriceMinor, reason: `sold at this price (row ${line.row})` },
    },
  };
}

function choices(itemId: string, line: FileLine, menu: MenuOfFile): ModifierChoice[] {
  const chosen = new Map<string, ModifierChoice>();
  for (const modifier of line.modifiers) {
    const modifierId = modifierKey(modifier);
    const known = chosen.get(modifierId);
    if (known) known.quantity += modifier.quantity;
    else chosen.set(modifierId, { groupId: menu.groupOf.get(itemId)?.get(modifierId) ?? '', modifierId, quantity: modifier.quantity, choices: [] });
  }
  return [...chosen.values()];
}
