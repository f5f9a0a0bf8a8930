import type { CommandPayload, CommandType } from '@auraconnect/shared/protocol/command.ts';
import type { ModifierChoice } from '@auraconnect/shared/order/line.ts';
import type { FileLine, FileModifier, FileOrder } from './order-file.ts';

export type Command = { [T in CommandType]: { type: T; payload: CommandPayload<T> } }[CommandType];

/** How the rows of a file find their way into a store's menu. */
export interface SellableMenu {
  orderTypeId(orderType: string): string;
  /** `menuPriceMinor`: what the store asks for it; a row at another price is sold as an override. */
  item(line: FileLine): { itemId: string; variantId: string; menuPriceMinor: number };
  modifier(itemId: string, modifier: FileModifier): { groupId: string; modifierId: string };
}

/** The commands that a cashier's taps make for one order of the file, up to the payment. */
export function takeOrder(
  order: FileOrder,
  menu: SellableMenu,
  newId: () => string,
): { orderId: string; commands: Command[] } {
  const orderId = newId();
  const open: Command = {
    type: 'order.open',
    payload: { orderId, orderTypeId: menu.orderTypeId(order.orderType), label: '', guestCount: null },
  };
  return { orderId, commands: [open, ...order.lines.map((line) => addLine(orderId, line, menu, newId))] };
}

function addLine(orderId: string, line: FileLine, menu: SellableMenu, newId: () => string): Command {
  const { itemId, variantId, menuPriceMinor } = menu.item(line);
  const override =
    line.unitPriceMinor === menuPriceMinor
      ? null
      : { unitPriceMinor: line.unitPriceMinor, reason: `Sold at this price (row ${line.row})` };
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
      priceOverride: override,
    },
  };
}

/** One choice a modifier: a file that names one twice means two of it. */
function choices(itemId: string, line: FileLine, menu: SellableMenu): ModifierChoice[] {
  const chosen = new Map<string, ModifierChoice>();
  for (const modifier of line.modifiers) {
    const { groupId, modifierId } = menu.modifier(itemId, modifier);
    const known = chosen.get(modifierId);
    if (known) known.quantity += modifier.quantity;
    else chosen.set(modifierId, { groupId, modifierId, quantity: modifier.quantity, choices: [] });
  }
  return [...chosen.values()];
}
